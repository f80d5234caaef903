import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { S3Config } from '../../src/inputs/config.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import type { Tuning } from '../../src/storage/s3/tuning.ts'
import { startFauxqs } from '../servers/fauxqs.ts'
import type { S3Server } from '../servers/server.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { listAnswer, objectHeaders, rangeAnswer, refusal, withBody, xmlError } from './fault-answers.ts'
import { type Fault, type FaultyServer, type Request, startFaultyServer } from './faulty-server.ts'
import { type Opened, openS3, s3ConfigFor } from './s3-config.ts'

const bucket = 'larder-faults'
const body = randomBytes(200_000)
const MiB = 1024 * 1024
/** Just above one part. */
const bigBody = randomBytes(5 * MiB + 10)

/** As patient as usual, in a thousandth of the time. */
// prettier-ignore
const hasty: Partial<Tuning> = {
  tries: 3, bodyTries: 3, baseDelay: 1, throttledDelay: 2, maxDelay: 4, maxRetryAfter: 4, abortDelay: 1, partGrace: 100,
  connectTimeout: 5_000, idleTimeout: 10_000, silentTimeout: 10_000, attemptTimeout: 20_000, partSize: 5 * MiB,
}

/** For stalls; a busy machine must not look like one. */
const noticing: Partial<Tuning> = { idleTimeout: 400, silentTimeout: 400, tries: 6, bodyTries: 6 }

let upstream: S3Server

beforeAll(async () => {
  upstream = await startFauxqs()
  const { store } = await openS3(s3ConfigFor(upstream, { bucket }))
  await store.put('dir/object', body)
  await store.put('dir/other', Buffer.from('other'))
  store.close()
})
afterAll(() => upstream.stop())

const operations = {
  get: (store) => store.get('dir/object'),
  range: (store) => store.get('dir/object', { range: { first: 1_000, last: 180_000 } }),
  head: (store) => store.head('dir/object'),
  list: (store) => allOf(store.list('dir/')),
  put: (store) => store.put('written', body),
  stream: (store) => store.putStream('written', chunks(body, 3)),
  'stream in parts': (store) => store.putStream('written', chunks(bigBody, 1)),
  copy: (store) => store.copy('dir/object', 'copied'),
  remove: (store) => store.remove('removed'),
} as const satisfies Record<string, (store: ObjectStore) => Promise<unknown>>
type Operation = keyof typeof operations
type Got = { readonly body: Uint8Array }
const everything = Object.keys(operations) as Operation[]
const small = everything.filter((name) => name !== 'stream in parts')
const reading: Operation[] = ['get', 'range']
const listing: Operation[] = ['list']

