import { describeTour } from './support/describe-tour.ts'
import { directoryOfCaches } from './support/stores.ts'

describeTour('a directory', directoryOfCaches, [
  { format: 'snapshot', size: '1,700 entries' },
  { format: 'tar', size: '350 entries' },
  { format: 'tar.gz', size: '350 entries' },
  { format: 'tar.zst', size: '1,700 entries' },
])
