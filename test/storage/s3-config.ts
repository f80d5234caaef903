import type { S3Config } from '../../src/inputs/config.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Tuning } from '../../src/storage/s3/tuning.ts'
import type { S3Server } from '../servers/server.ts'

/** Settings for a server that a test has started. */
export function s3ConfigFor(server: Omit<S3Server, 'stop'>, changes: Partial<S3Config> = {}): S3Config {
  return {
    kind: 's3',
    endpoint: server.endpoint,
    region: server.region,
    bucket: undefined,
    pathStyle: true,
    dualStack: false,
    accelerate: false,
    createBucket: true,
    credentials: { from: 'keys', accessKey: server.accessKey, secretKey: server.secretKey, sessionToken: undefined },
    caCertificate: undefined,
    skipVerify: false,
    acl: undefined,
    encryption: undefined,
    storageClass: undefined,
    ...changes,
  }
}

export interface Opened {
  readonly store: ObjectStore
  /** What the store warned of. */
  readonly warnings: string[]
}

export async function openS3(
  config: S3Config,
  options: { concurrency?: number; env?: Record<string, string>; tuning?: Partial<Tuning> } = {},
): Promise<Opened> {
  const warnings: string[] = []
  const { concurrency = 16, env = {}, tuning = {} } = options
  const store = await openStore(config, { concurrency, env, tuning, warn: (message) => warnings.push(message) })
  return { store, warnings }
}
