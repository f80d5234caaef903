import { smallestCutFile, type Pieces } from '../tree/pieces.ts'
import { limits } from './limits.ts'
import { PieceList, type Piece } from './piece-list.ts'

/** Content of files of one mount, for a worker to write. */
export interface ContentBatch {
  readonly mount: number
  readonly pieces: Pieces
  /** Alone in its memory, so that it can be handed over to another thread. */
  readonly data: Uint8Array<ArrayBuffer>
}

type FileFacts = Pick<Piece, 'path' | 'size' | 'mode' | 'mtimeNs'>

/** Gathers the content of files, as it arrives, into batches. */
export class ContentBatches {
  #ready: ContentBatch[] = []
  #mount = -1
  #pieces = new PieceList()
  #buffer: Uint8Array<ArrayBuffer> = Buffer.allocUnsafeSlow(limits.batchBytes)
  #used = 0
  /** What the pieces so far will fill; `#used` follows. */
  #promised = 0
  #file: FileFacts | undefined
  /** Bytes of the file at hand that no piece has yet. */
  #left = 0

  begin(mount: number, file: FileFacts): void {
    const fits = file.size <= limits.batchBytes - this.#promised || file.size >= smallestCutFile
    if (mount !== this.#mount || !fits || this.#pieces.length >= limits.batchEntries) this.flush()
    this.#mount = mount
    // The path is a view of memory that the caller will use for something else.
    this.#file = { ...file, path: new Uint8Array(file.path) }
    this.#left = file.size
    if (this.#promised === limits.batchBytes) this.flush()
    this.#beginPiece()
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#used === limits.batchBytes) {
        this.flush()
        this.#beginPiece()
      }
      const end = Math.min(bytes.length, at + limits.batchBytes - this.#used)
      this.#buffer.set(bytes.subarray(at, end), this.#used)
      this.#used += end - at
      at = end
    }
  }

  /** The batches that are full; each is given once. */
  take(): ContentBatch[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  /** Ends the batch at hand; call only between files or when it is full. */
  flush(): void {
    if (this.#pieces.length === 0) return
    this.#ready.push({ mount: this.#mount, pieces: this.#pieces.take(), data: this.#takeData() })
    this.#pieces = new PieceList()
    this.#used = 0
    this.#promised = 0
  }

  #beginPiece(): void {
    const { path, size, mode, mtimeNs } = this.#file!
    const bytes = Math.min(this.#left, limits.batchBytes - this.#promised)
    this.#pieces.push({ path, size, mode, mtimeNs, ctimeNs: 0n, offset: size - this.#left, bytes })
    this.#promised += bytes
    this.#left -= bytes
  }

  /** A nearly empty buffer is copied and used again, rather than sent away with 4 MiB around a few bytes. */
  #takeData(): Uint8Array<ArrayBuffer> {
    if (this.#used * 2 < limits.batchBytes) return new Uint8Array(this.#buffer.subarray(0, this.#used))
    const data = this.#buffer.subarray(0, this.#used)
    this.#buffer = Buffer.allocUnsafeSlow(limits.batchBytes)
    return data
  }
}
