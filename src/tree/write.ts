import { closeSync, constants, fchmodSync, ftruncateSync, futimesSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { assertDistinct } from './distinct.ts'
import { duplicatePath, isSystemError, unsafePath, writeError } from './disk-errors.ts'
import { pathsBelow } from './disk-path.ts'
import { EntryType, type EntryTable } from './entries.ts'
import { fileTime } from './file-time.ts'
import { isWritten, type KeepColumn } from './keep.ts'
import { piecePath, smallestCutFile, type Pieces } from './pieces.ts'
import { entryName, entryPath } from './safe-path.ts'
import type { StagedRoot } from './staging.ts'

const noFollow = constants.O_NOFOLLOW ?? 0
const createFlags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | noFollow
const sliceFlags = constants.O_WRONLY | noFollow

/**
 * The first step of writing a tree: its directories (0700 until they are finished), and its large files at their full size, so that their
 * slices can be written by any thread in any order. Checks every name and that no two entries are one path; throws `UNSAFE_PATH`.
 * For a table that grows it is called again, with `from` where it ended.
 */
export function makeDirectories(root: StagedRoot, table: EntryTable, keep?: KeepColumn, from = 0): void {
  checkTable(table, from)
  if (from === 0) assertDistinct(table, root.foldsCase)
  const pathOf = pathsBelow(root.path)
  for (let i = from; i < table.length; i++) {
    const type = table.type(i)
    const isLarge = type === EntryType.file && table.size(i) >= smallestCutFile
    if ((type !== EntryType.directory && !isLarge) || !isWritten(keep, i)) continue
    const path = pathOf(entryPath(table.path(i)))
    attempt(path, () => (isLarge ? makeLargeFile(path, table.size(i)) : mkdirSync(path, 0o700)))
  }
}

function checkTable(table: EntryTable, from: number): void {
  if (table.length === 0) throw unsafePath('The cache holds a mount without entries.')
  for (let i = Math.max(1, from); i < table.length; i++) {
    entryName(table.name(i))
    const parent = table.parent(i)
    if (parent < 0 || parent >= i || table.type(parent) !== EntryType.directory) {
      throw unsafePath(`The cache holds an entry that lies in no directory: ${Buffer.from(table.name(i)).toString()}.`)
    }
  }
}

function makeLargeFile(path: Buffer, size: number): void {
  const file = openSync(path, createFlags, 0o600)
  try {
    ftruncateSync(file, size)
  } finally {
    closeSync(file)
  }
}

/** Writes the content of pieces, which lies in `data` one after another. `keep` has one byte a piece: those that are not 0 are left out. */
export function writePieces(root: StagedRoot, pieces: Pieces, data: Uint8Array, keep?: Uint8Array): void {
  const pathOf = pathsBelow(root.path)
  // Not the stored time: a file that was read before it was modified would get a new access time, and so a write, at the next read.
  const accessed = Date.now() / 1000
  let start = 0
  for (let i = 0; i < pieces.length; i++) {
    const end = start + pieces.bytes[i]!
    if (keep === undefined || keep[i] === 0) {
      const path = pathOf(entryPath(piecePath(pieces, i)))
      if (pieces.size[i]! >= smallestCutFile) attempt(path, () => writeSlice(path, data, start, end, pieces.offset[i]!))
      else attempt(path, () => writeFile(path, data, start, end, root, pieces.mode[i]! & 0o777, pieces.mtimeNs[i]!, accessed))
    }
    start = end
  }
}

function writeSlice(path: Buffer, data: Uint8Array, start: number, end: number, offset: number): void {
  const file = openSync(path, sliceFlags)
  try {
    writeAll(file, data, start, end, offset)
  } finally {
    closeSync(file)
  }
}

/** Open, write, futimes, close: a chmod only for bits that the umask would cut. */
function writeFile(
  path: Buffer,
  data: Uint8Array,
  start: number,
  end: number,
  { umask }: StagedRoot,
  mode: number,
  mtimeNs: bigint,
  accessed: number,
): void {
  const file = openSync(path, createFlags, mode)
  try {
    writeAll(file, data, start, end, 0)
    if ((mode & umask) !== 0) fchmodSync(file, mode)
    futimesSync(file, accessed, fileTime(mtimeNs))
  } finally {
    closeSync(file)
  }
}

function writeAll(file: number, data: Uint8Array, start: number, end: number, offset: number): void {
  for (let at = start; at < end;) at += writeSync(file, data, at, end - at, offset + at - start)
}

function attempt(path: Buffer, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw isSystemError(error, 'EEXIST') ? duplicatePath(path, error) : writeError(error, path)
  }
}
