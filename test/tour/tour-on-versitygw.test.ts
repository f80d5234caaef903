import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeTour } from './support/describe-tour.ts'
import { bucketOfCaches } from './support/stores.ts'

describe.runIf(requires('versitygw'))('with a server', () => {
  describeTour('versitygw', async () => bucketOfCaches(await sharedServer('versitygw')), [{ format: 'tar.zst', size: '350 entries' }])
})
