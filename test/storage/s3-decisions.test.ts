import { describe, expect, test } from 'vitest'
import { compareKeys } from '../../src/storage/key-order.ts'
import { BrokenAnswer } from '../../src/storage/s3/broken-answer.ts'
import { storeClock } from '../../src/storage/s3/clock.ts'
import { failureOf, withoutSecrets } from '../../src/storage/s3/failure.ts'
import { timeFor } from '../../src/storage/s3/patience.ts'
import { proxySettings } from '../../src/storage/s3/proxies.ts'
import { retryDelay } from '../../src/storage/s3/retry.ts'
import { defaultTuning } from '../../src/storage/s3/tuning.ts'

describe('the order of keys', () => {
  const keys = ['', 'A', 'B', 'a', 'a-b', 'a.b', 'a/b', 'aa', 'é', '한', '\u{ffff}', '😀', '😀a', '😁']

  test.each(keys.flatMap((a) => keys.map((b) => ({ a, b }))))('of %j is that of their bytes', ({ a, b }) => {
    expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
  })
})

describe('a wait before another try', () => {
  const always = { ...defaultTuning, random: () => 1 }
  const failed = { kind: 'passing', text: '', status: 500, code: '', region: undefined, retryAfter: undefined } as const

  test.each([
    { failures: 1, plain: 200, throttled: 1_000 },
    { failures: 2, plain: 400, throttled: 2_000 },
    { failures: 5, plain: 3_200, throttled: 16_000 },
    { failures: 6, plain: undefined, throttled: undefined },
  ])('after $failures failures is at most $plain ms, or $throttled ms where the server is too busy', ({ failures, plain, throttled }) => {
    expect(retryDelay(failed, failures, always)).toBe(plain)
    expect(retryDelay({ ...failed, kind: 'throttled' }, failures, always)).toBe(throttled)
  })

  test('is a random share of it, and never above the longest', () => {
    expect(retryDelay(failed, 3, { ...always, random: () => 0.25 })).toBe(200)
    expect(retryDelay(failed, 20, { ...always, tries: 100 })).toBe(20_000)
  })

  test('is as long as the server asks, within reason', () => {
    expect(retryDelay({ ...failed, retryAfter: 3_000 }, 1, always)).toBe(3_000)
    expect(retryDelay({ ...failed, retryAfter: 3_600_000 }, 1, always)).toBe(60_000)
  })

  test('of a body that broke off is made up to three times', () => {
    const broken = { ...failed, kind: 'broken' } as const
    expect([1, 2, 3, 4].map((failures) => retryDelay(broken, failures, always) !== undefined)).toEqual([true, true, true, false])
  })

  test.each(['denied', 'no-object', 'no-bucket', 'changed', 'unsupported', 'wrong-region', 'untrusted', 'refused', 'expired'] as const)(
    'is not made for %s',
    (kind) => {
      expect(retryDelay({ ...failed, kind }, 1, always)).toBeUndefined()
    },
  )
})

