import { startFauxqs as start } from 'fauxqs'
import type { S3Server } from './server.ts'

/** fauxqs: within this process, starts at once, and checks neither keys nor conditions. */
export async function startFauxqs(): Promise<S3Server> {
  const server = await start({ port: 0, logger: false })
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    accessKey: 'any',
    secretKey: 'any',
    stop: () => server.stop(),
  }
}