describe('what passes by itself is not noticed', () => {
  const faults: { fault: Fault; what: string; of?: Operation[] }[] = [
    { what: '503 SlowDown', fault: refusal(503, 'SlowDown') },
    { what: '503 of a proxy', fault: { answer: { status: 503, body: '<html>busy</html>' } }, of: small },
    { what: '500 InternalError', fault: refusal(500, 'InternalError') },
    { what: '502', fault: { answer: { status: 502 } }, of: small },
    { what: '429 with Retry-After', fault: { answer: { status: 429, headers: { 'retry-after': '1' } } }, of: small },
    { what: '408', fault: { answer: { status: 408 } }, of: small },
    { what: '400 RequestTimeout', fault: refusal(400, 'RequestTimeout'), of: small.filter((name) => name !== 'head') },
    { what: '409 OperationAborted', fault: refusal(409, 'OperationAborted'), of: ['put', 'copy', 'remove', 'stream'] },
    { what: '409 ConditionalRequestConflict', fault: refusal(409, 'ConditionalRequestConflict'), of: ['put', 'stream'] },
    { what: '400 ExpiredToken', fault: refusal(400, 'ExpiredToken') },
    { what: 'a reset before the answer', fault: { cutAfter: 'nothing' } },
    { what: 'a stall before the answer', fault: { stallAfter: 'nothing' } },
    { what: 'a reset within the body', fault: { cutAfter: 70_000 }, of: reading },
    { what: 'a stall within the body', fault: { stallAfter: 70_000 }, of: reading },
    {
      what: 'a body that ends early',
      fault: { change: ({ body: whole }) => ({ body: Buffer.from(whole).subarray(0, 70_000) }) },
      of: reading,
    },
    { what: 'a list that ends early', fault: { change: ({ body: whole }) => withBody(String(whole).slice(0, -60)) }, of: listing },
    { what: 'an empty list of 200', fault: { answer: { status: 200 } }, of: listing },
    { what: 'a page of a proxy for a list', fault: { answer: { body: '<html><body>Sign in</body></html>' } }, of: listing },
    { what: 'a copy that fails after its 200', fault: { answer: { body: xmlError('InternalError') } }, of: ['copy'] },
  ]

  test.concurrent.each(faults.flatMap(({ of = everything, ...row }) => of.map((operation) => ({ ...row, operation }))))(
    '$what at $operation',
    async ({ fault, operation }) => {
      await using opened = await faultyStore((_, count) => (count === 0 ? fault : undefined), 'stallAfter' in fault ? noticing : {})
      const { store, server } = opened
      const found = await operations[operation](store)
      expect(server.requests.length, 'requests').toBeGreaterThan(1)
      expectRight(operation, found)
    },
  )

  test('a failure of each of 100 requests at once', async () => {
    const seen = new Set<string>()
    await using opened = await faultyStore(({ url }) => {
      const isFirst = !seen.has(url)
      seen.add(url)
      return isFirst ? refusal(500, 'InternalError') : undefined
    })
    const { store } = opened
    const ranges = Array.from({ length: 100 }, (_, at) => ({ first: at * 1_000, last: at * 1_000 + 999 }))
    const got = await Promise.all(ranges.map((range) => store.get('dir/object', { range })))
    expect(Buffer.concat(got.map((one) => one?.body ?? Buffer.alloc(0))).equals(body.subarray(0, 100_000))).toBe(true)
  })

  test('the loss of the answer that an upload is complete', async () => {
    await using opened = await faultyStore(({ method, url }) =>
      isCompletion(method, url) && completions(opened.server) === 0 ? { cutAfter: 'nothing' } : undefined,
    )
    const { store, server } = opened
    expect(await store.putStream('lost-answer', chunks(bigBody, 1))).toEqual({ size: bigBody.length })
    expect(completions(server)).toBe(2)
    expect((await store.head('lost-answer'))?.size).toBe(bigBody.length)
  })
})

describe('what does not pass is an error of its kind', () => {
  const faults: { what: string; fault: Fault; of?: Operation[]; code: string }[] = [
    { what: '503', fault: refusal(503, 'SlowDown'), code: 'STORAGE_FAILED' },
    { what: 'resets', fault: { cutAfter: 'nothing' }, code: 'STORAGE_UNREACHABLE' },
    { what: 'stalls', fault: { stallAfter: 'nothing' }, code: 'STORAGE_UNREACHABLE', of: ['get', 'put', 'list', 'copy'] },
    { what: 'stalls within the body', fault: { stallAfter: 70_000 }, of: reading, code: 'STORAGE_FAILED' },
    { what: 'bodies that end early', fault: { cutAfter: 70_000 }, of: reading, code: 'STORAGE_FAILED' },
    { what: '403 AccessDenied', fault: refusal(403, 'AccessDenied'), code: 'STORAGE_DENIED' },
    { what: '403 SignatureDoesNotMatch', fault: refusal(403, 'SignatureDoesNotMatch'), code: 'CREDENTIALS_REFUSED' },
    { what: '400 ExpiredToken', fault: refusal(400, 'ExpiredToken'), code: 'CREDENTIALS_REFUSED' },
    { what: '404 NoSuchBucket', fault: refusal(404, 'NoSuchBucket'), of: ['put', 'stream', 'stream in parts'], code: 'BUCKET_MISSING' },
    { what: '400 InvalidRequest', fault: refusal(400, 'InvalidRequest'), code: 'STORAGE_FAILED' },
    { what: '413', fault: refusal(413, 'EntityTooLarge'), of: ['put', 'stream'], code: 'STORAGE_FAILED' },
    { what: '501 NotImplemented', fault: refusal(501, 'NotImplemented'), of: ['put', 'copy', 'list'], code: 'STORAGE_FAILED' },
    { what: 'the whole object for a range', fault: { answer: { body, headers: objectHeaders() } }, of: ['range'], code: 'STORAGE_FAILED' },
    { what: 'another range', fault: rangeAnswer(179_001, 'bytes 0-179000/200000'), of: ['range'], code: 'STORAGE_FAILED' },
    { what: 'a range without its place', fault: rangeAnswer(179_001, undefined), of: ['range'], code: 'STORAGE_FAILED' },
    { what: 'a list that is not in order', fault: listAnswer(['dir/b', 'dir/a']), of: listing, code: 'STORAGE_FAILED' },
    { what: 'a list with a key twice', fault: listAnswer(['dir/b', 'dir/b']), of: listing, code: 'STORAGE_FAILED' },
    { what: 'a list beyond its prefix', fault: listAnswer(['dir2/a']), of: listing, code: 'STORAGE_FAILED' },
    {
      what: 'a cut list that does not go on',
      fault: listAnswer(['dir/a'], '<IsTruncated>true</IsTruncated>'),
      of: listing,
      code: 'STORAGE_FAILED',
    },
    {
      what: 'a list that goes round in circles',
      fault: listAnswer(['dir/a'], '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>'),
      of: listing,
      code: 'STORAGE_FAILED',
    },
    { what: 'an empty list of 200', fault: { answer: {} }, of: listing, code: 'STORAGE_FAILED' },
    {
      what: 'a list that ends early',
      fault: { change: ({ body: whole }) => withBody(String(whole).slice(0, -60)) },
      of: listing,
      code: 'STORAGE_FAILED',
    },
  ]

  test.concurrent.each(faults.flatMap(({ of = everything, ...row }) => of.map((operation) => ({ ...row, operation }))))(
    '$what at $operation: $code',
    async ({ fault, operation, code }) => {
      await using opened = await faultyStore(() => fault, 'stallAfter' in fault ? { ...noticing, tries: 2, bodyTries: 2 } : {})
      const { store } = opened
      const error = await operations[operation](store).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'LarderError', code })
      expect((error as Error).message).toContain(operation === 'list' ? 'dir' : bucket)
      expectNoSecrets(error)
    },
  )

  test('a bucket in another region is named', async () => {
    await using opened = await faultyStore(() => ({
      answer: { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' }, body: xmlError('PermanentRedirect') },
    }))
    const { store } = opened
    for (const operation of everything) {
      await expect(operations[operation](store)).rejects.toMatchObject({
        code: 'STORAGE_FAILED',
        hint: 'Set `region` to eu-west-1.',
      })
    }
  })

  test('a server that nobody runs', async () => {
    await using opened = await openHasty('http://127.0.0.1:9')
    const { store } = opened
    for (const operation of everything) await expect(operations[operation](store)).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' })
  })
})

