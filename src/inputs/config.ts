import type { Build } from '../host/build.ts'

/** What the input layer hands to the engine: settings that have been read, checked and completed with defaults. */
export type Config = RestoreConfig | RebuildConfig | FlushConfig

export type ArchiveFormat = 'tar' | 'tar.gz' | 'tar.zst'
export type Format = 'snapshot' | ArchiveFormat

interface CommonConfig {
  readonly build: Build
  readonly storage: StorageConfig
  readonly workspace: string
  /** What `~` stands for. */
  readonly home: string
  /** Milliseconds the whole command may take before it gives up. */
  readonly deadlineMs: number
  /** Threads that read, compress and write; undefined = as many as there are cores, at most 8. */
  readonly workers: number | undefined
  /** Requests in flight. */
  readonly concurrency: number
  /** A storage or extraction error fails the command instead of counting as a miss. */
  readonly strict: boolean
  readonly log: 'debug' | 'info' | 'quiet'
  /** One JSON object on standard output instead of words. */
  readonly json: boolean
}

/**
 * Where a cache lives. Every path is complete below the storage's root, `/`-separated, without empty, `.` or `..`
 * components, and never ends in `/`.
 */
export interface Location {
  /** The path a rebuild writes to. */
  readonly path: string
  /** Where restore looks next, in this order; never holds `path`. */
  readonly fallbackPaths: readonly string[]
  /** The name of the cache within its path. */
  readonly object: CacheObject
  /** The prefix that owns `.segments/`; equal to `path` or a parent of it. */
  readonly domain: string
  /** Domains that may be read but not written, each a parent of `domain`: a pull request reads its repository's. */
  readonly parentDomains: readonly string[]
}

export type CacheObject =
  /** `<path>/<encoded key>.<format>`; restore accepts every format at the same place. */
  | { readonly by: 'key'; readonly key: string; readonly format: Format }
  /** `<path>/<filename>`, exactly as drone-s3-cache names it. */
  | { readonly by: 'filename'; readonly filename: string; readonly format: ArchiveFormat }

export interface RestoreConfig extends CommonConfig {
  readonly mode: 'restore'
  readonly location: Location
  /** Prefixes of keys, tried in this order when no exact key is found at any place. */
  readonly restoreKeys: readonly string[]
  /** As the user wrote them; empty = every mount of the cache that lies inside the workspace. */
  readonly mounts: readonly string[]
  readonly failOnMiss: boolean
  /** Find out whether there is a cache, restore nothing. */
  readonly lookupOnly: boolean
  /** Refuse a cache whose content is larger than this many bytes. */
  readonly maxSize: number | undefined
}

export interface RebuildConfig extends CommonConfig {
  readonly mode: 'rebuild'
  readonly location: Location
  /** As the user wrote them, globs and `!` excludes included; at least one is not an exclude. */
  readonly mounts: readonly string[]
  /** `auto`: the level follows the bottleneck. Else a zstd level 1-19, or a gzip level 1-9 for tar.gz. */
  readonly compressionLevel: 'auto' | number
  /** `missing`: leave an existing cache of this key alone. */
  readonly overwrite: 'always' | 'missing'
  /** A mount that does not exist is left out instead of failing; none at all still fails. */
  readonly ignoreMissing: boolean
}

export interface FlushConfig extends CommonConfig {
  readonly mode: 'flush'
  /** Caches at or below this path; whole components: `owner/repo` never matches `owner/repo2`. */
  readonly flushPath: string
  readonly maxAgeDays: number
  readonly dryRun: boolean
}

export type StorageConfig = DirectoryConfig | S3Config

export interface DirectoryConfig {
  readonly kind: 'directory'
  /** Absolute. */
  readonly directory: string
}

export interface S3Config {
  readonly kind: 's3'
  /** Undefined = Amazon S3 in `region`. Always with a scheme, never with a path. */
  readonly endpoint: string | undefined
  readonly region: string
  /** Undefined = as drone-s3-cache without a bucket: the first component of every path, lower-cased. */
  readonly bucket: string | undefined
  readonly pathStyle: boolean
  readonly dualStack: boolean
  readonly accelerate: boolean
  /** Create a bucket that a rebuild finds missing (custom endpoints, as drone-s3-cache 1.x did). */
  readonly createBucket: boolean
  readonly credentials: CredentialsConfig
  /** PEM text of certificates to trust besides the system's. */
  readonly caCertificate: string | undefined
  /** Do not check the server's certificate. */
  readonly skipVerify: boolean
  readonly acl: string | undefined
  readonly encryption: { readonly algorithm: string; readonly keyId: string | undefined } | undefined
  readonly storageClass: string | undefined
}

export type CredentialsConfig =
  | { readonly from: 'keys'; readonly accessKey: string; readonly secretKey: string; readonly sessionToken: string | undefined }
  | { readonly from: 'file'; readonly file: string | undefined; readonly profile: string | undefined }
  | {
      readonly from: 'role'
      readonly roleArn: string
      readonly tokenFile: string | undefined
      readonly sessionName: string
      readonly externalId: string | undefined
      readonly base: CredentialsConfig
    }
  | { readonly from: 'anonymous' }
  /** The SDK's own chain: environment, shared files, web identity, container, instance. */
  | { readonly from: 'chain' }
