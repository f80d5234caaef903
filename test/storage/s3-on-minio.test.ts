import { describe } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { requires } from '../support/requirements.ts'
import { describeStore } from './conformance.ts'
import { s3UnderTest } from './s3-under-test.ts'

describe.runIf(requires('minio'))('with a server', () => {
  describeStore('MinIO', async () =>
    s3UnderTest(await sharedServer('minio'), { nests: 'unlisted', sortsEveryScript: true, listsUploads: true }),
  )
})
