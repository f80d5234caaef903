import { expect, test } from 'vitest'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { openS3, s3ConfigFor } from '../storage/s3-config.ts'
import { requires } from '../support/requirements.ts'
import type { S3Server } from './server.ts'
import { sharedServer, startServer } from './start-server.ts'

test.runIf(requires('versitygw'))('a server of our own ends when it is stopped, and the shared one stays', async () => {
  const [own, shared] = [await startServer('versitygw'), await sharedServer('versitygw')]
  const [ours, theirs] = [await storeAt(own), await storeAt(shared)]
  await Promise.all([ours, theirs].map((store) => store.put('object', Buffer.from('x'))))
  await own.stop()
  await expect(ours.get('object')).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' })
  expect((await theirs.get('object'))?.object.size).toBe(1)
  for (const store of [ours, theirs]) store.close()
})

async function storeAt(server: Omit<S3Server, 'stop'>): Promise<ObjectStore> {
  const opened = await openS3(s3ConfigFor(server, { bucket: 'larder-own' }), { tuning: { tries: 2, baseDelay: 1 } })
  return opened.store
}
