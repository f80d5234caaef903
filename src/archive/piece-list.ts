import { blankPieces, type Pieces } from '../tree/pieces.ts'
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
    const { length } = this
    const { bytes: paths, ends: pathEnd } = this.#paths.take()
    const pieces = blankPieces(length)
    // One loop: `from` with a function for each column took 2 % of the time of a rebuild.
    for (let i = 0; i < length; i++) {
      const piece = this.#pieces[i]!
      pieces.offset[i] = piece.offset
      pieces.bytes[i] = piece.bytes
      pieces.size[i] = piece.size
      pieces.mode[i] = piece.mode
      pieces.mtimeNs[i] = piece.mtimeNs
      pieces.ctimeNs[i] = piece.ctimeNs
    }
    return { ...pieces, paths, pathEnd }
  }
}
