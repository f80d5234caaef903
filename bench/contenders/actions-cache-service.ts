import { fork } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CacheService {
  /** For ACTIONS_CACHE_URL. */
  readonly url: string
  /** Bytes of a cache. */
  sizeOf(key: string): number
  close(): void
}

/** Starts the service in a process of its own, as the S3 server is one. */
export async function startCacheService(directory: string): Promise<CacheService> {
  const child = fork(fileURLToPath(new URL('actions-cache-service-process.ts', import.meta.url)), [directory])
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port))
    child.once('exit', () => reject(new Error('The cache service ended.')))
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    sizeOf: (key) => statSync(path.join(directory, key)).size,
    close: () => void child.kill(),
  }
}