describe('an upload in parts', () => {
  test('that loses a part for good is removed', async () => {
    await using opened = await faultyStore(({ url }) => (url.includes('partNumber=2') ? refusal(403, 'AccessDenied') : undefined))
    const { store, server } = opened
    await expect(store.putStream('broken', chunks(randomBytes(MiB), 40))).rejects.toMatchObject({ code: 'STORAGE_DENIED' })
    expect(server.requests.filter(({ method, url }) => method === 'DELETE' && url.includes('uploadId='))).not.toEqual([])
    expect(completions(server)).toBe(0)
    expect(await store.head('broken')).toBeUndefined()
  })

  test('that cannot be removed fails for its first reason and warns', async () => {
    const reason = new Error('a file changed')
    await using opened = await faultyStore(({ method }) => (method === 'DELETE' ? refusal(403, 'AccessDenied') : undefined))
    const { store, warnings } = opened
    await expect(store.putStream('stuck', chunks(bigBody, 2, reason))).rejects.toBe(reason)
    expect(warnings).toEqual([expect.stringContaining('Parts of an unfinished upload may be left')])
  })

  test('is aborted again when a late part brings it back', async () => {
    const partsLeft = `<ListPartsResult><Bucket>${bucket}</Bucket><Key>late</Key><UploadId>u</UploadId><IsTruncated>false</IsTruncated></ListPartsResult>`
    let looks = 0
    await using opened = await faultyStore(({ method, url }) => {
      if (method !== 'GET' || !url.includes('uploadId=')) return undefined
      looks += 1
      return looks === 1 ? { answer: { body: partsLeft } } : refusal(404, 'NoSuchUpload')
    })
    const { store, server } = opened
    const reason = new Error('a file changed')
    await expect(store.putStream('late', chunks(bigBody, 2, reason))).rejects.toBe(reason)
    expect(server.requests.filter(({ method }) => method === 'DELETE').length).toBe(2)
  })

  test.each([
    { what: 'which is not there afterwards', head: { status: 404 } },
    { what: 'after which the object is as old as before', head: { headers: objectHeaders({ 'content-length': '5' }) } },
  ])('$what is an error', async ({ head }) => {
    await using opened = await faultyStore(({ method }) => (method === 'HEAD' ? { answer: head } : undefined))
    const { store } = opened
    await expect(store.putStream('shorter', chunks(bigBody, 1))).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  })

  test('that another job overtakes with an object of its own is no error', async () => {
    const now = new Date().toUTCString()
    const head = { headers: objectHeaders({ 'content-length': '5', 'last-modified': now }) }
    await using opened = await faultyStore(({ method }) => (method === 'HEAD' ? { answer: head } : undefined))
    expect(await opened.store.putStream('overtaken', chunks(bigBody, 1))).toEqual({ size: bigBody.length })
  })

  test('that outgrows 10,000 parts is refused, and removed', async () => {
    await using opened = await faultyStore(() => undefined, { partSize: 5 * MiB })
    const { store, server } = opened
    async function* endless(): AsyncIterable<Uint8Array> {
      yield new Uint8Array(6 * MiB)
      // Only counted: a view of more bytes than there are.
      yield { length: 10_000 * 5 * MiB } as Uint8Array
    }
    await expect(store.putStream('endless', endless())).rejects.toMatchObject({ code: 'OBJECT_TOO_LARGE' })
    expect(completions(server)).toBe(0)
  })
})

