import { free } from '../free.ts'
import { corrupt } from './failures.ts'

/** Bytes that arrive in chunks of any size, taken by number or as they come. */
export class ByteSource implements AsyncIterable<Buffer> {
  /** Bytes that have arrived. */
  received = 0
  readonly #iterator: AsyncIterator<Uint8Array>
  /** What has arrived and is not taken whole. */
  readonly #chunks: Buffer[] = []
  /** Bytes of the first chunk that are taken. */
  #taken = 0
  /** Bytes that have arrived and are not taken. */
  #left = 0

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]()
  }

  /** The next bytes, which stay; fewer at the end. Good until they are taken. */
  async peek(length: number): Promise<Buffer> {
    while (this.#left < length && (await this.#receive()));
    const first = this.#chunks[0]?.subarray(this.#taken, this.#taken + length) ?? Buffer.alloc(0)
    return first.length === length ? first : Buffer.concat([first, ...this.#chunks.slice(1)], Math.min(length, this.#left))
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
    for (let left = length; left > 0;) left -= this.#advance(left).length
    return bytes
  }

  /**
   * Copies the next bytes to a place in `room`, and gives back the memory of every chunk that is used up by that: nothing that was taken before
   * may be looked at any more. Throws `ARCHIVE_CORRUPT` when there are fewer.
   */
  async moveTo(room: Buffer, at: number, length: number): Promise<void> {
    for (let end = at; end < at + length;) {
      if (this.#left === 0 && !(await this.#receive())) throw corrupt('it ends early')
      const chunk = this.#chunks[0]!
      const bytes = this.#advance(at + length - end)
      end += bytes.copy(room, end)
      if (chunk !== this.#chunks[0]) free(chunk)
    }
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      await this.need(1)
      left -= this.#advance(left).length
    }
  }

  /** All that is left, as it comes. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    while (this.#left > 0 || (await this.#receive())) yield this.#advance(this.#left)
  }

  /** Lets the sender know that no more is asked for. */
  async close(): Promise<void> {
    await this.#iterator.return?.()
  }

  /** The next bytes, at most `length` of them, as they lie in one chunk. */
  #advance(length: number): Buffer {
    const chunk = this.#chunks[0]!
    const bytes = chunk.subarray(this.#taken, this.#taken + length)
    this.#taken += bytes.length
    this.#left -= bytes.length
    if (this.#taken === chunk.length) {
      this.#chunks.shift()
      this.#taken = 0
    }
    return bytes
  }

  /** False at the end. */
  async #receive(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#iterator.next()
      if (done === true) return false
      if (value.length === 0) continue
      this.received += value.length
      this.#left += value.length
      this.#chunks.push(Buffer.from(value.buffer, value.byteOffset, value.length))
      return true
    }
  }
}
