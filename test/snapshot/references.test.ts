import { describe, expect, test } from 'vitest'
import { isExpired, isFlushable } from '../../src/snapshot/expiry.ts'
import { generationAt, rules } from '../../src/snapshot/generations.ts'
import type { ManifestHead } from '../../src/snapshot/manifest-head.ts'
import { mustBeRead, References } from '../../src/snapshot/references.ts'
import { SegmentList } from '../../src/snapshot/segment-list.ts'
import { sha256 } from './manifests.ts'

const old = 1000
const writtenAt = old * rules.generationMs + 1
const flushAt = (old + 3) * rules.generationMs
const day = 86_400_000

function named(...segments: { text: string; generation?: number; store?: number }[]): ManifestHead {
  const refs = segments.map(({ text, generation = old, store = 0 }) => ({ hash: sha256(text), plain: 1, stored: 1, generation, store }))
  const mounts = [{ point: { anchor: 'workspace' as const, path: 'm' }, entries: 2, segments: SegmentList.from(refs) }]
  return { tool: 'larder', startedAt: writtenAt, stores: ['o/r/pull/12', 'o/r'], mounts }
}

function segment(text: string, domain: string, generation: number = old) {
  return { domain, generation, hash: Buffer.from(sha256(text)).toString('hex') }
}

function numbered(number: number) {
  return { domain: 'o/r/pull/12', generation: old, hash: `0000${number.toString(16).padStart(8, '0')}`.padEnd(64, '0') }
}

describe('a flush', () => {
  test('deletes what no manifest names, and nothing else', () => {
    const references = new References(flushAt)
    references.count(named({ text: 'a' }, { text: 'b', generation: old - 1 }), writtenAt)
    expect(references.isGarbage(segment('a', 'o/r/pull/12'))).toBe(false)
    expect(references.isGarbage(segment('b', 'o/r/pull/12', old - 1))).toBe(false)
    expect(references.isGarbage(segment('c', 'o/r/pull/12'))).toBe(true)
  })

  test('tells generations and domains of the same content apart', () => {
    const references = new References(flushAt)
    references.count(named({ text: 'a' }), writtenAt)
    expect(references.isGarbage(segment('a', 'o/r/pull/12', old - 1))).toBe(true)
    expect(references.isGarbage(segment('a', 'o/r'))).toBe(true)
  })

  test("counts what a pull request names of its repository's segments", () => {
    const references = new References(flushAt)
    references.count(named({ text: 'a', store: 1 }), writtenAt)
    expect(references.isGarbage(segment('a', 'o/r'))).toBe(false)
    expect(references.isGarbage(segment('a', 'o/r/pull/12'))).toBe(true)
  })

  test('leaves younger generations alone', () => {
    const references = new References(flushAt)
    expect(references.isGarbage(segment('a', 'o/r', old))).toBe(true)
    expect(references.isGarbage(segment('a', 'o/r', old + 1))).toBe(false)
    expect(references.isGarbage(segment('a', 'o/r', generationAt(flushAt)))).toBe(false)
  })

  test('counts no manifest that came too late, because no reader uses it', () => {
    const references = new References(flushAt)
    references.count(named({ text: 'a' }), writtenAt + rules.rebuildMs + 1)
    expect(references.isGarbage(segment('a', 'o/r/pull/12'))).toBe(true)
  })

  test('deletes nothing in any domain above a manifest that it cannot read', () => {
    const references = new References(flushAt)
    references.stop('o/r/pull/12/deps.snapshot')
    expect(['o/r/pull/12', 'o/r', 'o', ''].map((domain) => references.isGarbage(segment('a', domain)))).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(['o/r/pull/1', 'o/r/main', 'o/r2'].map((domain) => references.isGarbage(segment('a', domain)))).toEqual([true, true, true])
  })

  test('holds a million references', () => {
    const references = new References(flushAt)
    const count = 1_000_000
    const hashes = new Uint8Array(count * 32)
    const view = new DataView(hashes.buffer)
    for (let i = 0; i < count; i++) view.setUint32(i * 32 + 2, i)
    const one = new Uint32Array(count).fill(1)
    const segments = new SegmentList({
      hashes,
      plain: one,
      stored: one,
      generation: new Uint32Array(count).fill(old),
      store: new Uint8Array(count),
      storedHashes: new Uint8Array(0),
    })
    references.count({ ...named(), mounts: [{ point: { anchor: 'home', path: '' }, entries: 1, segments }] }, writtenAt)
    expect(references.isGarbage(numbered(count - 1))).toBe(false)
    expect(references.isGarbage(numbered(count))).toBe(true)
  })
})

test.each([
  { key: 'o/r/main/deps.snapshot', age: 12 * day, must: true },
  { key: 'o/r/main/deps.snapshot', age: day, must: false },
  { key: 'o/r/main/archive.tar', age: 12 * day, must: false },
])('a flush must read $key of an age of $age ms: $must', ({ key, age, must }) => {
  expect(mustBeRead({ key, lastModified: flushAt - age }, flushAt)).toBe(must)
})

test.each([
  { age: 30 * day, expired: false },
  { age: 30 * day + 1, expired: true },
  { age: -day, expired: false },
])('a cache of an age of $age ms is expired after 30 days: $expired', ({ age, expired }) => {
  const now = Date.UTC(2026, 10, 22)
  expect(isExpired({ lastModified: new Date(now - age) }, { now, maxAgeDays: 30 })).toBe(expired)
})

test.each([
  { key: 'owner/repo/main/archive.tar', flushable: true },
  { key: 'owner/repo2/main/archive.tar', flushable: false },
  { key: 'owner/repo/.segments/1/e3/abc', flushable: false },
  { key: 'owner/repo/pull/12/.segments/1/e3/abc', flushable: false },
])('$key may be removed by age below owner/repo: $flushable', ({ key, flushable }) => {
  expect(isFlushable(key, 'owner/repo')).toBe(flushable)
})
