import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LarderError } from '../../src/errors.ts'
import type { AbandonedUpload, ObjectStore, StoredObject } from '../../src/storage/object-store.ts'

/** What the suite needs to know of a store. Every flag names something that a store may lack though the contract does not depend on it. */
export interface StoreUnderTest {
  readonly store: ObjectStore
  /** A store that nothing has ever been put into. */
  readonly empty: ObjectStore
  /** A store in a place that does not exist and that no write may make. */
  readonly missing?: ObjectStore
  /** Bytes from which on `putStream` sends more than one part. */
  readonly partSize: number
  /** Begins an upload with one part and leaves it. */
  readonly abandonUpload?: (key: string) => Promise<void>
  /** Whether an object `a` and an object `a/b` can both be; MinIO takes the second and leaves it out of its lists. */
  readonly nests: 'yes' | 'unlisted' | 'no'
  /** Lists are in byte order also for characters that UTF-16 puts elsewhere. */
  readonly sortsEveryScript: boolean
}

/** Registers the promises of {@link ObjectStore} as tests of one store. */
export function describeStore(title: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${title}:`, () => {
    let under: StoreUnderTest
    let store: ObjectStore
    beforeAll(async () => {
      under = await create()
      store = under.store
    })
    afterAll(() => {
      under.store.close()
      under.empty.close()
      under.missing?.close()
    })

    describe('an object', () => {
      test.each([
        { what: 'empty', body: Buffer.alloc(0) },
        { what: 'of one byte', body: Buffer.from('x') },
        { what: 'of a few MiB', body: randomBytes(3_000_001) },
      ])('$what comes back as it was put', async ({ body }) => {
        const key = uniqueKey('as-put')
        await store.put(key, body)
        const got = await store.get(key)
        expect(digest(got?.body)).toBe(digest(body))
        expect(got?.object).toMatchObject({ key, size: body.length })
      })

      test('that is a view of a larger buffer is put alone', async () => {
        const key = uniqueKey('view')
        const whole = Uint8Array.from(Buffer.from('0123456789'))
        await store.put(key, whole.subarray(3, 6), { checksummed: true })
        expect(text(await store.get(key))).toBe('345')
      })

      test('is told alike by head, get and list', async () => {
        const key = uniqueKey('alike')
        await store.put(key, Buffer.from('content'), { contentType: 'text/plain' })
        const head = await store.head(key)
        const [listed] = await all(store.list(key))
        expect((await store.get(key))?.object).toEqual(head)
        expect(head).toMatchObject({ key, size: 7 })
        expect(listed).toMatchObject({ key, size: 7, etag: head?.etag })
        expect(Math.abs((listed?.lastModified.getTime() ?? 0) - (head?.lastModified.getTime() ?? 0))).toBeLessThan(1_500)
      })

      test('that is missing is absent, and so is everything of a store that does not exist', async () => {
        const key = uniqueKey('nowhere')
        expect(await store.head(key)).toBeUndefined()
        expect(await store.get(key)).toBeUndefined()
        expect(await store.get(key, { range: { first: 0, last: 9 } })).toBeUndefined()
        await store.remove(key)
        expect(await under.empty.head(key)).toBeUndefined()
        expect(await under.empty.get(key)).toBeUndefined()
        expect(await keysOf(under.empty.list(''))).toEqual([])
        expect(await all(under.empty.abandonedUploads(''))).toEqual([])
        await under.empty.remove(key)
      })

      test('in a bucket that is missing and must not be made is a mistake that is told, never an absence', async () => {
        // A directory is always made.
        if (under.missing === undefined) return
        const told = { code: 'BUCKET_MISSING', message: expect.stringContaining('does not exist') }
        await expect(under.missing.head('object')).rejects.toMatchObject(told)
        await expect(under.missing.get('object')).rejects.toMatchObject(told)
        await expect(all(under.missing.list(''))).rejects.toMatchObject(told)
        await expect(under.missing.put('object', Buffer.from('x'))).rejects.toMatchObject(told)
      })

      test('is replaced as a whole, and its etag tells', async () => {
        const key = uniqueKey('replaced')
        await store.put(key, Buffer.from('first, longer'))
        const before = await store.head(key)
        await store.put(key, Buffer.from('second'))
        expect(text(await store.get(key))).toBe('second')
        expect((await store.head(key))?.etag).not.toBe(before?.etag)
      })

      test('is gone once it is removed, and can be put again', async () => {
        const key = `${uniqueKey('deep')}/er/and/deeper`
        await store.put(key, Buffer.from('1'))
        await store.remove(key)
        expect(await store.head(key)).toBeUndefined()
        await store.put(key, Buffer.from('2'))
        expect(text(await store.get(key))).toBe('2')
      })

      test.each([
        'with space',
        'plus+and&=',
        'quo\'te"',
        'ünï-çödé-✓-😀',
        '100%25-%2F',
        '(brackets)!~*$',
        'question?hash#',
        'col:on;semi,comma',
        'trailing.',
      ])('may be named %s', async (name) => {
        const key = `${uniqueKey('odd')}/${name}/${name}`
        await store.put(key, Buffer.from(name))
        expect(text(await store.get(key))).toBe(name)
        expect(await keysOf(store.list(key))).toEqual([key])
        expect(await store.copy(key, `${key}-copy`)).toBe(true)
        expect(text(await store.get(`${key}-copy`))).toBe(name)
        await store.remove(key)
        expect(await store.head(key)).toBeUndefined()
      })

      test('never reads as a mixture while others replace it', async () => {
        const key = uniqueKey('contended')
        const versions = Array.from({ length: 12 }, (_, index) => Buffer.alloc(300_000, index))
        await store.put(key, versions[0] as Buffer)
        const writing = Promise.all(versions.map((version) => store.put(key, version)))
        const reads = await Promise.all(Array.from({ length: 24 }, () => store.get(key)))
        await writing
        for (const read of reads) expect(new Set(read?.body).size, 'versions in one body').toBe(1)
        expect(reads.map((read) => read?.body.length)).toEqual(Array(24).fill(300_000))
      })
    })

    describe('a range', () => {
      const body = randomBytes(100_000)
      const key = uniqueKey('ranged')
      beforeAll(() => store.put(key, body))

      test.each([
        { first: 0, last: 0 },
        { first: 0, last: 99_999 },
        { first: 10, last: 29 },
        { first: 99_999, last: 99_999 },
      ])('from $first to $last is exactly that', async ({ first, last }) => {
        const got = await store.get(key, { range: { first, last } })
        expect(digest(got?.body)).toBe(digest(body.subarray(first, last + 1)))
        expect(got?.object.size).toBe(100_000)
      })

      test.each([
        { first: 99_990, last: 100_000 },
        { first: 100_000, last: 100_009 },
      ])('from $first to $last reaches beyond the end and is an error', async (range) => {
        await expect(store.get(key, { range })).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
      })

      test('of one version is refused once there is another', async () => {
        const changing = uniqueKey('changing')
        await store.put(changing, Buffer.from('before'))
        const etag = (await store.head(changing))?.etag ?? ''
        expect(text(await store.get(changing, { etag, range: { first: 1, last: 2 } }))).toBe('ef')
        await store.put(changing, Buffer.from('after!'))
        await expect(store.get(changing, { etag, range: { first: 1, last: 2 } })).rejects.toMatchObject({ code: 'OBJECT_CHANGED' })
        await expect(store.get(changing, { etag })).rejects.toMatchObject({ code: 'OBJECT_CHANGED' })
      })

      test('or a whole object above the allowed size is refused', async () => {
        await expect(store.get(key, { maxBytes: 99_999 })).rejects.toMatchObject({ code: 'OBJECT_TOO_LARGE' })
        expect((await store.get(key, { maxBytes: 100_000 }))?.body.length).toBe(100_000)
      })
    })

    describe('a stream', () => {
      test.each([
        { what: 'nothing', sizes: () => [] },
        { what: 'a little', sizes: () => [5, 0, 7] },
        { what: 'exactly one part', sizes: (part: number) => [part] },
        { what: 'one part and a byte', sizes: (part: number) => [part + 1] },
        { what: 'twelve parts that end within chunks', sizes: (part: number) => Array<number>(18).fill(Math.floor((part * 2) / 3)) },
        { what: 'three parts and a bit', sizes: (part: number) => [part - 1, part + 1, part / 2, part / 2, 77] },
      ])('of $what is put whole', async ({ sizes }) => {
        const key = uniqueKey('streamed')
        const chunks = sizes(under.partSize).map((size) => randomBytes(size))
        expect(await store.putStream(key, streamOf(chunks))).toEqual({ size: Buffer.concat(chunks).length })
        expect(digest((await store.get(key))?.body)).toBe(digest(Buffer.concat(chunks)))
      })

      test.each([
        { when: 'at once', before: () => 0 },
        { when: 'within the first part', before: () => 1_000 },
        { when: 'after some parts', before: (part: number) => part * 2 + 1_000 },
      ])('that fails $when is not published, and leaves the old object and nothing else', async ({ before }) => {
        const key = `${uniqueKey('broken')}/object`
        await store.put(key, Buffer.from('old'))
        const reason = new Error('the file changed while it was read')
        await expect(store.putStream(key, failing(before(under.partSize), reason))).rejects.toBe(reason)
        expect(text(await store.get(key))).toBe('old')
        expect(await all(store.abandonedUploads(key))).toEqual([])
      })

      test.each([
        { when: 'before it begins', parts: 0 },
        { when: 'while the next chunk does not come', parts: 2.5 },
      ])('that is given up $when is not published', async ({ parts }) => {
        const key = `${uniqueKey('given-up')}/object`
        const giveUp = new AbortController()
        const reason = new Error('the deadline has passed')
        if (parts === 0) giveUp.abort(reason)
        const putting = store.putStream(
          key,
          hanging(parts * under.partSize, () => giveUp.abort(reason)),
          { signal: giveUp.signal },
        )
        await expect(putting).rejects.toBe(reason)
        expect(await store.head(key)).toBeUndefined()
        expect(await all(store.abandonedUploads(key))).toEqual([])
      })
    })

    describe('a copy', () => {
      test('has the same bytes and a date of its own', async () => {
        const [from, to] = [uniqueKey('from'), `${uniqueKey('to')}/deeper`]
        await store.put(from, Buffer.from('content'))
        expect(await store.copy(from, to)).toBe(true)
        expect(text(await store.get(to))).toBe('content')
        const [source, copy] = [await store.head(from), await store.head(to)]
        expect(copy?.lastModified.getTime()).toBeGreaterThanOrEqual(source?.lastModified.getTime() ?? Infinity)
      })

      test('of what is not there is told', async () => {
        const to = uniqueKey('to')
        expect(await store.copy(uniqueKey('nowhere'), to)).toBe(false)
        expect(await store.head(to)).toBeUndefined()
      })
    })

    describe('a list', () => {
      test('holds what begins with the prefix, in byte order of whole keys', async () => {
        const root = uniqueKey('listed')
        const names = ['a-b', 'a.b', 'a/b', 'a/b-c', 'a/c/d', 'a0', 'ab', 'é', ...(under.sortsEveryScript ? ['～', '😀'] : [])]
        const keys = names.map((name) => `${root}/${name}`)
        await Promise.all(keys.toReversed().map((key) => store.put(key, Buffer.from(key))))
        const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        expect(await keysOf(store.list(`${root}/`))).toEqual(inOrder)
        expect(await keysOf(store.list(`${root}/a`))).toEqual(inOrder.filter((key) => key.startsWith(`${root}/a`)))
        expect(await keysOf(store.list(`${root}/a/`))).toEqual(inOrder.filter((key) => key.startsWith(`${root}/a/`)))
        expect(await keysOf(store.list(`${root}/a/b`))).toEqual([`${root}/a/b`, `${root}/a/b-c`])
        expect(await keysOf(store.list(`${root}/nothing`))).toEqual([])
        expect(await keysOf(store.list(`${root}/a/b/c/d`))).toEqual([])
      })

      test('goes on beyond the first thousand', { timeout: 60_000 }, async () => {
        const root = uniqueKey('many')
        const keys = Array.from({ length: 1_103 }, (_, index) => `${root}/${index % 7}/${String(index).padStart(5, '0')}`)
        await inTurns(32, keys, (key) => store.put(key, Buffer.from('x')))
        expect(await keysOf(store.list(`${root}/`))).toEqual(keys.toSorted())
        expect((await keysOf(store.list(`${root}/3/`))).length).toBe(158)
      })

      test('shows at once what was put and removed', async () => {
        const root = uniqueKey('fresh')
        for (const name of ['1', '2', '3']) {
          await store.put(`${root}/${name}`, Buffer.from(name))
          expect(await keysOf(store.list(`${root}/`))).toContain(`${root}/${name}`)
        }
        await store.remove(`${root}/2`)
        expect(await keysOf(store.list(`${root}/`))).toEqual([`${root}/1`, `${root}/3`])
      })

      test('may be left before its end', async () => {
        const root = uniqueKey('left')
        for (const name of ['1', '2', '3']) await store.put(`${root}/${name}`, Buffer.from(name))
        for await (const object of store.list(`${root}/`)) {
          expect(object.key).toBe(`${root}/1`)
          break
        }
      })
    })

    test('an object stays when another is put below its name, or the other is refused', async () => {
      const root = uniqueKey('nested')
      const [outer, inner] = [`${root}/a`, `${root}/a/b`]
      await store.put(outer, Buffer.from('outer'))
      const refusal = await store.put(inner, Buffer.from('inner')).then(
        () => undefined,
        (error: unknown) => (error as LarderError).code,
      )
      const isRefused = under.nests === 'no'
      expect(refusal).toBe(isRefused ? 'STORAGE_FAILED' : undefined)
      expect(text(await store.get(inner))).toBe(isRefused ? undefined : 'inner')
      expect(await keysOf(store.list(`${root}/`))).toEqual(under.nests === 'yes' ? [outer, inner] : [outer])
      expect(text(await store.get(outer))).toBe('outer')
    })

    test.each(['a/../b', './a', 'a//b', 'a/', '/a', '..'])('the key %j is refused', async (key) => {
      const doings = [() => store.put(key, Buffer.from('x')), () => store.get(key), () => store.head(key), () => store.remove(key)]
      for (const doing of doings) await expect(doing).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
    })

    test('an abandoned upload is found, and gone once it is aborted; a server that cannot tell of uploads has none', async () => {
      const key = `${uniqueKey('abandoned')}/object`
      const before = await store.now()
      await under.abandonUpload?.(key)
      const uploads = await all(store.abandonedUploads(key))
      expect(uploads).toHaveLength(under.abandonUpload === undefined ? 0 : 1)
      if (uploads.length === 0) return
      const [upload, ...others] = uploads
      expect(upload).toMatchObject({ key })
      expect(others).toEqual([])
      expect(Math.abs((upload as AbandonedUpload).startedAt.getTime() - before.getTime())).toBeLessThan(10_000)
      await store.abortUpload(upload as AbandonedUpload)
      expect(await all(store.abandonedUploads(key))).toEqual([])
      await store.abortUpload(upload as AbandonedUpload)
      expect(await store.head(key)).toBeUndefined()
    })

    test('the clock of the store goes forward and agrees with the dates of its objects', async () => {
      const key = uniqueKey('dated')
      const before = await store.now()
      await store.put(key, Buffer.from('x'))
      const { lastModified } = (await store.head(key)) as StoredObject
      await sleep(20)
      const after = await store.now()
      // Dates of S3 are whole seconds, and an answer may have been on its way for another.
      expect(lastModified.getTime()).toBeGreaterThanOrEqual(before.getTime() - 2_000)
      expect(lastModified.getTime()).toBeLessThanOrEqual(after.getTime() + 2_000)
      expect(after.getTime()).toBeGreaterThan(before.getTime() - 2_000)
    })

    test('what is asked for after the signal has fired is not done', async () => {
      const key = uniqueKey('late')
      const signal = AbortSignal.abort(new Error('over'))
      await store.put(key, Buffer.from('x'))
      await expect(store.put(key, Buffer.from('y'), { signal })).rejects.toMatchObject({ code: 'ABORTED' })
      await expect(store.get(key, { signal })).rejects.toMatchObject({ code: 'ABORTED' })
      await expect(store.remove(key, { signal })).rejects.toMatchObject({ code: 'ABORTED' })
      await expect(keysOf(store.list(key, { signal }))).rejects.toMatchObject({ code: 'ABORTED' })
      expect(text(await store.get(key))).toBe('x')
    })

    test('many jobs may put, list and remove at once in the same place', async () => {
      const root = uniqueKey('busy')
      const jobs = Array.from({ length: 8 }, (_, job) => job)
      await Promise.all(
        jobs.map(async (job) => {
          for (const round of [1, 2, 3, 4]) {
            const key = `${root}/shared/job-${job}/round-${round}`
            await store.put(key, Buffer.from(key))
            expect(text(await store.get(key))).toBe(key)
            await keysOf(store.list(`${root}/`))
            if (round < 4) await store.remove(key)
          }
        }),
      )
      expect(await keysOf(store.list(`${root}/`))).toEqual(jobs.map((job) => `${root}/shared/job-${job}/round-4`))
    })
  })
}

const run = randomBytes(4).toString('hex')
let keys = 0

function uniqueKey(name: string): string {
  keys += 1
  return `octo/Cat/${run}/${name}-${keys}`
}

function digest(body: Uint8Array | undefined): string | undefined {
  return body && `${body.length} ${createHash('sha256').update(body).digest('hex')}`
}

function text(got: { readonly body: Uint8Array } | undefined): string | undefined {
  return got && Buffer.from(got.body).toString()
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

async function keysOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  return (await all(objects)).map((object) => object.key)
}

async function inTurns<T>(width: number, items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of waiting) await act(item)
    }),
  )
}

/** The memory of a chunk is used for something else as soon as the next one is asked for. */
async function* streamOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) {
    const lent = Uint8Array.from(chunk)
    yield lent
    lent.fill(0)
  }
}

async function* failing(bytes: number, reason: Error): AsyncIterable<Uint8Array> {
  yield* pieces(bytes)
  throw reason
}

async function* hanging(bytes: number, then: () => void): AsyncIterable<Uint8Array> {
  yield* pieces(bytes)
  setTimeout(then, 20)
  await new Promise(() => undefined)
}

async function* pieces(bytes: number): AsyncIterable<Uint8Array> {
  for (let left = bytes; left > 0; left -= 65_536) yield randomBytes(Math.min(left, 65_536))
}
