import { free, freeMemory } from '../free.ts'
import { decodeSegment, encodeSegment, hashSegment } from '../snapshot/segment.ts'
import type { Pieces } from '../tree/pieces.ts'
import { readPieces, readPiecesBySize } from '../tree/read.ts'
import { writePieces } from '../tree/write.ts'
import { isKnown } from './known-hashes.ts'
import type { ReadSegment, SegmentRead, Tasks, WriteSegment } from './tasks.ts'

/** One for all tasks of this thread: fresh memory for every segment would cost more than hashing it. */
let buffer = new Uint8Array(0)

export function readSegment({ directory, pieces, level, known }: ReadSegment): SegmentRead {
  const content = roomFor(pieces)
  const plain = readPieces(directory, pieces, content)
  const hash = hashSegment(content)
  if (level === 'hash-only' || (known !== undefined && isKnown(known, hash))) return { hash, plain, stored: undefined }
  const stored = encodeSegment(content, level)
  return { hash, plain, stored, storedHash: hashSegment(stored) }
}

export function hashPieces({ directory, pieces }: Tasks['hashPieces']['input']): Tasks['hashPieces']['output'] {
  const content = roomFor(pieces)
  return { hash: readPiecesBySize(directory, pieces, content) === undefined ? undefined : hashSegment(content) }
}

export function writeSegment({ root, pieces, stored, keep, ...expected }: WriteSegment): void {
  const content = decodeSegment(stored, expected)
  free(stored)
  writePieces(root, pieces, content, keep)
  // It has room to spare behind it.
  freeMemory(content.buffer)
}

function roomFor({ bytes }: Pieces): Uint8Array<ArrayBuffer> {
  const length = bytes.reduce((total, count) => total + count, 0)
  if (buffer.length < length) {
    free(buffer)
    buffer = new Uint8Array(length)
  }
  return buffer.subarray(0, length)
}
