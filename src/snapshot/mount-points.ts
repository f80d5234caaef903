import type { MountPoint } from '../tree/mount.ts'
import { Malformed, type ByteReader, type ByteWriter } from './bytes.ts'
import { limits } from './limits.ts'

const anchors = ['workspace', 'home', 'root'] as const

export function writePoint(bytes: ByteWriter, { anchor, path }: MountPoint): void {
  bytes.byte(anchors.indexOf(anchor))
  bytes.text(path)
}

/** Throws {@link Malformed} for one that leaves its anchor, or has none. */
export function readPoint(bytes: ByteReader): MountPoint {
  const anchor = anchors[bytes.byte()]
  if (anchor === undefined) throw new Malformed('a mount hangs nowhere')
  const path = bytes.text()
  if (!isPath(path)) throw new Malformed('a mount is not a path')
  return { anchor, path }
}

export function isSamePoint(one: MountPoint, other: MountPoint): boolean {
  return one.anchor === other.anchor && one.path === other.path
}

/** `/`-separated without empty, `.` or `..` components; the empty path is the anchor or the root itself. */
export function isPath(path: string): boolean {
  return Buffer.byteLength(path) <= limits.pathBytes && !path.includes('\0') && (path === '' || path.split('/').every(isComponent))
}

function isComponent(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..'
}
