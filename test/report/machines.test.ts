import { expect, test } from 'vitest'

import type { Outcome } from '../../src/cache/events.ts'
import { LarderError } from '../../src/errors.ts'
import { githubOutputs, harnessOutputs } from '../../src/report/outputs.ts'
import { redactor } from '../../src/report/redact.ts'
import { summaryMarkdown } from '../../src/report/summary.ts'
import { toJson } from '../../src/report/to-json.ts'
import { epoch, fallback, flushed, openLog, playRestore } from './recorded.ts'

const restores = {
  hit: { ...fallback, status: 'hit' },
  fallback,
  partial: { ...fallback, status: 'partial', key: 'deps-old' },
  miss: { command: 'restore', status: 'miss', tried: ['octo/app/main/deps'], milliseconds: 9 },
  skipped: { command: 'restore', status: 'skipped', reason: 'This job may not read caches.', milliseconds: 0 },
} as const satisfies Record<string, Outcome>

const redact = redactor([])
const primary = { 'cache-primary-key': 'deps' }

test.each([
  ['hit', { ...primary, 'cache-hit': 'true', 'cache-matched-key': 'deps', 'cache-status': 'hit' }],
  ['fallback', { ...primary, 'cache-hit': 'true', 'cache-matched-key': 'deps', 'cache-status': 'fallback' }],
  ['partial', { ...primary, 'cache-hit': 'false', 'cache-matched-key': 'deps-old', 'cache-status': 'partial' }],
  ['miss', { ...primary, 'cache-status': 'miss' }],
  ['skipped', { ...primary, 'cache-hit': 'false', 'cache-status': 'skipped' }],
] as const)('outputs of the action on %s', (status, outputs) => {
  expect(githubOutputs(restores[status], 'deps')).toEqual(outputs)
})

test.each([
  ['hit', 'cache_hit=true\ncache_state=complete\n'],
  ['fallback', 'cache_hit=true\ncache_state=complete\n'],
  ['partial', 'cache_hit=true\ncache_state=partial\n'],
  ['miss', 'cache_hit=false\n'],
  ['skipped', 'cache_hit=false\n'],
] as const)('outputs for Harness on %s', (status, text) => {
  expect(harnessOutputs(restores[status], '/tmp/step-output.env')).toBe(text)
  expect(harnessOutputs(restores[status], '/tmp/step.out')).toBe(text.replaceAll('=', ' '))
})

test('Harness hears nothing of a flush', () => {
  expect(harnessOutputs(flushed, '/tmp/step-output.env')).toBe('')
})

test('the summary of a restore', () => {
  expect(summaryMarkdown(fallback, { now: epoch, redact })).toMatchInlineSnapshot(`
    "### larder restore: fallback

    |  |  |
    | --- | --- |
    | Key | <code>deps</code> |
    | Object | <code>octo/app/main/deps.tar.zst</code> |
    | Format | tar.zst |
    | Entries | 5,872 |
    | Content | 762 MB |
    | Transferred | 189 MB |
    | Rate | 63.5 MB/s |
    | Already in place | 0 |
    | Time | 12s |

    "
  `)
})

test('the summary of a miss', () => {
  expect(summaryMarkdown(restores.miss, { now: epoch, redact })).toMatchInlineSnapshot(`
    "### larder restore: miss

    |  |  |
    | --- | --- |
    | Tried | <code>octo/app/main/deps</code> |
    | Time | 9ms |

    "
  `)
})

test('the summary of a flush', () => {
  expect(summaryMarkdown(flushed, { now: epoch, redact })).toMatchInlineSnapshot(`
    "### larder flush: flushed

    |  |  |
    | --- | --- |
    | Caches | 2 removed, 4 kept |
    | Segments | 340 removed, 1,200 kept |
    | Freed | 1.5 GB |
    | Time | 3.4s |

    | Removed | Size | Age |
    | --- | --- | --- |
    | <code>octo/app/old-branch/deps.tar.zst</code> | 1.2 GB | 61 days |
    | <code>octo/app/pull/7/deps.tar</code> | 950 B | 31 days |

    "
  `)
})

test('a name in the summary is neither Markdown nor HTML, nor breaks the table', () => {
  const key = '</code><img src=x onerror=alert(1)>|\n# `x` [a](javascript:b) *c* _d_ \ud800'
  const summary = summaryMarkdown({ ...fallback, key }, { now: epoch, redact })
  const row = summary.split('\n').find((line) => line.startsWith('| Key'))!
  expect(row).toMatch(/^\| Key \| <code>[\p{L}\p{N} ,./&#;-]*<\/code> \|$/u)
})

test('a summary stays far below what GitHub takes, however long the names and lists are', () => {
  const long = { object: '<'.repeat(10_000), size: 1, lastModified: new Date(0) }
  expect(summaryMarkdown({ ...flushed, removed: Array.from({ length: 500 }, () => long) }, { now: epoch, redact }).length).toBeLessThan(
    200_000,
  )
})

test('an outcome as JSON has a version and dates as text', () => {
  expect(JSON.parse(JSON.stringify(toJson(flushed)))).toEqual({
    ...flushed,
    version: 1,
    removed: [
      { object: 'octo/app/old-branch/deps.tar.zst', size: 1.2e9, lastModified: '2023-09-14T22:13:20.000Z' },
      { object: 'octo/app/pull/7/deps.tar', size: 950, lastModified: '2023-10-14T22:13:20.000Z' },
    ],
  })
})

test('times in JSON are whole milliseconds', () => {
  const told = [restores.hit, flushed].map((outcome) => toJson({ ...outcome, milliseconds: 1234.5678 }))
  expect(told).toMatchObject([{ milliseconds: 1235 }, { milliseconds: 1235 }])
})

test('with --json standard output is one object, and words go to standard error without commands for the host', async () => {
  const log = await openLog({ dialect: 'github', json: true })
  playRestore(log)
  log.report.fail(new Error('A miss was not wanted.'))
  expect(JSON.parse(log.stdout.text())).toEqual({ version: 1, ...fallback })
  expect(log.stdout.text().trimEnd()).not.toContain('\n')
  expect(log.stderr.text()).toMatch(/^larder restore from .*^warning: .*^fallback: .*^error: /msu)
  expect(log.stderr.text()).not.toContain('::')
})

test('with --json a failure is an object too', async () => {
  const log = await openLog({ json: true })
  log.report.fail(new LarderError('BUCKET_MISSING', 'Bucket "x" does not exist.', { hint: 'Create it.' }))
  expect(JSON.parse(log.stdout.text())).toEqual({
    version: 1,
    status: 'error',
    error: { code: 'BUCKET_MISSING', message: 'Bucket "x" does not exist.', hint: 'Create it.' },
  })
})

test('every service message is quoted as TeamCity reads it', async () => {
  const log = await openLog({ dialect: 'teamcity' })
  log.report({ type: 'start', command: 'restore', store: "it's [a] | größe 💾" })
  log.report({ type: 'warning', message: "it's ']\nstatus='ERROR", hint: '|' })
  log.report.fail(new LarderError('X', "'", { hint: "]' |n" }))
  const value = String.raw`'(?:[^'|[\]\r\n]|\|['|[\]nr]|\|0x[0-9a-f]{4})*'`
  const message = new RegExp(String.raw`^##teamcity\[\w+(?: \w+=${value})+\]$`, 'u')
  const lines = log.stdout.text().trimEnd().split('\n')
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line).toMatch(message)
  expect(lines[0]).toContain("it|'s |[a|] ||")
  expect(lines[0]).toContain('gr|0x00f6|0x00dfe |0xd83d|0xdcbe')
})
