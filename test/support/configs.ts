import type { Build } from '../../src/host/build.ts'
import type { CacheObject, FlushConfig, Location, RebuildConfig, RestoreConfig } from '../../src/inputs/config.ts'

interface Where {
  readonly workspace: string
  readonly home?: string
}

/** The cache `archive` of the branch main of acme/shop. */
export const ordinaryLocation: Location = {
  path: 'acme/shop/main',
  fallbackPaths: [],
  object: { by: 'key', key: 'archive', format: 'snapshot' } satisfies CacheObject,
  domain: 'acme/shop',
  parentDomains: [],
}

/** Pull request 7 of acme/shop, which reads what main keeps. */
export const pullRequestLocation: Location = {
  ...ordinaryLocation,
  path: 'acme/shop/pull/7',
  fallbackPaths: ['acme/shop/main'],
  domain: 'acme/shop/pull/7',
  parentDomains: ['acme/shop'],
}

export function restoreConfig(where: Where, change: Partial<RestoreConfig> = {}): RestoreConfig {
  return {
    ...common(where),
    mode: 'restore',
    location: ordinaryLocation,
    restoreKeys: [],
    mounts: [],
    failOnMiss: false,
    lookupOnly: false,
    maxSize: undefined,
    ...change,
  }
}

export function rebuildConfig(where: Where, mounts: readonly string[], change: Partial<RebuildConfig> = {}): RebuildConfig {
  return {
    ...common(where),
    mode: 'rebuild',
    location: ordinaryLocation,
    mounts,
    compressionLevel: 1,
    overwrite: 'always',
    ignoreMissing: false,
    ...change,
  }
}

export function flushConfig(change: Partial<FlushConfig> = {}): FlushConfig {
  return { ...common({ workspace: '/nowhere' }), mode: 'flush', flushPath: 'acme/shop', maxAgeDays: 30, dryRun: false, ...change }
}

function common({ workspace, home = '/nowhere' }: Where) {
  return {
    build: { host: 'terminal', hostName: 'A terminal', dialect: 'plain', workspace, access: 'read-write' } satisfies Build,
    storage: { kind: 'directory', directory: '/nowhere' } as const,
    workspace,
    home,
    deadlineMs: 3_600_000,
    workers: undefined,
    concurrency: 4,
    strict: false,
    log: 'info' as const,
    json: false,
  }
}
