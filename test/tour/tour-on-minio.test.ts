import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeTour } from './support/describe-tour.ts'
import { bucketOfCaches } from './support/stores.ts'

describe.runIf(requires('minio'))('with a server', () => {
  describeTour('MinIO', async () => bucketOfCaches(await sharedServer('minio')), ['snapshot', 'tar', 'tar.gz', 'tar.zst'])
})
