import { describe, expect, test } from 'vitest'

import type { FlushOutcome, Outcome } from '../../src/cache/events.ts'
import { flushTable } from '../../src/report/flush-table.ts'
import { age, count, duration, percent, rate, size } from '../../src/report/format.ts'
import { sentence } from '../../src/report/sentence.ts'
import { epoch, fallback, flushed, totals } from './recorded.ts'

const hit: Outcome = { ...fallback, status: 'hit', tried: ['octo/app/main/deps.tar.zst'] }
const published: Outcome = {
  ...totals,
  command: 'rebuild',
  status: 'published',
  object: 'octo/app/main/deps.larder',
  key: 'deps',
  format: 'snapshot',
}
const nothing: FlushOutcome = { ...flushed, removed: [], segments: { removed: 0, bytes: 0, kept: 0 }, abortedUploads: 0 }

const lines: [string, Outcome, string][] = [
  ['a hit', hit, 'hit: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s)'],
  [
    'a hit onto a workspace half in place',
    { ...hit, kept: 5000 },
    'hit: deps from octo/app/main (5,872 entries, 5,000 of them already in place, 762 MB from 189 MB in 12s, 63.5 MB/s)',
  ],
  ['a look-up', { ...hit, lookupOnly: true }, 'hit: deps from octo/app/main (looked up only, nothing restored)'],
  ['a cache at the root', { ...hit, object: 'deps.tar', entries: 1, bytes: 0 }, 'hit: deps (1 entry, 0 B from 189 MB in 12s)'],
  [
    'a fallback',
    fallback,
    'fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst',
  ],
  [
    'a partial match',
    { ...fallback, status: 'partial', key: 'deps-old', tried: ['octo/app/main/deps-new.tar', 'octo/app/main/deps-*'] },
    'partial: deps-old from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/main/deps-new.tar',
  ],
  [
    'a miss',
    { command: 'restore', status: 'miss', tried: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], milliseconds: 80 },
    'miss: no cache found (80ms); tried a, b, c, d, e, f and 2 more',
  ],
  [
    'a cache that could not be used',
    { command: 'restore', status: 'miss', tried: ['a'], failure: 'The archive ends early.', milliseconds: 80 },
    'miss: no cache could be used: The archive ends early. (80ms); tried a',
  ],
  [
    'a restore that was skipped',
    { command: 'restore', status: 'skipped', reason: 'This job may not read caches.', milliseconds: 0 },
    'skipped: This job may not read caches.',
  ],
  [
    'a filename in a folder',
    { ...published, object: 'octo/sub/a.tgz', key: 'sub/a.tgz' },
    'published: sub/a.tgz to octo (5,872 entries, 762 MB as 189 MB in 12s, 63.5 MB/s)',
  ],
  ['an archive', { ...published, format: 'tar' }, 'published: deps to octo/app/main (5,872 entries, 762 MB as 189 MB in 12s, 63.5 MB/s)'],
  [
    'a snapshot',
    { ...published, segments: { sent: 3, copied: 2, present: 1040 } },
    'published: deps to octo/app/main (5,872 entries, 762 MB as 189 MB in 12s, 63.5 MB/s); segments: 3 sent, 2 copied, 1,040 already present',
  ],
  [
    'a rebuild that was skipped',
    { command: 'rebuild', status: 'skipped', reason: 'The cache was an exact hit.', milliseconds: 1 },
    'skipped: The cache was an exact hit.',
  ],
  [
    'a flush',
    flushed,
    'flushed: removed 2 caches, 340 segments, 1 abandoned upload, 1.5 GB freed (4 caches kept with 1,200 segments, 3.4s)',
  ],
  [
    'a rehearsal of a flush',
    { ...flushed, status: 'dry-run' },
    'dry run: would remove 2 caches, 340 segments, 1 abandoned upload, 1.5 GB (4 caches kept with 1,200 segments, 3.4s)',
  ],
  ['a flush with nothing to do', nothing, 'flushed: removed 0 caches, 0 B freed (4 caches kept, 3.4s)'],
  [
    'a flush that was skipped',
    { ...nothing, status: 'skipped', reason: 'A newer larder wrote here.' },
    'skipped: A newer larder wrote here.',
  ],
]

test.each(lines)('the last line of %s', (_, outcome, expected) => {
  const { label, text } = sentence(outcome, false)
  expect(`${label}: ${text}`).toBe(expected)
})

test('everything that was tried is told when asked for the whole', () => {
  const tried = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  expect(sentence({ command: 'restore', status: 'miss', tried, milliseconds: 1 }, true).text).toContain('tried a, b, c, d, e, f, g, h')
})

describe('the table of a flush', () => {
  const many = Array.from({ length: 23 }, (_, index) => ({
    object: `a/${index}`,
    size: 10 ** (index % 9),
    lastModified: new Date(epoch - 86_400_000),
  }))

  test('is cut after twenty rows, with a count of the rest', () => {
    const table = flushTable({ ...flushed, removed: many }, { now: epoch, whole: false })
    expect(table).toHaveLength(22)
    expect(table.at(-1)).toBe('... and 3 more')
  })

  test('is whole when asked for', () => {
    expect(flushTable({ ...flushed, removed: many }, { now: epoch, whole: true })).toHaveLength(24)
  })

  test('has columns of one width', () => {
    const table = flushTable({ ...flushed, removed: many }, { now: epoch, whole: true })
    expect(new Set(table.map((line) => line.length)).size).toBe(1)
  })

  test('is not there when nothing was removed', () => {
    expect(flushTable(nothing, { now: epoch, whole: false })).toEqual([])
  })
})

test.each([
  [size(0), '0 B'],
  [size(999), '999 B'],
  [size(762_123_456), '762 MB'],
  [size(-5), '0 B'],
  [duration(0), '0ms'],
  [duration(2140.7), '2.1s'],
  [duration(72_000), '1m 12s'],
  [age(31 * 86_400_000 + 5000), '31 days'],
  [age(-1000), '0 milliseconds'],
  [rate(762e6, 2100), '363 MB/s'],
  [rate(762e6, 0), undefined],
  [count(1, 'entry', 'entries'), '1 entry'],
  [count(5872, 'entry', 'entries'), '5,872 entries'],
  [percent(999, 1000), 99],
  [percent(0, 0), 100],
  [percent(12, 10), 100],
])('%s is written as %s', (written, expected) => {
  expect(written).toBe(expected)
})
