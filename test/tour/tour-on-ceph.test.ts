import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeTour } from './support/describe-tour.ts'
import { bucketOfCaches } from './support/stores.ts'

describe.runIf(requires('ceph'))('with a server', () => {
  describeTour('Ceph', async () => bucketOfCaches(await sharedServer('ceph')), [{ format: 'snapshot', size: '350 entries' }])
})
