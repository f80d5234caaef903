import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs'
import { hasCode } from '../errors.ts'
import { fileChanged, isSystemError, readError } from './disk-errors.ts'
import { pathsBelow } from './disk-path.ts'
import { piecePath, type Pieces } from './pieces.ts'
import { storedTime } from './file-time.ts'

// A FIFO that took the place of a file would block an open without O_NONBLOCK for ever.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

// The first read of a file that was just written would set its access time, which nobody wants to know and which is a write to the inode: on
// ext4 that made the first rebuild of 100,000 small files take 5.4 s instead of 1.6 s. Linux allows it for files of one's own, or to root.
let noAccessTime = constants.O_NOATIME ?? 0

/**
 * Reads pieces one after another into a buffer that is large enough, and gives the number of bytes.
 * Throws `FILE_CHANGED` when a file is not, or does not stay, as it was scanned, and `UNREADABLE`.
 *
 * Four system calls a file: open, read, fstat, close. One fstat is enough when it comes after the read: a change before or during the
 * read leaves another ctime, which nobody can set back, and it is the ctime of the scan that the fstat is compared with. An fstat before
 * the read would see less, since what is written between the two would pass.
 */
export function readPieces(directory: string, pieces: Pieces, into: Uint8Array): number {
  const pathOf = pathsBelow(directory)
  let end = 0
  for (let i = 0; i < pieces.length; i++) {
    const path = pathOf(piecePath(pieces, i))
    const bytes = pieces.bytes[i]!
    const stat = readSlice(path, into, end, bytes, pieces.offset[i]!)
    if (stat === undefined || !isAsScanned(stat, pieces, i)) throw fileChanged(path, 'changed')
    end += bytes
  }
  return end
}

function isAsScanned(stat: BigIntStats, pieces: Pieces, index: number): boolean {
  return (
    storedTime(stat.ctimeNs) === pieces.ctimeNs[index] &&
    storedTime(stat.mtimeNs) === pieces.mtimeNs[index] &&
    Number(stat.size) === pieces.size[index] &&
    stat.isFile()
  )
}

/**
 * Reads pieces of a tree of which only the sizes are known. Undefined as soon as something is not a plain file of that size. A file may have
 * other names, as those that pnpm links from its store: it must then not be written to, nor stamped.
 */
export function readPiecesBySize(directory: string, pieces: Pieces, into: Uint8Array): number | undefined {
  const pathOf = pathsBelow(directory)
  let end = 0
  for (let i = 0; i < pieces.length; i++) {
    const stat = readIfThere(pathOf(piecePath(pieces, i)), into, end, pieces.bytes[i]!, pieces.offset[i]!)
    if (stat === undefined || !stat.isFile() || Number(stat.size) !== pieces.size[i]) return undefined
    end += pieces.bytes[i]!
  }
  return end
}

function readIfThere(path: Buffer, into: Uint8Array, at: number, bytes: number, offset: number): BigIntStats | undefined {
  try {
    return readSlice(path, into, at, bytes, offset)
  } catch (error) {
    if (hasCode(error, 'FILE_CHANGED', 'UNREADABLE')) return undefined
    throw error
  }
}

/** The facts of the file after the read; undefined when it has fewer bytes than asked for. */
function readSlice(path: Buffer, into: Uint8Array, at: number, bytes: number, offset: number): BigIntStats | undefined {
  try {
    const file = openQuietly(path)
    try {
      return fillFrom(file, into, at, bytes, offset) ? fstatSync(file, { bigint: true }) : undefined
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw readError(error, path)
  }
}

function openQuietly(path: Buffer): number {
  if (noAccessTime === 0) return openSync(path, flags)
  try {
    return openSync(path, flags | noAccessTime)
  } catch (error) {
    if (!isSystemError(error, 'EPERM', 'EINVAL', 'ENOTSUP')) throw error
    // The files of somebody else, or a file system that does not know the flag; most likely it is the same with all of them.
    noAccessTime = 0
    return openSync(path, flags)
  }
}

function fillFrom(file: number, into: Uint8Array, at: number, bytes: number, offset: number): boolean {
  let done = 0
  while (done < bytes) {
    const read = readSync(file, into, at + done, bytes - done, offset === 0 && done === 0 ? null : offset + done)
    if (read === 0) return false
    done += read
  }
  return true
}
