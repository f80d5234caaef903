import { free } from '../../free.ts'

/**
 * Gives the memory of parts back as soon as nobody needs it; left to the collector, parts that have long been sent take 150 MiB. The SDK puts each
 * part together in memory of its own, with one byte of the next part behind it (see `stream-source.ts`), so a part is needed until it is
 * sent and the next one has been made. Memory of any other shape is left alone.
 */
export class SentParts {
  readonly #bytes: number
  /** Sent before the next one was made. */
  readonly #waiting = new Map<number, Uint8Array>()
  #newest = 0

  constructor(partSize: number) {
    this.#bytes = partSize + 1
  }

  begin(part: number): void {
    this.#newest = Math.max(this.#newest, part)
    for (const [number, memory] of this.#waiting) if (number < this.#newest) this.#free(number, memory)
  }

  end(part: number, body: unknown): void {
    if (!(body instanceof Uint8Array) || body.byteOffset !== 0 || body.buffer.byteLength !== this.#bytes) return
    const memory = new Uint8Array(body.buffer)
    if (part < this.#newest) free(memory)
    else this.#waiting.set(part, memory)
  }

  #free(part: number, memory: Uint8Array): void {
    this.#waiting.delete(part)
    free(memory)
  }
}
