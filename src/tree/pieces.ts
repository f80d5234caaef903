/**
 * Slices of files, as columns: what one task reads into, or writes out of, one buffer, one after another.
 * Paths are bytes relative to a mount (or to the place a mount is being written), all in one array; empty for a mount that is a file.
 */
export interface Pieces {
  readonly length: number
  readonly paths: Uint8Array<ArrayBuffer>
  readonly pathEnd: Uint32Array<ArrayBuffer>
  /** Where in its file a slice begins, and how many bytes it has. */
  readonly offset: Float64Array<ArrayBuffer>
  readonly bytes: Float64Array<ArrayBuffer>
  /** Of the whole file. */
  readonly size: Float64Array<ArrayBuffer>
  readonly mode: Uint16Array<ArrayBuffer>
  readonly mtimeNs: BigInt64Array<ArrayBuffer>
  /** As it was scanned; a reader throws `FILE_CHANGED` when the disk says otherwise. Not used for writing. */
  readonly ctimeNs: BigInt64Array<ArrayBuffer>
}

/** For so many pieces, to be filled; what is missing are their paths. */
export function blankPieces(length: number): Omit<Pieces, 'paths' | 'pathEnd'> {
  return {
    length,
    offset: new Float64Array(length),
    bytes: new Float64Array(length),
    size: new Float64Array(length),
    mode: new Uint16Array(length),
    mtimeNs: new BigInt64Array(length),
    ctimeNs: new BigInt64Array(length),
  }
}

/**
 * Bytes. A smaller file is never cut, so one piece holds all of it. The writer makes larger files beforehand, so that their slices can be
 * written by any thread in any order.
 */
export const smallestCutFile = 2 ** 20

/** The path of one piece, as a view. */
export function piecePath({ paths, pathEnd }: Pieces, index: number): Uint8Array<ArrayBuffer> {
  return paths.subarray(index === 0 ? 0 : pathEnd[index - 1]!, pathEnd[index]!)
}

/** What to give away with them, so that a million files cross to threads without being copied. */
export function buffersOfPieces({ paths, pathEnd, offset, bytes, size, mode, mtimeNs, ctimeNs }: Pieces): ArrayBuffer[] {
  return [paths, pathEnd, offset, bytes, size, mode, mtimeNs, ctimeNs].map(({ buffer }) => buffer)
}
