import { corrupt } from './failures.ts'

/** Bytes that arrive in chunks of any size, taken by number or as they come. */
export class ByteSource implements AsyncIterable<Buffer> {
  /** Bytes that have arrived. */
  received = 0
  readonly #iterator: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]()
  }

  /** The next bytes, which stay; fewer at the end. */
  async peek(length: number): Promise<Buffer> {
    while (this.#rest.length < length) {
      const chunk = await this.#next()
      if (chunk === undefined) break
      this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    }
    return this.#rest.subarray(0, length)
  }

  /** As `peek`; throws `ARCHIVE_CORRUPT` when there are fewer. */
  async need(length: number): Promise<Buffer> {
    const bytes = await this.peek(length)
    if (bytes.length < length) throw corrupt('it ends early')
    return bytes
  }

  /** Throws `ARCHIVE_CORRUPT` when there are fewer. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.need(length)
    this.#rest = this.#rest.subarray(length)
    return bytes
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      await this.need(1)
      const some = Math.min(left, this.#rest.length)
      this.#rest = this.#rest.subarray(some)
      left -= some
    }
  }

  /** All that is left, as it comes. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    if (this.#rest.length > 0) yield this.#rest
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) yield chunk
  }

  /** Lets the sender know that no more is asked for. */
  async close(): Promise<void> {
    await this.#iterator.return?.()
  }

  async #next(): Promise<Buffer | undefined> {
    const { done, value } = await this.#iterator.next()
    if (done === true) return undefined
    this.received += value.length
    return Buffer.from(value.buffer, value.byteOffset, value.length)
  }
}