describe('a flush that may not list', () => {
  const upload = { id: 'an-id', startedAt: new Date(0) }

  test('uploads finds none, and the store warns of the missing right once', async () => {
    await using opened = await faultyStore(({ url }) => (isListOfUploads(url) ? refusal(403, 'AccessDenied') : undefined))
    const { store, warnings } = opened
    expect(await allOf(store.abandonedUploads('dir/'))).toEqual([])
    expect(await allOf(store.abandonedUploads('other/'))).toEqual([])
    expect(warnings).toEqual([
      `Unfinished uploads were not looked for: access was denied. Allow s3:ListBucketMultipartUploads on the bucket "${bucket}".`,
    ])
  })

  test('parts takes the word of the server that uploads are ended, and the store warns of the missing right once', async () => {
    await using opened = await faultyStore(({ method }) =>
      method === 'DELETE' ? { answer: { status: 204 } } : refusal(403, 'AccessDenied'),
    )
    const { store, server, warnings } = opened
    await store.abortUpload({ ...upload, key: 'dir/a' })
    await store.abortUpload({ ...upload, key: 'dir/b' })
    expect(server.requests.map(({ method }) => method)).toEqual(['DELETE', 'GET', 'DELETE', 'GET'])
    expect(warnings).toEqual([
      `Parts of ended uploads were not looked for: access was denied. Allow s3:ListMultipartUploadParts on the bucket "${bucket}".`,
    ])
  })

  test('uploads because its credentials are wrong is told why', async () => {
    await using opened = await faultyStore(() => refusal(403, 'SignatureDoesNotMatch'))
    await expect(allOf(opened.store.abandonedUploads('dir/'))).rejects.toMatchObject({
      message: expect.stringContaining('SignatureDoesNotMatch'),
    })
  })
})

describe('a caller who gives up', () => {
  test.each(['get', 'head', 'list', 'put', 'copy', 'remove'] as const)('is not kept waiting by %s', async (operation) => {
    const giveUp = new AbortController()
    await using opened = await faultyStore(() => ({ stallAfter: 'nothing' }), {
      idleTimeout: 60_000,
      attemptTimeout: 60_000,
      silentTimeout: 60_000,
    })
    const { store } = opened
    const { signal } = giveUp
    const doings = {
      get: () => store.get('a', { signal }),
      head: () => store.head('a', { signal }),
      list: () => allOf(store.list('a', { signal })),
      put: () => store.put('a', body, { signal }),
      copy: () => store.copy('a', 'b', { signal }),
      remove: () => store.remove('a', { signal }),
    }
    const doing = doings[operation]()
    setTimeout(() => giveUp.abort(new Error('enough')), 50)
    await expect(doing).rejects.toMatchObject({ code: 'ABORTED', cause: { message: 'enough' } })
  })

  test('is heard while a request waits to be sent again, and while it waits for its turn', async () => {
    const giveUp = new AbortController()
    await using opened = await faultyStore(() => refusal(503, 'SlowDown'), {
      baseDelay: 60_000,
      throttledDelay: 60_000,
      maxDelay: 60_000,
      random: () => 1,
    })
    const { store } = opened
    const many = Array.from({ length: 20 }, () => store.get('dir/object', { signal: giveUp.signal }))
    setTimeout(() => giveUp.abort(new Error('enough')), 100)
    const ends = await Promise.allSettled(many)
    expect(new Set(ends.map((end) => end.status === 'rejected' && (end.reason as { code: string }).code))).toEqual(new Set(['ABORTED']))
  })
})

