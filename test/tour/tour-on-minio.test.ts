import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeTour } from './support/describe-tour.ts'
import { bucketOfCaches } from './support/stores.ts'

describe.runIf(requires('minio'))('with a server', () => {
  describeTour('MinIO', async () => bucketOfCaches(await sharedServer('minio')), [
    { format: 'snapshot', size: '1,700 entries' },
    { format: 'tar', size: '350 entries' },
    { format: 'tar.gz', size: '350 entries' },
    { format: 'tar.zst', size: '350 entries' },
  ])
})
