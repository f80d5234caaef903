import type { Pieces } from '../tree/pieces.ts'
import type { PackedBytes } from './byte-list.ts'

/** What comes next in a batch. */
export const Step = {
  /** The next header: of a directory, a symbolic link, a hard link. */
  directory: 0,
  symlink: 1,
  hardlink: 2,
  /** The next piece, with the header of its file. */
  file: 3,
  /** As `file`, for a hard link that is written as a copy: the next header tells of what. */
  copy: 4,
  /** The next piece, of a file whose header went before in an earlier batch. */
  rest: 5,
} as const
export type Step = (typeof Step)[keyof typeof Step]

/** Entries that have a header and no content of their own, as columns. Of a `copy` only the link counts. */
export interface Headers {
  readonly paths: PackedBytes
  readonly links: PackedBytes
  readonly mode: Uint16Array<ArrayBuffer>
  readonly mtimeNs: BigInt64Array<ArrayBuffer>
}

/** A run of entries of one mount: all that a worker needs to make a stretch of the archive. */
export interface TarBatch {
  /** Absolute: where the mount is. */
  readonly directory: string
  /** What stands before the path of each entry to make its name in the archive. */
  readonly name: string
  readonly steps: Uint8Array<ArrayBuffer>
  readonly pieces: Pieces
  readonly headers: Headers
  /** Tar blocks that stand before and after the entries: the head of the archive, its end. */
  readonly before: Uint8Array<ArrayBuffer>
  readonly after: Uint8Array<ArrayBuffer>
  /** Entries that begin in this batch, and bytes of content, for the display of progress. */
  readonly entries: number
  readonly content: number
}
