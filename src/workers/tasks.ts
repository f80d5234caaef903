import type { TarBatch } from '../archive/batch.ts'
import type { Compression } from '../archive/compression.ts'
import type { EntryColumns } from '../tree/columns.ts'
import type { ExpectedSegment } from '../snapshot/segment.ts'
import type { KeepColumn } from '../tree/keep.ts'
import type { Pieces } from '../tree/pieces.ts'
import type { ScannedPart, ScanRequest } from '../tree/scan.ts'
import type { StagedRoot } from '../tree/staging.ts'

interface Task<Input, Output> {
  readonly input: Input
  readonly output: Output
}

/** What threads do, by name. Everything crosses as plain data; `run-task.ts` holds the other half of this table. */
export interface Tasks {
  /** A share of a scan, which `ScanAssembly` puts together. */
  scan: Task<ScanRequest, ScannedPart>

  readSegment: Task<ReadSegment, SegmentRead>

  /** Reads a tree by sizes alone; undefined when it is not plain files of those sizes. To see what a restore can leave in place. */
  hashPieces: Task<{ readonly directory: string; readonly pieces: Pieces }, { readonly hash: Uint8Array<ArrayBuffer> | undefined }>

  /** Before any content is written. */
  makeDirectories: Task<TreeToWrite, void>

  /** Throws `SEGMENT_CORRUPT` before anything of it is written. */
  writeSegment: Task<WriteSegment, void>

  /** The content of the pieces lies in `data`; `keep` has one byte a piece, and those that are not 0 are left out. */
  writePieces: Task<
    { readonly root: StagedRoot; readonly pieces: Pieces; readonly data: Uint8Array<ArrayBuffer>; readonly keep?: Uint8Array },
    void
  >

  /** When all content is written. */
  finishTree: Task<TreeToWrite, void>

  /** A stretch of an archive. */
  packTar: Task<{ readonly batch: TarBatch; readonly compression: Compression }, { readonly bytes: Uint8Array }>
}

export type TaskName = keyof Tasks

export interface ReadSegment {
  readonly directory: string
  readonly pieces: Pieces
  /** A zstd level, or `hash-only`. */
  readonly level: number | 'hash-only'
  /** Segments that need not be compressed, because the store has them; see `known-hashes.ts`. */
  readonly known?: SharedArrayBuffer
}

export interface SegmentRead {
  /** SHA-256 of the content, 32 bytes. */
  readonly hash: Uint8Array<ArrayBuffer>
  /** Bytes of content. */
  readonly plain: number
  /** The compressed content; undefined for `hash-only` and for what is known. */
  readonly stored: Uint8Array<ArrayBuffer> | undefined
  /** SHA-256 of that. */
  readonly storedHash?: Uint8Array<ArrayBuffer>
}

export interface WriteSegment extends ExpectedSegment {
  readonly root: StagedRoot
  readonly pieces: Pieces
  readonly stored: Uint8Array
  /** One byte a piece; those that are not 0 are left out. */
  readonly keep?: Uint8Array
}

export interface TreeToWrite {
  readonly root: StagedRoot
  readonly columns: EntryColumns
  /** One byte an entry, settled by `settleKeep`. */
  readonly keep?: KeepColumn
}

/** From the pool to a thread. */
export type Request = { [N in TaskName]: { readonly id: number; readonly name: N; readonly input: Tasks[N]['input'] } }[TaskName]

/** From a thread to the pool. */
export type Answer =
  | { readonly id: number; readonly type: 'done'; readonly output: Tasks[TaskName]['output'] }
  | { readonly id: number; readonly type: 'failed'; readonly error: PlainError }

/** An error as data, because a class does not cross. */
export interface PlainError {
  readonly code: string | undefined
  readonly message: string
  readonly hint: string | undefined
  readonly stack: string | undefined
  readonly cause: PlainError | undefined
}
