import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { hasCode } from '../../src/errors.ts'
import { ByteWriter } from '../../src/snapshot/bytes.ts'
import { openBody, openHead, pack, storeBody } from '../../src/snapshot/manifest-envelope.ts'
import { decodeHead, decodeManifest, encodeManifest } from '../../src/snapshot/manifest.ts'
import { key, manifestOf, startedAt } from './manifests.ts'
import { anyTable, tableOf } from './trees.ts'

type Answer = 'read' | 'MANIFEST_CORRUPT' | 'MANIFEST_NEWER'

/** What a decoder makes of the bytes; anything that it throws but the two errors it promises goes on. */
function answer(decode: () => unknown): Answer {
  try {
    decode()
    return 'read'
  } catch (error) {
    if (hasCode(error, 'MANIFEST_CORRUPT', 'MANIFEST_NEWER')) return error.code as Answer
    throw error
  }
}

const tree = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => [
    `package-${i}`,
    { 'index.js': (i * i * 31) % 90_000, link: `../package-${i + 1}`, empty: 0, lib: { 'a.js': i } },
  ]),
)
const large = encodeManifest(manifestOf(tableOf(tree), tableOf({ deep: tree })))

function varint(value: number): number[] {
  const bytes = new ByteWriter()
  bytes.varint(value)
  return [...bytes.written]
}

describe('damage on the way', () => {
  test('is noticed wherever bytes were changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(large.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 20 }),
        (flips) => {
          const damaged = large.slice()
          for (const [at, bits] of flips) damaged[at]! ^= bits
          fc.pre(!Buffer.from(damaged).equals(large))
          expect(answer(() => decodeManifest(damaged, key))).not.toBe('read')
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is noticed at every byte of the header', () => {
    for (let at = 0; at < 92; at++) {
      const damaged = large.with(at, large[at]! ^ 0x10)
      expect(answer(() => decodeManifest(damaged, key))).not.toBe('read')
      expect(answer(() => decodeHead(damaged, key))).not.toBe('read')
    }
  })

  test('is noticed wherever the object was cut off', () => {
    for (let length = 0; length < large.length; length += length < 512 ? 1 : 512) {
      expect(answer(() => decodeManifest(large.slice(0, length), key))).toBe('MANIFEST_CORRUPT')
    }
  })

  test('is noticed in bytes that are none of ours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(answer(() => decodeManifest(new Uint8Array(bytes), key))).toBe('MANIFEST_CORRUPT')
      }),
    )
  })
})

describe('a forged manifest with the right checksums', () => {
  const forged = fc
    .record({
      table: anyTable,
      flips: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255))), { minLength: 1, maxLength: 4 }),
      inHead: fc.boolean(),
      cut: fc.option(fc.nat(), { freq: 10 }),
    })
    .map(({ table, flips, inHead, cut }) => {
      const bytes = encodeManifest(manifestOf(table))
      const parts = { head: openHead(bytes, key).slice(), body: openBody(bytes).slice() }
      const part = inHead ? parts.head : parts.body
      for (const [at, value] of flips) part[at % part.length] = value
      const shorter = part.slice(0, cut === null ? part.length : cut % part.length)
      return inHead ? pack(shorter, storeBody(parts.body)) : pack(parts.head, storeBody(shorter))
    })

  test('is refused, or is as sound as one of our own', () => {
    const answers = { read: 0, MANIFEST_CORRUPT: 0, MANIFEST_NEWER: 0 }
    fc.assert(
      fc.property(forged, (bytes) => {
        const given = answer(() => encodeManifest(decodeManifest(bytes, key)))
        answers[given]++
      }),
      { numRuns: 1500 },
    )
    expect(answers.read).toBeGreaterThan(10)
    expect(answers.MANIFEST_CORRUPT).toBeGreaterThan(500)
  })

  const start = [...varint(1), 0x6c, ...varint(startedAt), 1, ...varint(8), ...Buffer.from('octo/app')]
  const mount = [1, 0, 1, 0x6d]
  const most = varint(Number.MAX_SAFE_INTEGER)
  const claims: { claim: string; head: readonly number[]; body: readonly number[] }[] = [
    { claim: 'more entries than it has', head: [...start, ...mount, ...varint(5_000_000), 0], body: [1, 0, 0] },
    { claim: 'more entries than any may have', head: [...start, ...mount, ...most, 0], body: [1, 0, 0] },
    { claim: 'more segments than it has', head: [...start, ...mount, 1, ...most], body: [1, 0, 0] },
    { claim: 'more mounts than any may have', head: [...start, ...most], body: [] },
    { claim: 'more domains than any may have', head: [...varint(0), ...varint(startedAt), ...most], body: [] },
    { claim: 'a text longer than all', head: [...most], body: [] },
    { claim: 'more kinds of entries than there are', head: [...start, ...mount, 1, 0], body: [...most, 0] },
    { claim: 'more in a directory than there is', head: [...start, ...mount, 1, 0], body: [1, 0, 0, ...most, 0] },
    { claim: 'longer names than there are', head: [...start, ...mount, 1, 0], body: [1, 0, 0, 0, ...most] },
    { claim: 'more times than entries', head: [...start, ...mount, 1, 0], body: [1, 0, 0, 0, 0, ...most] },
    { claim: 'a number of nine bytes', head: [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], body: [] },
    { claim: 'a number beyond 2^53', head: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], body: [] },
  ]
  test.each(claims)('is refused when it claims $claim', ({ head, body }) => {
    expect(answer(() => decodeManifest(pack(Uint8Array.from(head), storeBody(Uint8Array.from(body))), key))).toBe('MANIFEST_CORRUPT')
  })

  test('is refused when a small frame grows beyond what it says', () => {
    const bytes = pack(Uint8Array.from(start), storeBody(new Uint8Array(2 ** 20)))
    const header = bytes.slice()
    new DataView(header.buffer).setUint32(24, 10, true)
    expect(() => openBody(header)).toThrow('it cannot be decompressed')
  })
})
