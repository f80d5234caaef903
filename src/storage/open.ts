import type { StorageConfig } from '../inputs/config.ts'
import type { ObjectStore } from './object-store.ts'
import type { OpenOptions } from './open-options.ts'

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
