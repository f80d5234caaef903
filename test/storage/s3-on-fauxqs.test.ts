import { afterAll } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import type { S3Server } from '../servers/server.ts'
import { describeStore } from './conformance.ts'
import { s3UnderTest } from './s3-under-test.ts'

let server: S3Server | undefined

describeStore('fauxqs', async () => {
  server = await startFauxqs()
  return s3UnderTest(server, { nests: 'yes', sortsEveryScript: false, listsUploads: false })
})

afterAll(() => server?.stop())
