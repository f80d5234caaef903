module larder.test/archive

go 1.20
