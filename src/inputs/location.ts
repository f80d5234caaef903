import type { CacheObject, Location } from './config.ts'
import { cleanPath, isAtOrBelow, joinPaths } from './paths.ts'
import type { Reading } from './reading.ts'
import type { Scopes } from './scopes.ts'
import type { SettingName } from './settings.ts'

/** What a path is put below, and whether its first component names the bucket. */
export interface Root {
  readonly root: string
  readonly bucketImplied: boolean
}

/** Where caches live: explicit paths as they were written, the others by the scopes of the build, all below the root. */
export function locationOf(reading: Reading, object: CacheObject, scopes: Scopes, { root, bucketImplied }: Root): Location {
  const below = (path: string): string => joinPaths(root, path)
  const explicit = writtenPath(reading, 'path')
  const path = below(explicit ?? scopes.own)
  if (path === '') reading.mistakes.push(`${reading.called('path')}: expected at least one component, got ${reading.quoted('path')}`)
  const fallbacks =
    explicitFallbacks(reading)?.map(below) ?? scopes.others.map(below).filter((each) => !bucketImplied || sameBucket(each, path))
  return {
    path,
    fallbackPaths: [...new Set(fallbacks)].filter((each) => each !== path && each !== ''),
    object,
    ...domainOf(path, below(scopes.repository), scopes.pullRequest === undefined ? undefined : below(scopes.pullRequest)),
  }
}

/** The path that a flush works on; empty = everything in the store. */
export function flushPathOf(reading: Reading, scopes: Scopes, { root, bucketImplied }: Root): string {
  const path = joinPaths(root, writtenPath(reading, 'flush-path') ?? scopes.repository)
  if (bucketImplied && !path.includes('/')) {
    reading.mistakes.push(`${reading.called('flush-path')}: expected a bucket and a path in it, got ${reading.quoted('flush-path')}`)
  }
  return path
}

/** The path of a setting below the root; undefined when it was not written, or not well. */
export function writtenPath(reading: Reading, name: SettingName & ('path' | 'flush-path' | 'root')): string | undefined {
  const written = reading.values[name]
  return written === undefined ? undefined : checkedPath(reading, name, written)
}

function explicitFallbacks(reading: Reading): readonly string[] | undefined {
  return reading.values['fallback-path']?.map((path) => checkedPath(reading, 'fallback-path', path))
}

function checkedPath(reading: Reading, name: SettingName, written: string): string {
  const clean = cleanPath(written)
  if ('path' in clean) return clean.path
  reading.mistakes.push(`${reading.called(name)}: expected ${clean.wrong}, got ${reading.quoted(name)}`)
  return 'wrong'
}

/** A default path in another bucket than the one the user chose may be a stranger's, as bucket names are shared by all of Amazon. */
function sameBucket(a: string, b: string): boolean {
  return impliedBucket(a) === impliedBucket(b)
}

/** The bucket that drone-s3-cache takes from a path when none is named. */
export function impliedBucket(path: string): string {
  return (path.split('/')[0] ?? '').toLowerCase()
}

function domainOf(path: string, repository: string, pullRequest: string | undefined): Pick<Location, 'domain' | 'parentDomains'> {
  if (pullRequest !== undefined && isAtOrBelow(pullRequest, path)) return { domain: pullRequest, parentDomains: [repository] }
  return { domain: isAtOrBelow(repository, path) ? repository : path, parentDomains: [] }
}
