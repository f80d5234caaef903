import { freeMemory } from '../../free.ts'

/**
 * Gives the memory of parts back as soon as nobody needs it; left to the collector, parts that have long been sent take 150 MiB. The SDK puts each
 * part together in memory of its own, with one byte of the next part behind it (see `stream-source.ts`), so a part is needed until it is
 * sent and the next one has been made. Memory of any other shape is left alone.
 */
export class SentParts {
  readonly #bytes: number
  #newest = 0
  /** Of the newest part, once it is sent. */
  #waiting: ArrayBufferLike | undefined

  constructor(partSize: number) {
    this.#bytes = partSize + 1
  }

  begin(part: number): void {
    if (part <= this.#newest) return
    this.#newest = part
    if (this.#waiting) freeMemory(this.#waiting)
    this.#waiting = undefined
  }

  end(part: number, body: unknown): void {
    if (!(body instanceof Uint8Array) || body.byteOffset !== 0 || body.buffer.byteLength !== this.#bytes) return
    if (part < this.#newest) freeMemory(body.buffer)
    else this.#waiting = body.buffer
  }
}
