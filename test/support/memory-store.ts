import { LarderError } from '../../src/errors.ts'
import type { AbandonedUpload, GetOptions, ObjectStore, StoredObject } from '../../src/storage/object-store.ts'

interface Held {
  readonly body: Uint8Array<ArrayBuffer>
  readonly lastModified: Date
  readonly etag: string
}

/** Objects in memory, shared by every client of one simulated store. */
export class MemoryBucket {
  readonly objects = new Map<string, Held>()
  readonly uploads = new Map<string, AbandonedUpload>()
  #versions = 0

  set(key: string, body: Uint8Array, time: number): void {
    this.objects.set(key, { body: Uint8Array.from(body), lastModified: new Date(time), etag: `v${++this.#versions}` })
  }
}

/** Called just before and just after every request takes effect; may wait, or throw to lose the request or its answer. */
export type Step = (request: string, moment: 'before' | 'after') => Promise<void>

/**
 * An `ObjectStore` whose clock and pace belong to the test: every request waits for `step` before it takes effect and again
 * before it is answered, so that a schedule can put any other client's request, or the end of this client, in between.
 */
export class MemoryStore implements ObjectStore {
  readonly name = 'memory'
  readonly #bucket: MemoryBucket
  readonly #clock: () => number
  readonly #step: Step
  readonly #pageSize: number

  /** A list asks for `pageSize` objects at a time; other requests may come between the pages. */
  constructor(bucket: MemoryBucket, clock: () => number, step: Step = () => Promise.resolve(), pageSize = 1000) {
    this.#bucket = bucket
    this.#clock = clock
    this.#step = step
    this.#pageSize = pageSize
  }

  head(key: string): Promise<StoredObject | undefined> {
    return this.#request(`HEAD ${key}`, () => describe(key, this.#bucket.objects.get(key)))
  }

  get(
    key: string,
    { range, etag, maxBytes }: GetOptions = {},
  ): Promise<{ object: StoredObject; body: Uint8Array<ArrayBuffer> } | undefined> {
    return this.#request(`GET ${key}`, () => {
      const held = this.#bucket.objects.get(key)
      if (held === undefined) return undefined
      if (etag !== undefined && etag !== held.etag) throw new LarderError('OBJECT_CHANGED', `${key} has changed.`)
      const body = range === undefined ? held.body.slice() : held.body.slice(range.first, range.last + 1)
      if (range !== undefined && body.length !== range.last + 1 - range.first) {
        throw new LarderError('STORAGE_FAILED', `${key} does not reach to byte ${range.last}.`)
      }
      if (maxBytes !== undefined && body.length > maxBytes) throw new LarderError('OBJECT_TOO_LARGE', `${key} is too large.`)
      return { object: describe(key, held)!, body }
    })
  }

  put(key: string, body: Uint8Array): Promise<void> {
    return this.#request(`PUT ${key}`, () => this.#bucket.set(key, body, this.#clock()))
  }

  async putStream(key: string, chunks: AsyncIterable<Uint8Array>): Promise<{ size: number }> {
    const parts: Uint8Array[] = []
    for await (const chunk of chunks) parts.push(Uint8Array.from(chunk))
    const body = Buffer.concat(parts)
    await this.put(key, body)
    return { size: body.length }
  }

  copy(from: string, to: string): Promise<boolean> {
    return this.#request(`COPY ${from} ${to}`, () => {
      const held = this.#bucket.objects.get(from)
      if (held !== undefined) this.#bucket.set(to, held.body, this.#clock())
      return held !== undefined
    })
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    let after = ''
    for (;;) {
      const page = await this.#request(`LIST ${prefix}`, () => this.#page(prefix, after))
      yield* page
      if (page.length < this.#pageSize) return
      after = page.at(-1)!.key
    }
  }

  remove(key: string): Promise<void> {
    return this.#request(`DELETE ${key}`, () => void this.#bucket.objects.delete(key))
  }

  async *abandonedUploads(prefix: string): AsyncIterable<AbandonedUpload> {
    yield* await this.#request(`UPLOADS ${prefix}`, () => [...this.#bucket.uploads.values()].filter(({ key }) => key.startsWith(prefix)))
  }

  abortUpload(upload: AbandonedUpload): Promise<void> {
    return this.#request(`ABORT ${upload.key}`, () => void this.#bucket.uploads.delete(upload.id))
  }

  now(): Promise<Date> {
    return Promise.resolve(new Date(this.#clock()))
  }

  close(): void {}

  /** Keys are ASCII here, so that strings sort as their bytes do. */
  #page(prefix: string, after: string): StoredObject[] {
    const keys = [...this.#bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
    return keys.slice(0, this.#pageSize).map((key) => describe(key, this.#bucket.objects.get(key))!)
  }

  async #request<T>(request: string, effect: () => T): Promise<T> {
    await this.#step(request, 'before')
    const answer = effect()
    await this.#step(request, 'after')
    return answer
  }
}

function describe(key: string, held: Held | undefined): StoredObject | undefined {
  return held && { key, size: held.body.length, lastModified: held.lastModified, etag: held.etag }
}
