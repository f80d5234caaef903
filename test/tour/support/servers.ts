import { startFauxqs } from '../../servers/fauxqs.ts'
import type { S3Server } from '../../servers/server.ts'
import { sharedServer } from '../../servers/start-server.ts'
import { requires } from '../../support/requirements.ts'

/** MinIO, which checks what S3 checks, where it is installed; else the server that npm brings. */
export async function anyServer(): Promise<S3Server> {
  if (!requires('minio')) return startFauxqs()
  return { ...(await sharedServer('minio')), stop: () => Promise.resolve() }
}
