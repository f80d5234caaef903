import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeStore } from './conformance.ts'
import { s3UnderTest } from './s3-under-test.ts'

describe.runIf(requires('ceph'))('with a server', () => {
  describeStore('Ceph', async () => s3UnderTest(await sharedServer('ceph'), { nests: 'yes', sortsEveryScript: true, listsUploads: true }))
})
