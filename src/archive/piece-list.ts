import type { Pieces } from '../tree/pieces.ts'
import { ByteList } from './byte-list.ts'

export interface Piece {
  readonly path: Uint8Array
  readonly offset: number
  readonly bytes: number
  readonly size: number
  readonly mode: number
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
}

/** Pieces while they are being gathered. */
export class PieceList {
  readonly #paths = new ByteList()
  readonly #pieces: Omit<Piece, 'path'>[] = []

  get length(): number {
    return this.#pieces.length
  }

  push({ path, ...piece }: Piece): void {
    this.#paths.push(path)
    this.#pieces.push(piece)
  }

  take(): Pieces {
    const pieces = this.#pieces
    const { bytes: paths, ends: pathEnd } = this.#paths.take()
    return {
      length: pieces.length,
      paths,
      pathEnd,
      offset: Float64Array.from(pieces, (piece) => piece.offset),
      bytes: Float64Array.from(pieces, (piece) => piece.bytes),
      size: Float64Array.from(pieces, (piece) => piece.size),
      mode: Uint16Array.from(pieces, (piece) => piece.mode),
      mtimeNs: BigInt64Array.from(pieces, (piece) => piece.mtimeNs),
      ctimeNs: BigInt64Array.from(pieces, (piece) => piece.ctimeNs),
    }
  }
}
