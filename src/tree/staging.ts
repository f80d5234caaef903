import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { isSystemError, unsafePath, writeError } from './disk-errors.ts'
import { holdDirectory } from './held-directory.ts'
import { isMountPoint } from './mount-point.ts'
import { mountName, type Mount } from './mount.ts'
import { stagingPrefix } from './own-names.ts'
import { removeStaging, removeStaleStagings, replacedIn } from './staging-removal.ts'

/** Where the tree of a mount is written first; plain data, so that it can cross to a thread. */
export interface StagedRoot {
  /** Becomes the mount: a directory, or whatever its first entry is. */
  readonly path: string
  /** Permission bits that the system takes away from new files here. */
  readonly umask: number
  /** Whether this file system takes `A` and `a` for the same name. */
  readonly foldsCase: boolean
}

/** A directory that only we know, on the file system of a mount, where everything is written before it is moved into place. */
export interface Staging {
  readonly mount: Mount
  readonly directory: string
  readonly root: StagedRoot
  /** Real path that a staged directory becomes: the mount, or where its symbolic link leads. */
  readonly target: string
  /** Real path that anything else becomes: the mount itself, which may be a symbolic link. */
  readonly place: string
  /** Directories made for the mount to lie in, outermost first. */
  readonly madeParents: readonly string[]
}

/**
 * Makes a staging directory beside a mount, or in it where the mount is a file system of its own, the workspace itself, or lies in a
 * directory that we may not write to. Makes missing directories above the mount. Removes stagings of killed runs, a day old, if they hold
 * nothing of the user's. Throws `UNSAFE_PATH` when a symbolic link leads a mount of the workspace out of it.
 */
export function openStaging(mount: Mount, { workspace }: { workspace: string }): Staging {
  try {
    return open(mount, workspace)
  } catch (error) {
    throw writeError(error, mount.directory)
  }
}

function open(mount: Mount, workspace: string): Staging {
  if (dirname(mount.directory) === mount.directory) throw unsafePath('The whole file system cannot be a mount.')
  const realWorkspace = resolve(workspace)
  const parent = resolve(dirname(mount.directory))
  const isAnchor = mount.anchor === 'workspace' && mount.path === ''
  if (mount.anchor === 'workspace' && !isAnchor && !isInside(parent.path, realWorkspace.path)) {
    throw unsafePath(`The mount ${mountName(mount)} lies behind a symbolic link that leads out of the workspace, to ${parent.path}.`)
  }
  const place = join(parent.path, basename(mount.directory))
  const target = followed(place, (path) => mount.anchor !== 'workspace' || isAnchor || isInside(path, realWorkspace.path))
  const madeParents = parent.missing
  try {
    makeDirectories(madeParents)
    const directory = makeStaging(target, mount.path === '')
    removeStaleStagings(directory)
    return { mount, directory, root: probe(directory), target, place, madeParents }
  } catch (error) {
    removeEmpty(madeParents)
    throw error
  }
}

/** Removes exactly what was written and made, whether or not it was finished. Gives the stagings that had to stay. */
export function discardStagings(stagings: readonly Staging[]): string[] {
  const left: string[] = []
  for (const { directory, madeParents } of stagings.toReversed()) {
    if (!removeStaging(directory)) left.push(directory)
    removeEmpty(madeParents)
  }
  return left
}

/** The real path of a directory that may not exist yet, and those of its components that do not. */
function resolve(directory: string): { path: string; missing: string[] } {
  const real = realpathOf(directory)
  if (real !== undefined) return { path: real, missing: [] }
  if (lstatSync(directory, { throwIfNoEntry: false }) !== undefined) {
    throw unsafePath(`${directory} is a symbolic link that leads nowhere, so nothing can be written below it.`)
  }
  const above = resolve(dirname(directory))
  const path = join(above.path, basename(directory))
  return { path, missing: [...above.missing, path] }
}

/** Where a mount's symbolic link to a directory leads, if it may be followed. */
function followed(place: string, mayFollow: (path: string) => boolean): string {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place
  const real = realpathOf(place)
  return real !== undefined && mayFollow(real) && lstatSync(real).isDirectory() ? real : place
}

function realpathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  }
}

function makeDirectories(paths: readonly string[]): void {
  for (const path of paths) {
    using parent = holdDirectory(dirname(path))
    mkdirSync(parent.at(Buffer.from(basename(path))))
  }
}

function makeStaging(target: string, within: boolean): string {
  const isDirectory = lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true
  if (isDirectory && (within || isMountPoint(target))) return makeIn(target)
  try {
    return makeIn(dirname(target))
  } catch (error) {
    if (isDirectory && isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) return makeIn(target)
    throw error
  }
}

function makeIn(directory: string): string {
  const made = mkdtempSync(join(directory, stagingPrefix))
  if (realpathSync.native(made) === made) return made
  rmdirSync(made)
  throw unsafePath(`${directory} became a symbolic link while it was being looked at.`)
}

function probe(directory: string): StagedRoot {
  const replaced = replacedIn(directory)
  mkdirSync(replaced)
  const umask = ~statSync(replaced).mode & 0o777
  const sameName = join(directory, basename(replaced).toUpperCase())
  return { path: join(directory, 'tree'), umask, foldsCase: lstatSync(sameName, { throwIfNoEntry: false }) !== undefined }
}

function removeEmpty(directories: readonly string[]): void {
  for (const directory of directories.toReversed()) {
    try {
      rmdirSync(directory)
    } catch (error) {
      // Somebody else has put something there, or removed it.
      if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw writeError(error, directory)
    }
  }
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}