describe('a failure', () => {
  test.each([
    { error: answered(503), kind: 'passing' },
    { error: answered(503, 'SlowDown'), kind: 'throttled' },
    { error: answered(429), kind: 'throttled' },
    { error: answered(408), kind: 'passing' },
    { error: answered(501), kind: 'unsupported' },
    { error: answered(405, 'MethodNotAllowed'), kind: 'unsupported' },
    { error: answered(409, 'OperationAborted'), kind: 'passing' },
    { error: answered(409, 'BucketAlreadyOwnedByYou'), kind: 'bucket-exists' },
    { error: answered(404, 'NotFound'), kind: 'no-object' },
    { error: answered(404, 'NoSuchBucket'), kind: 'no-bucket' },
    { error: answered(412), kind: 'changed' },
    { error: answered(416, 'InvalidRange'), kind: 'out-of-range' },
    { error: answered(403), kind: 'denied' },
    { error: answered(401), kind: 'refused' },
    { error: answered(400, 'ExpiredToken'), kind: 'expired' },
    { error: answered(403, 'RequestTimeTooSkewed', { $metadata: { httpStatusCode: 403, clockSkewCorrected: true } }), kind: 'passing' },
    { error: answered(200, 'SyntaxError'), kind: 'passing' },
    { error: network('ECONNRESET'), kind: 'passing' },
    { error: network('ENOTFOUND'), kind: 'passing' },
    { error: network('SELF_SIGNED_CERT_IN_CHAIN'), kind: 'untrusted' },
    { error: network('ERR_TLS_CERT_ALTNAME_INVALID'), kind: 'untrusted' },
    { error: Object.assign(new Error('no'), { name: 'CredentialsProviderError' }), kind: 'no-credentials' },
    { error: new BrokenAnswer('cut'), kind: 'broken' },
    { error: new Error('a mistake of ours'), kind: 'refused' },
    { error: undefined, kind: 'refused' },
  ])('$error is $kind', ({ error, kind }) => {
    expect(failureOf(error, undefined).kind).toBe(kind)
  })

  test.each([
    { header: '3', wait: 3_000 },
    { header: 'Thu, 01 Jan 2026 00:00:09 GMT', wait: 9_000 },
    { header: 'Wed, 31 Dec 2025 00:00:00 GMT', wait: 0 },
    { header: 'soon', wait: undefined },
  ])('with Retry-After: $header asks for $wait ms', ({ header, wait }) => {
    const error = answered(503, 'SlowDown', { $response: { headers: { 'retry-after': header } } })
    expect(failureOf(error, new Date(Date.UTC(2026, 0, 1))).retryAfter).toBe(wait)
  })

  test.each([
    ['connect to http://user:pass@proxy:1/ failed', 'connect to http://proxy:1/ failed'],
    ['GET https://s3/b/k?X-Amz-Signature=abc&X-Amz-Credential=d failed', 'GET https://s3/b/k failed'],
    ['AWS4 Credential=AKIA/1, SignedHeaders=host, Signature=abc', 'AWS4 Credential=..., SignedHeaders=host, Signature=...'],
    ['first line\nDeserialization of <secret>', 'first line'],
  ])('%j is told as %j', (message, told) => {
    expect(withoutSecrets(message)).toBe(told)
  })
})

describe('the clock of a store', () => {
  test('runs on from the date of the last answer, whatever the local clock does', () => {
    let monotonic = 1_000
    const clock = storeClock(() => monotonic)
    expect(clock.now()).toBeUndefined()
    clock.observe('Thu, 01 Jan 2026 00:00:00 GMT')
    monotonic += 2_500
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:02.500Z'))
    clock.observe('no date')
    clock.observe(undefined)
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:02.500Z'))
    clock.observe('Thu, 01 Jan 2026 00:00:02 GMT')
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:02.000Z'))
  })
})

test.each([
  { what: 'a small request', expected: {}, milliseconds: 60_000 },
  { what: 'a part of 32 MiB', expected: { bytes: 32 * 1024 * 1024 }, milliseconds: 60_000 + 1_024_000 },
  { what: 'the completion of an upload', expected: { silent: true }, milliseconds: 600_000 },
])('$what may take $milliseconds ms', ({ expected, milliseconds }) => {
  expect(timeFor(expected, defaultTuning)).toBe(milliseconds)
})

describe('proxies of the environment', () => {
  test.each([
    { what: 'none', env: {}, settings: undefined },
    { what: 'empty ones', env: { HTTP_PROXY: '', https_proxy: '' }, settings: undefined },
    { what: 'exceptions alone', env: { NO_PROXY: '*' }, settings: undefined },
    { what: 'upper case', env: { HTTPS_PROXY: 'http://p:1' }, settings: { https_proxy: 'http://p:1' } },
    { what: 'both cases', env: { HTTP_PROXY: 'http://p:1', http_proxy: 'http://q:2' }, settings: { http_proxy: 'http://q:2' } },
    { what: 'no scheme', env: { http_proxy: 'p:1' }, settings: { http_proxy: 'http://p:1' } },
    {
      what: 'exceptions of all kinds',
      env: { http_proxy: 'http://p:1', no_proxy: 'corp.test, .dot.test,*.star.test,10.1.2.3,10.0.0.0/8,192.168.7.64/26,*' },
      settings: {
        http_proxy: 'http://p:1',
        no_proxy: 'corp.test,.corp.test,.dot.test,*.star.test,10.1.2.3,10.0.0.0-10.255.255.255,192.168.7.64-192.168.7.127,*',
      },
    },
  ])('with $what', ({ env, settings }) => {
    expect(proxySettings(env, 'minio.test')).toEqual(settings)
  })

  test.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('are never asked for %s', (host) => {
    expect(proxySettings({ http_proxy: 'http://p:1' }, host)).toBeUndefined()
  })
})

/** An error as the SDK throws it for an answer. */
function answered(status: number, name = 'Unknown', more: object = {}): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status }, ...more })
}

/** An error as Node throws it. */
function network(code: string): Error {
  return Object.assign(new Error(code), { code })
}
