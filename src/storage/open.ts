import type { StorageConfig } from '../inputs/config.ts'
import type { ObjectStore } from './object-store.ts'
import type { Tuning } from './s3/tuning.ts'

export interface OpenOptions {
  /** Requests in flight, at least 1. */
  readonly concurrency: number
  /** Told what is odd and does not stop the work; a sentence without secrets. */
  readonly warn: (message: string) => void
  /** Read for HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Patience and sizes other than the usual, for S3. */
  readonly tuning?: Partial<Tuning>
}

/** The store that the settings name. Nothing is asked of it yet, so a wrong endpoint or key shows at the first request. */
export async function openStore(config: StorageConfig, options: OpenOptions): Promise<ObjectStore> {
  switch (config.kind) {
    case 'directory': {
      const { directoryStore } = await import('./filesystem.ts')
      return directoryStore(config.directory, options)
    }
    case 's3': {
      // The SDK takes 90 to 120 ms to load, which the directory store need not wait for.
      const { s3Store } = await import('./s3/store.ts')
      return s3Store(config, options)
    }
  }
}
