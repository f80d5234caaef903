import { describeTour } from './support/describe-tour.ts'
import { directoryOfCaches } from './support/stores.ts'

describeTour('a directory', directoryOfCaches, ['snapshot', 'tar', 'tar.gz', 'tar.zst'])
