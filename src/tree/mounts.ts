import { realpathSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import picomatch from 'picomatch'
import { LarderError } from '../errors.ts'
import { isSystemError, readError } from './disk-errors.ts'
import { globOptions, type Exclude } from './exclude.ts'
import { walkGlob } from './glob-walk.ts'
import type { Mount, Places } from './mount.ts'
import { absoluteGlob, exists, literalPath, parsePatterns, type MountPattern } from './mount-patterns.ts'

/** A mount and what the user leaves out of it. */
export interface ExpandedMount extends Mount {
  readonly exclude: Exclude
}

export interface ExpandedMounts {
  /** In the order of the patterns; none lies inside another that holds the same. */
  readonly mounts: readonly ExpandedMount[]
  /** Patterns, as the user wrote them, that name nothing. */
  readonly missing: readonly string[]
}

/**
 * Finds what the user names: paths relative to the workspace, absolute, or behind `~`; the wildcards `*`, `?`, `[..]`, `**` and `{a,b}`,
 * which match names with a leading dot too; and excludes behind `!`. As in actions/cache an exclude holds for the mounts before it, but
 * it holds below them too, and excludes that come first hold for all. `store` is the directory that holds the caches, which are not put into
 * themselves. Throws `MOUNT_INVALID` and `UNREADABLE`.
 */
export function expandMounts(lines: readonly string[], places: Places, store?: string): ExpandedMounts {
  const realStore = store === undefined ? undefined : realDirectory(store)
  const patterns = parsePatterns(lines, places)
  const mounts: ExpandedMount[] = []
  const missing: string[] = []
  for (const [index, pattern] of patterns.entries()) {
    if (pattern.excludes) continue
    const excludes = excludesOf(patterns, index)
    const named = directoriesOf(pattern).filter((directory) => !isExcluded(directory, excludes))
    if (named.length === 0) missing.push(pattern.text)
    const found = named.flatMap((directory) => {
      const inside = realStore === undefined ? undefined : pathOfStore(directory, realStore)
      if (inside === '') return []
      const exclude = { base: directory.replaceAll(sep, '/'), patterns: excludes, ...(inside !== undefined && { store: inside }) }
      return [{ ...pointOf(directory, pattern, places), directory, exclude }]
    })
    if (named.length > 0 && found.length === 0) throw isTheStore(pattern.text)
    mounts.push(...found)
  }
  return { mounts: withoutNested(mounts), missing }
}

function isTheStore(mount: string): LarderError {
  return new LarderError('MOUNT_INVALID', `The mount "${mount}" is the directory that holds the caches.`, {
    hint: 'Keep the caches in another directory, or name another mount.',
  })
}

/** Below the mount, empty for the mount itself; undefined where the store lies elsewhere. */
function pathOfStore(mount: string, realStore: string): string | undefined {
  const real = realDirectory(mount)
  return isInside(realStore, real) ? pathBelow(real, realStore) : undefined
}

/**
 * Says of a mount of a cache whether it is one of those the user names, or lies in one: what a restore may write. Nothing has to exist
 * for that; so a pattern with wildcards stands for every mount that it matches.
 */
export function mountFilter(lines: readonly string[], places: Places): (mount: Mount) => boolean {
  const patterns = parsePatterns(lines, places)
  const rules = patterns.flatMap((pattern, index) => {
    if (pattern.excludes) return []
    return [
      {
        verbatim: join(pattern.base, pattern.glob),
        isNamed: matcher([absoluteGlob(pattern)]),
        isLeftOut: matcher(excludesOf(patterns, index)),
      },
    ]
  })
  return ({ directory }) =>
    rules.some(({ verbatim, isNamed, isLeftOut }) => (isInside(directory, verbatim) || isNamed(directory)) && !isLeftOut(directory))
}

function excludesOf(patterns: readonly MountPattern[], index: number): string[] {
  const firstMount = patterns.findIndex((pattern) => !pattern.excludes)
  return patterns.filter((pattern, i) => pattern.excludes && (i > index || i < firstMount)).map(absoluteGlob)
}

function directoriesOf(pattern: MountPattern): string[] {
  const literal = literalPath(pattern)
  if (literal === undefined) return walkGlob(pattern.base, pattern.glob)
  return exists(literal) ? [literal] : []
}

function isExcluded(directory: string, globs: readonly string[]): boolean {
  return matcher(globs)(directory)
}

/** Whether a glob matches a path or a directory above it; compiled once, because an archive may have thousands of names to ask about. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false
  const isMatch = picomatch([...globs], globOptions)
  return (directory) => {
    for (let path = directory; ; path = dirname(path)) {
      if (isMatch(path.replaceAll(sep, '/'))) return true
      if (path === dirname(path)) return false
    }
  }
}

function pointOf(directory: string, { home }: MountPattern, places: Places): Pick<Mount, 'anchor' | 'path'> {
  if (home && isInside(directory, places.home)) return { anchor: 'home', path: pathBelow(places.home, directory) }
  if (isInside(directory, places.workspace)) return { anchor: 'workspace', path: pathBelow(places.workspace, directory) }
  return { anchor: 'root', path: directory.split(sep).filter(Boolean).join('/') }
}

function pathBelow(base: string, directory: string): string {
  return relative(base, directory).replaceAll(sep, '/')
}

/** True for the directory itself as well. */
function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}

function withoutNested(mounts: readonly ExpandedMount[]): ExpandedMount[] {
  const kept = new Set<ExpandedMount>()
  const around: ExpandedMount[] = []
  for (const mount of mounts.toSorted(outerFirst)) {
    while (around.length > 0 && !isInside(mount.directory, around.at(-1)!.directory)) around.pop()
    if (around.some((outer) => holdsAllOf(outer, mount))) continue
    kept.add(mount)
    around.push(mount)
  }
  return mounts.filter((mount) => kept.has(mount))
}

/** By path; of the same path the one with fewer excludes first. */
function outerFirst(a: ExpandedMount, b: ExpandedMount): number {
  const [left, right] = [a.directory + sep, b.directory + sep]
  if (left === right) return a.exclude.patterns.length - b.exclude.patterns.length
  return left < right ? -1 : 1
}

function holdsAllOf(outer: ExpandedMount, inner: ExpandedMount): boolean {
  const leftOut = new Set(inner.exclude.patterns)
  return (
    outer.exclude.patterns.every((pattern) => leftOut.has(pattern)) &&
    !isExcluded(inner.directory, outer.exclude.patterns) &&
    isReached(outer.directory, inner.directory)
  )
}

/** False when a symbolic link lies between them, which a scan of the outer one does not follow. */
function isReached(outer: string, inner: string): boolean {
  if (outer === inner) return true
  return realDirectory(dirname(inner)) === join(realDirectory(outer), relative(outer, dirname(inner)))
}

/** Also of what is yet to be made. */
function realDirectory(directory: string): string {
  try {
    return realpathSync(directory)
  } catch (error) {
    const parent = dirname(directory)
    if (parent !== directory && isSystemError(error, 'ENOENT', 'ELOOP')) return join(realDirectory(parent), basename(directory))
    throw readError(error, directory)
  }
}
