import { resolve } from 'node:path'
import { cacheObjectOf } from './cache-object.ts'
import type { Config, FlushConfig, Location, RebuildConfig, RestoreConfig } from './config.ts'
import type { Root } from './location.ts'
import { flushPathOf, impliedBucket, locationOf, writtenPath } from './location.ts'
import { objectName } from './objects.ts'
import { joinPaths } from './paths.ts'
import type { Reading } from './reading.ts'
import { scopesOf } from './scopes.ts'
import type { Mode } from './setting.ts'
import type { ChosenStorage } from './storage.ts'
import { storageOf } from './storage.ts'
import { resolveDirectory } from './store-address.ts'
import type { Surroundings } from './surroundings.ts'

/** A config in which defaults fill what was not written; undefined, or with more mistakes in the reading, when it cannot be. */
export function completeConfig(reading: Reading, mode: Mode | undefined, surroundings: Surroundings): Config | undefined {
  const { home, build } = surroundings
  const workspace = reading.values.workdir ? resolveDirectory(reading.values.workdir, home, resolve(build.workspace)) : build.workspace
  const chosen = storageOf(reading, { ...surroundings, workspace })
  const root = rootOf(reading, chosen)
  if (mode === undefined) return undefined
  const common = commonOf(reading, mode, surroundings, workspace)
  const placed = mode === 'flush' ? flushOf(reading, surroundings, root) : cacheOf(reading, mode, surroundings, root)
  if (chosen === undefined) return undefined
  if (placed.mode !== 'flush') checkObjectName(reading, chosen, placed.location)
  return { ...common, ...placed, storage: chosen.storage }
}

type Common = Omit<RestoreConfig, keyof RestorePart | 'storage'>
type RestorePart = Pick<RestoreConfig, 'mode' | 'location' | 'restoreKeys' | 'mounts' | 'failOnMiss' | 'lookupOnly' | 'maxSize'>
type RebuildPart = Pick<RebuildConfig, 'mode' | 'location' | 'mounts' | 'compressionLevel' | 'overwrite' | 'ignoreMissing'>
type FlushPart = Pick<FlushConfig, 'mode' | 'flushPath' | 'maxAgeDays' | 'dryRun'>

const minute = 60_000
/** A restore that takes longer than 10 minutes has rarely saved time. */
const deadlines = { restore: 10 * minute, rebuild: 30 * minute, flush: 30 * minute } as const satisfies Record<Mode, number>

function commonOf({ values }: Reading, mode: Mode, { build, home }: Surroundings, workspace: string): Common {
  return {
    build,
    workspace,
    home,
    deadlineMs: values.timeout ?? deadlines[mode],
    workers: values.workers,
    concurrency: values.concurrency,
    strict: values.strict,
    log: values.debug ? 'debug' : values['log-level'],
    json: values.json,
  }
}

function rootOf(reading: Reading, chosen: ChosenStorage | undefined): Root {
  const storage = chosen?.storage
  return {
    root: joinPaths(chosen?.prefix ?? '', writtenPath(reading, 'root') ?? ''),
    bucketImplied: storage?.kind === 's3' && storage.bucket === undefined && reading.door === 'plugin',
  }
}

function flushOf(reading: Reading, { build }: Surroundings, root: Root): FlushPart {
  const flushPath = flushPathOf(reading, scopesOf(build, build.workspace), root)
  if (root.bucketImplied) checkImpliedBucket(reading, flushPath)
  return { mode: 'flush', flushPath, maxAgeDays: reading.values['flush-age'], dryRun: reading.values['dry-run'] }
}

function cacheOf(reading: Reading, mode: 'restore' | 'rebuild', { build }: Surroundings, root: Root): RestorePart | RebuildPart {
  const { values, mistakes, door } = reading
  const location = locationOf(reading, cacheObjectOf(reading), scopesOf(build, build.workspace), root)
  if (root.bucketImplied) [location.path, ...location.fallbackPaths].forEach((path) => checkImpliedBucket(reading, path))
  const mounts = values.mount ?? []
  if (door === 'action' && values.key === undefined) mistakes.push('key: missing; name the cache by it')
  if (mounts.every((mount) => mount.startsWith('!')) && (mode === 'rebuild' || door === 'action' || mounts.length > 0)) {
    mistakes.push(`${reading.called('mount')}: expected at least one file or directory to cache, got ${mountsGot(reading)}`)
  }
  return mode === 'restore' ? restorePart(reading, location, mounts) : rebuildPart(reading, location, mounts)
}

function mountsGot(reading: Reading): string {
  return reading.origin('mount') === undefined ? 'none' : reading.quoted('mount')
}

function restorePart({ values }: Reading, location: Location, mounts: readonly string[]): RestorePart {
  return {
    mode: 'restore',
    location,
    restoreKeys: values['restore-keys'] ?? [],
    mounts,
    failOnMiss: values['fail-on-miss'],
    lookupOnly: values['lookup-only'],
    maxSize: values['max-size'],
  }
}

function rebuildPart(reading: Reading, location: Location, mounts: readonly string[]): RebuildPart {
  const { values, door } = reading
  const level = values['compression-level']
  if (location.object.format === 'tar.gz' && level !== 'auto' && level > 9) {
    reading.mistakes.push(`${reading.called('compression-level')}: expected a level from 1 to 9 for tar.gz, got ${level}`)
  }
  return {
    mode: 'rebuild',
    location,
    mounts,
    compressionLevel: level,
    overwrite: values.overwrite ?? (door === 'action' ? 'missing' : 'always'),
    ignoreMissing: values['ignore-missing'] ?? door === 'action',
  }
}

function checkImpliedBucket(reading: Reading, path: string): void {
  const bucket = impliedBucket(path)
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return
  reading.mistakes.push(
    `${reading.called('bucket')}: missing, and the first component of the path, ${reading.quote(bucket)}, which would name the bucket as in drone-s3-cache, is no name for one`,
  )
}

const longestKey = 1024
const longestFileName = 255

/** S3 takes keys of up to 1,024 bytes, file systems names of up to 255. */
function checkObjectName(reading: Reading, { storage }: ChosenStorage, { path, object }: Location): void {
  const name = objectName(path, object)
  const [length, limit] =
    storage.kind === 's3'
      ? [Buffer.byteLength(name), longestKey]
      : [Math.max(...name.split('/').map((part) => Buffer.byteLength(part))), longestFileName]
  if (length > limit) {
    reading.mistakes.push(
      `${reading.called(object.by)}: expected a name that fits in ${limit} bytes of the storage with its path, got ${length}`,
    )
  }
}
