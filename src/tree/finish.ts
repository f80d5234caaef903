import { chmodSync, constants, copyFileSync, linkSync, lstatSync, lutimesSync, symlinkSync, utimesSync } from 'node:fs'
import { LarderError } from '../errors.ts'
import { duplicatePath, isSystemError, unsafePath, writeError } from './disk-errors.ts'
import { pathsBelow } from './disk-path.ts'
import { EntryType, type EntryTable } from './entries.ts'
import { fileTime } from './file-time.ts'
import { isWritten, type KeepColumn } from './keep.ts'
import { smallestCutFile } from './pieces.ts'
import type { StagedRoot } from './staging.ts'

/**
 * The last step of writing a tree, when the content of all files is there: modes and times of large files, hard links (copies where the
 * file system has none), symbolic links, then modes and times of directories from the innermost out.
 */
export function finishTree(root: StagedRoot, table: EntryTable, keep?: KeepColumn): void {
  const pathOf = pathsBelow(root.path)
  const written = { table, keep, accessed: Date.now() / 1000, pathOf: (index: number) => pathOf(table.path(index)) }
  forEach(written, EntryType.file, finishLargeFile)
  forEach(written, EntryType.hardlink, makeHardLink)
  forEach(written, EntryType.symlink, makeSymbolicLink)
  for (let i = table.length - 1; i >= 0; i--) {
    if (table.type(i) === EntryType.directory && isWritten(keep, i)) attempt(written, i, stamp)
  }
}

interface Written {
  readonly table: EntryTable
  readonly keep: KeepColumn | undefined
  /** Access time in seconds. */
  readonly accessed: number
  readonly pathOf: (index: number) => Buffer
}

function forEach(written: Written, type: EntryType, act: (written: Written, index: number) => void): void {
  const { table, keep } = written
  for (let i = 0; i < table.length; i++) if (table.type(i) === type && isWritten(keep, i)) attempt(written, i, act)
}

function attempt(written: Written, index: number, act: (written: Written, index: number) => void): void {
  try {
    act(written, index)
  } catch (error) {
    const path = written.pathOf(index)
    throw isSystemError(error, 'EEXIST') ? duplicatePath(path, error) : writeError(error, path)
  }
}

function finishLargeFile(written: Written, index: number): void {
  const size = written.table.size(index)
  if (size < smallestCutFile) return
  const path = written.pathOf(index)
  const actual = lstatSync(path).size
  if (actual !== size) throw new LarderError('WRITE_FAILED', `${path.toString()} has ${actual} bytes and not ${size}.`)
  stamp(written, index)
}

function stamp({ table, accessed, pathOf }: Written, index: number): void {
  const path = pathOf(index)
  chmodSync(path, table.mode(index) & 0o777)
  utimesSync(path, accessed, fileTime(table.mtimeNs(index)))
}

function makeHardLink(written: Written, index: number): void {
  const original = written.table.original(index)
  if (original >= index || written.table.type(original) !== EntryType.file) {
    throw unsafePath(`The cache holds a hard link to what is not an earlier file: ${written.table.path(index).toString()}.`)
  }
  // A copy, because both paths are views of one buffer.
  const from = Buffer.from(written.pathOf(original))
  const path = written.pathOf(index)
  try {
    linkSync(from, path)
  } catch (error) {
    if (!isSystemError(error, 'EXDEV', 'EMLINK', 'EPERM', 'ENOTSUP', 'ENOSYS')) throw error
    copyFileSync(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    stamp({ ...written, pathOf: () => path }, original)
  }
}

function makeSymbolicLink({ table, accessed, pathOf }: Written, index: number): void {
  const path = pathOf(index)
  symlinkSync(Buffer.from(table.target(index)), path)
  lutimesSync(path, accessed, fileTime(table.mtimeNs(index)))
}
