import { expect, test } from 'vitest'
import { download } from '../../src/cache/download.ts'
import { MemoryBucket, MemoryStore, type Step } from '../support/memory-store.ts'

const MiB = 2 ** 20
const content = Uint8Array.from({ length: 21 * MiB }, (_, i) => i % 251)

test('the bytes come in order, and are counted as they come', async () => {
  const { store, object } = await storeWith(content)
  let counted = 0
  const chunks = await collect(
    download(
      store,
      object,
      options(4, (count) => (counted += count)),
    ),
  )
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
  expect(counted).toBe(content.length)
})

test.each([
  { concurrency: 1, most: 1 },
  { concurrency: 4, most: 4 },
  { concurrency: 64, most: 8 },
])('with a concurrency of $concurrency at most $most requests are in flight', async ({ concurrency, most }) => {
  let inFlight = 0
  let seen = 0
  const { store, object } = await storeWith(new Uint8Array(80 * MiB), (_request, moment) => {
    inFlight += moment === 'before' ? 1 : -1
    seen = Math.max(seen, inFlight)
    return new Promise((resolve) => setImmediate(resolve))
  })
  for await (const chunk of download(store, object, options(concurrency))) if (chunk.length === 0) throw new Error('An empty chunk.')
  expect(seen).toBe(most)
})

test.each([0, 1])('an object of %i bytes', async (length) => {
  const { store, object } = await storeWith(new Uint8Array(length))
  expect(Buffer.concat(await collect(download(store, object, options(4))))).toHaveLength(length)
})

test('an object that is replaced meanwhile is an error, never a mixture of both', async () => {
  const bucket = new MemoryBucket()
  let requests = 0
  const { store, object } = await storeWith(
    content,
    (request, moment) => {
      if (moment === 'before' && request.startsWith('GET') && ++requests === 3) bucket.set('object', content.toReversed(), 0)
      return Promise.resolve()
    },
    bucket,
  )
  await expect(collect(download(store, object, options(1)))).rejects.toMatchObject({ code: 'OBJECT_CHANGED' })
})

test('an object that is removed meanwhile is an error, never a shorter one', async () => {
  const bucket = new MemoryBucket()
  const { store, object } = await storeWith(content, undefined, bucket)
  const chunks = download(store, object, options(1))[Symbol.asyncIterator]()
  await chunks.next()
  bucket.objects.clear()
  const rest = async () => {
    while ((await chunks.next()).done !== true) continue
  }
  await expect(rest()).rejects.toMatchObject({ code: 'OBJECT_CHANGED' })
})

async function storeWith(body: Uint8Array<ArrayBuffer>, step?: Step, bucket = new MemoryBucket()) {
  bucket.set('object', body, 0)
  const store = new MemoryStore(bucket, () => 0, step)
  const object = (await store.head('object'))!
  return { store, object }
}

function options(concurrency: number, onBytes: (count: number) => void = () => {}) {
  return { signal: new AbortController().signal, concurrency, onBytes }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const collected: Uint8Array[] = []
  for await (const chunk of chunks) collected.push(chunk)
  return collected
}
