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
 * Throws `MOUNTS_CLASH` when two mounts would get the same names.
 */
export function nameMounts(mounts: readonly Mount[]): TarMount[] {
  const named = mounts.map((mount) => ({ anchor: mount.anchor, path: mount.path, name: tarNameOf(mount) }))
  for (const [index, mount] of named.entries()) {
    const other = named.slice(0, index).find((earlier) => clash(earlier, mount))
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
export function absoluteTarName(directory: string): string {
  const posix = sep === '\\' ? directory.replaceAll('\\', '/').replace(/^([A-Za-z]):/, '$1') : directory
  return posix.replace(/^\/+/, '').replace(/\/+$/, '')
}

function clash(a: TarMount, b: TarMount): boolean {
  if (a.name === b.name) return true
  return a.anchor !== b.anchor && (within(a.name, b.name) || within(b.name, a.name))
}

/** A workspace that is cached whole has no name, and is not taken to hold what is named for another place. */
function within(name: string, outer: string): boolean {
  return outer !== '' && name.startsWith(`${outer}/`)
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
