import { sep } from 'node:path'
import { unsafePath } from './disk-errors.ts'
import { treeLimits } from './limits.ts'

declare const safe: unique symbol

/** Checked bytes of one component of a path. */
export type EntryName = Uint8Array<ArrayBuffer> & { readonly [safe]: 'name' }

/** Checked bytes of a path that stays inside its mount; empty for the mount itself. */
export type EntryPath = Uint8Array<ArrayBuffer> & { readonly [safe]: 'path' }

const slash = 0x2f
const dot = 0x2e
const backslash = 0x5c
const colon = 0x3a
const onWindows = sep === '\\'

/** Throws `UNSAFE_PATH` unless these bytes name an entry of a directory, and nothing else. */
export function entryName(bytes: Uint8Array): EntryName {
  checkComponent(bytes, 0, bytes.length)
  return bytes as EntryName
}

/** Throws `UNSAFE_PATH` unless every component is a name, so that the path cannot leave the mount. */
export function entryPath(bytes: Uint8Array<ArrayBuffer>): EntryPath {
  if (bytes.length === 0) return bytes as EntryPath
  if (bytes.length > treeLimits.pathBytes) throw refused(bytes, `is longer than ${treeLimits.pathBytes} bytes`)
  let start = 0
  let depth = 1
  for (let at = bytes.indexOf(slash); at >= 0; at = bytes.indexOf(slash, start)) {
    checkComponent(bytes, start, at)
    start = at + 1
    depth++
  }
  checkComponent(bytes, start, bytes.length)
  if (depth > treeLimits.depth) throw refused(bytes, `has more than ${treeLimits.depth} components`)
  return bytes as EntryPath
}

function checkComponent(bytes: Uint8Array, start: number, end: number): void {
  const length = end - start
  if (length === 0) throw refused(bytes, 'has an empty component')
  if (length > treeLimits.nameBytes) throw refused(bytes, `has a component of more than ${treeLimits.nameBytes} bytes`)
  if (bytes[start] === dot && (length === 1 || (length === 2 && bytes[start + 1] === dot)))
    throw refused(bytes, 'has a `.` or `..` component')
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === 0 || byte === slash) throw refused(bytes, 'has a NUL byte or a slash in a name')
    // `C:x` and `a\b` are paths on Windows, and `x:y` is a stream of another file.
    if (onWindows && (byte === backslash || byte === colon)) throw refused(bytes, 'has a `\\` or `:` in a name')
  }
}

function refused(bytes: Uint8Array, why: string) {
  const shown = Buffer.from(bytes.subarray(0, 200)).toString()
  return unsafePath(`The cache holds the path ${JSON.stringify(shown)}, which ${why}.`)
}
