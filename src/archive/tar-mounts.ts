import { sep } from 'node:path'
import { LarderError } from '../errors.ts'
import { mountName, type Mount, type MountPoint } from '../tree/mount.ts'
import { unsafe } from './failures.ts'
import { limits } from './limits.ts'

/** A mount as an archive holds it: every member below `name` belongs to it. */
export interface TarMount extends MountPoint {
  /** Without a slash at either end; empty for a workspace that is cached whole. */
  readonly name: string
}

/** In the comment of the global PAX header, where git archive puts its commit: which members are which mount. */
const mountsComment = 'larder.mounts='

/**
 * Names for the members of each mount, as drone-s3-cache gives them: relative to the workspace, or absolute without the leading slash.
 * Throws `MOUNTS_CLASH` when two mounts would get the same names, `MOUNTS_TOO_MANY` above 10,000.
 */
export function nameMounts(mounts: readonly Mount[]): TarMount[] {
  if (mounts.length > limits.mounts) throw tooManyMounts(mounts.length)
  const named = mounts.map((mount) => ({ anchor: mount.anchor, path: mount.path, name: tarNameOf(mount) }))
  const byName = new Map<string, TarMount>()
  for (const mount of named) {
    const other = byName.get(mount.name)
    if (other !== undefined) throw clashError(other, mount)
    byName.set(mount.name, mount)
  }
  for (const mount of named) {
    const outer = outerNames(mount.name).map((name) => byName.get(name))
    const other = outer.find((around) => around !== undefined && around.anchor !== mount.anchor)
    if (other !== undefined) throw clashError(other, mount)
  }
  return named
}

export function encodeMounts(mounts: readonly TarMount[]): string {
  return mountsComment + JSON.stringify(mounts.map(({ name, anchor, path }) => ({ name, anchor, path })))
}

/** Undefined when the comment is somebody else's. Throws `ARCHIVE_UNSAFE` when it is ours and names a place that no mount may have. */
export function decodeMounts(comment: string): TarMount[] | undefined {
  if (!comment.startsWith(mountsComment)) return undefined
  const mounts = parseJson(comment.slice(mountsComment.length))
  if (!Array.isArray(mounts) || mounts.length > limits.mounts || !mounts.every(isTarMount)) {
    throw unsafe('its list of mounts is not one that larder writes')
  }
  return mounts
}

function tarNameOf(mount: Mount): string {
  if (mount.anchor === 'workspace') return mount.path
  return absoluteTarName(mount.directory)
}

/** `/root/.m2` as `root/.m2`; on Windows `C:\cache` as `C/cache`. */
function absoluteTarName(directory: string): string {
  const posix = sep === '\\' ? directory.replaceAll('\\', '/').replace(/^([A-Za-z]):/, '$1') : directory
  return posix.replace(/^\/+/, '').replace(/\/+$/, '')
}

/** `a/b/c` lies in `a/b` and `a`. A workspace that is cached whole has no name, and is not taken to hold what is named for another place. */
function outerNames(name: string): string[] {
  const components = name.split('/')
  return components.slice(1).map((_, index) => components.slice(0, index + 1).join('/'))
}

function clashError(a: TarMount, b: TarMount): LarderError {
  return new LarderError(
    'MOUNTS_CLASH',
    `An archive cannot hold both ${mountName(a)} and ${mountName(b)}: their entries would get the same names.`,
    {
      hint: 'Use `format: snapshot`, or cache them under two keys.',
    },
  )
}

function tooManyMounts(count: number): LarderError {
  return new LarderError('MOUNTS_TOO_MANY', `An archive cannot hold ${count} mounts; ${limits.mounts} is the most.`, {
    hint: 'Name directories that hold more.',
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isTarMount(value: unknown): value is TarMount {
  if (typeof value !== 'object' || value === null) return false
  const { name, anchor, path } = value as Record<string, unknown>
  return isPlainPath(name) && isPlainPath(path) && (anchor === 'workspace' || anchor === 'home' || anchor === 'root')
}

function isPlainPath(path: unknown): path is string {
  if (typeof path !== 'string' || path.length > limits.pathBytes || path.includes('\0')) return false
  return path === '' || path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
