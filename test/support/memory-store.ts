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

/** Called before and after every request takes effect; may wait, or throw to lose the request or its answer. */
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

  constructor(bucket: MemoryBucket, clock: () => number, step: Step = () => Promise.resolve()) {
    this.#bucket = bucket
    this.#clock = clock
    this.#step = step
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
    const keys = await this.#request(`LIST ${prefix}`, () => [...this.#bucket.objects.keys()].filter((key) => key.startsWith(prefix)))
    const found = keys
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((key) => describe(key, this.#bucket.objects.get(key)))
    for (const object of found) if (object !== undefined) yield object
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
