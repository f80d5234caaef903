import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeStore } from './conformance.ts'
import { s3UnderTest } from './s3-under-test.ts'

describe.runIf(requires('versitygw'))('with a server', () => {
  describeStore('versitygw', async () =>
    s3UnderTest(await sharedServer('versitygw'), { nests: 'no', sortsEveryScript: true, listsUploads: true }),
  )
})