describe('over a bad network', () => {
  test.each([
    { what: 'that is slow', plan: { down: { latency: 5, rate: 4_000_000 }, up: { latency: 5 } } },
    { what: 'whose first connections are reset', plan: { refuse: true } },
    { what: 'whose first connections lead nowhere', plan: { blackhole: true } },
    { what: 'that cuts off first answers', plan: { down: { cutAfter: 90_000 } } },
    { what: 'that cuts off first requests', plan: { up: { cutAfter: 50_000 } } },
    { what: 'that stalls first answers', plan: { down: { stallAfter: 90_000 } } },
    { what: 'that stalls first requests', plan: { up: { stallAfter: 50_000 } } },
  ])('$what bytes arrive all the same', async ({ plan }) => {
    await using proxy = await startFaultProxy(Number(new URL(upstream.endpoint).port), (connection) => (connection < 2 ? plan : {}))
    await using opened = await openHasty(`http://127.0.0.1:${proxy.port}`, noticing)
    const { store } = opened
    await store.put('over/network', body)
    expect(body.equals((await store.get('over/network'))?.body ?? Buffer.alloc(0))).toBe(true)
    expect(proxy.connections()).toBeGreaterThan(0)
  })
})

test('no more requests are in flight than allowed', async () => {
  const giveUp = new AbortController()
  await using opened = await faultyStore(() => ({ stallAfter: 'nothing' }), { idleTimeout: 60_000, attemptTimeout: 60_000 })
  const { store, server } = opened
  const many = Promise.allSettled(Array.from({ length: 60 }, (_, at) => store.put(`flying/${at}`, body, { signal: giveUp.signal })))
  await expect.poll(() => server.requests.length).toBe(8)
  await sleep(100)
  expect(server.requests.length).toBe(8)
  giveUp.abort()
  await many
})

interface Faulty extends Opened, AsyncDisposable {
  readonly server: FaultyServer
}

async function faultyStore(faultOf: (request: Request, count: number) => Fault | undefined, tuning: Partial<Tuning> = {}): Promise<Faulty> {
  const server = await startFaultyServer(upstream.endpoint, faultOf)
  const opened = await openHasty(server.endpoint, tuning)
  return { server, ...opened, [Symbol.asyncDispose]: () => (opened.store.close(), server.close()) }
}

async function openHasty(endpoint: string, tuning: Partial<Tuning> = {}): Promise<Opened & AsyncDisposable> {
  const credentials: S3Config['credentials'] = {
    from: 'keys',
    accessKey: 'AKIASECRET1',
    secretKey: 'very/secret/2',
    sessionToken: 'secret-token-3',
  }
  const config = s3ConfigFor(upstream, { endpoint, bucket, createBucket: false, credentials })
  const opened = await openS3(config, { concurrency: 8, tuning: { ...hasty, ...tuning } })
  return { ...opened, [Symbol.asyncDispose]: () => Promise.resolve(opened.store.close()) }
}

/** The same piece so many times, and then the reason to fail, if any. */
async function* chunks(piece: Uint8Array, times: number, reason?: Error): AsyncIterable<Uint8Array> {
  for (let sent = 0; sent < times; sent++) yield piece
  if (reason !== undefined) throw reason
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

function isListOfUploads(url: string): boolean {
  return new URL(url, 'http://store').searchParams.has('uploads')
}

function isCompletion(method: string, url: string): boolean {
  return method === 'POST' && url.includes('uploadId=')
}

function completions(server: FaultyServer): number {
  return server.requests.filter(({ method, url }) => isCompletion(method, url)).length
}

function expectRight(operation: Operation, found: unknown): void {
  const right: Record<Operation, () => unknown> = {
    get: () => expect(body.equals((found as Got).body)).toBe(true),
    range: () => expect(body.subarray(1_000, 180_001).equals((found as Got).body)).toBe(true),
    head: () => expect(found).toMatchObject({ key: 'dir/object', size: body.length }),
    list: () => expect((found as { key: string }[]).map(({ key }) => key)).toEqual(['dir/object', 'dir/other']),
    put: () => expect(found).toBeUndefined(),
    stream: () => expect(found).toEqual({ size: 3 * body.length }),
    'stream in parts': () => expect(found).toEqual({ size: bigBody.length }),
    copy: () => expect(found).toBe(true),
    remove: () => expect(found).toBeUndefined(),
  }
  right[operation]()
}

function expectNoSecrets(error: unknown): void {
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(
    /AKIASECRET1|very\/secret|secret-token|Signature=|Credential=|X-Amz-Signature/i,
  )
}
