import { expect, test } from 'vitest'

import type { CacheEvent } from '../../src/cache/events.ts'
import type { LogDialect } from '../../src/host/build.ts'
import { flushed, openLog, playRestore } from './recorded.ts'

/** A log with its control characters written out. */
async function restoreLog(dialect: LogDialect): Promise<string[]> {
  const log = await openLog({ dialect })
  playRestore(log)
  log.report.close()
  return visible(log.stdout.text())
}

function visible(text: string): string[] {
  return text.replaceAll('\x1b', '<ESC>').replaceAll('\r', '<CR>').split('\n')
}

test('a plain log has words on lines', async () => {
  expect(await restoreLog('plain')).toMatchInlineSnapshot(`
    [
      "larder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "warning: The clock of this machine is 2 hours ahead.",
      "  Set it.",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('a GitHub log has a group, and annotations outside of it', async () => {
  expect(await restoreLog('github')).toMatchInlineSnapshot(`
    [
      "::group::larder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "::notice::~/.m2 is not restored: name it in \`mount\` to have it.",
      "::endgroup::",
      "::warning::The clock of this machine is 2 hours ahead.%0A  Set it.",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('a GitLab log has a collapsed section with a start and an end of the same name', async () => {
  expect(await restoreLog('gitlab')).toMatchInlineSnapshot(`
    [
      "<ESC>[0Ksection_start:1700000000:larder_restore_1700000000000_1[collapsed=true]<CR><ESC>[0Klarder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "<ESC>[0Ksection_end:1700000006:larder_restore_1700000000000_1<CR><ESC>[0K",
      "warning: The clock of this machine is 2 hours ahead.",
      "  Set it.",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('a Buildkite log has a collapsed group, which a warning opens, and a last line that stays open', async () => {
  expect(await restoreLog('buildkite')).toMatchInlineSnapshot(`
    [
      "--- larder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "warning: The clock of this machine is 2 hours ahead.",
      "  Set it.",
      "^^^ +++",
      "+++ fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('a TeamCity log has service messages, statistics and parameters', async () => {
  expect(await restoreLog('teamcity')).toMatchInlineSnapshot(`
    [
      "##teamcity[blockOpened name='larder restore from s3://caches at http://minio:9000']",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "##teamcity[progressMessage 'writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left']",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "##teamcity[blockClosed name='larder restore from s3://caches at http://minio:9000']",
      "##teamcity[message text='The clock of this machine is 2 hours ahead.|n  Set it.' status='WARNING']",
      "##teamcity[setParameter name='larder.cache.hit' value='true']",
      "##teamcity[setParameter name='larder.cache.status' value='fallback']",
      "##teamcity[buildStatisticValue key='larder.restore.bytes' value='762000000']",
      "##teamcity[buildStatisticValue key='larder.restore.transferredBytes' value='189000000']",
      "##teamcity[buildStatisticValue key='larder.restore.milliseconds' value='12000']",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('an Azure log has a group, issues, a percentage and variables', async () => {
  expect(await restoreLog('azure')).toMatchInlineSnapshot(`
    [
      "##[group]larder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "##vso[task.setprogress value=50;]larder",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "##[endgroup]",
      "##vso[task.logissue type=warning]The clock of this machine is 2 hours ahead.",
      "  Set it.",
      "##vso[task.setvariable variable=LARDER_CACHE_RESTORED]true",
      "##vso[task.setvariable variable=LARDER_CACHE_RESTORED;isOutput=true]true",
      "##vso[task.setvariable variable=LARDER_CACHE_STATUS]fallback",
      "##vso[task.setvariable variable=LARDER_CACHE_STATUS;isOutput=true]fallback",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('a Travis log has a fold', async () => {
  expect(await restoreLog('travis')).toMatchInlineSnapshot(`
    [
      "travis_fold:start:larder-restore-1700000000000-1<CR><ESC>[0Klarder restore from s3://caches at http://minio:9000",
      "found octo/app/main/deps.tar.zst (189 MB, 3 hours old)",
      "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left",
      "~/.m2 is not restored: name it in \`mount\` to have it.",
      "travis_fold:end:larder-restore-1700000000000-1<CR><ESC>[0Kwarning: The clock of this machine is 2 hours ahead.",
      "  Set it.",
      "fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst",
      "",
    ]
  `)
})

test('the functions of @actions/core are used where they are handed in', async () => {
  const calls: string[][] = []
  const record =
    (name: string) =>
    (...values: string[]) =>
      void calls.push([name, ...values])
  const log = await openLog({
    dialect: 'github',
    github: {
      startGroup: record('startGroup'),
      endGroup: record('endGroup'),
      notice: record('notice'),
      warning: record('warning'),
      error: record('error'),
    },
  })
  playRestore(log)
  log.report.fail(new Error('The disk is full.'))
  expect(calls).toMatchInlineSnapshot(`
    [
      [
        "startGroup",
        "larder restore from s3://caches at http://minio:9000",
      ],
      [
        "notice",
        "~/.m2 is not restored: name it in \`mount\` to have it.",
      ],
      [
        "endGroup",
      ],
      [
        "warning",
        "The clock of this machine is 2 hours ahead.
      Set it.",
      ],
      [
        "error",
        "The disk is full.
      larder did not expect this error; with \`debug\` it says where it comes from.",
      ],
    ]
  `)
  expect(log.stdout.text()).not.toContain('::')
})

test.each(['plain', 'github', 'azure', 'teamcity'] as const)('an ordinary miss is no annotation (%s)', async (dialect) => {
  const log = await openLog({ dialect })
  log.report({ type: 'done', outcome: { command: 'restore', status: 'miss', tried: ['octo/app/main/deps'], milliseconds: 12 } })
  expect(log.stdout.text()).toMatch(/^miss: no cache found \(12ms\); tried octo\/app\/main\/deps\n$/mu)
  expect(log.stdout.text()).not.toMatch(/::warning|::notice|logissue|##teamcity\[message/u)
})

test('a rebuild that failed without failing the job is a warning', async () => {
  const log = await openLog({ dialect: 'github' })
  log.report({ type: 'done', outcome: { command: 'rebuild', status: 'failed', reason: 'Bucket "x" does not exist.', milliseconds: 5 } })
  expect(log.stdout.text()).toBe('::warning::failed: Bucket "x" does not exist.\n')
})

test('a fold is closed when a command ends without a word, and never twice', async () => {
  const log = await openLog({ dialect: 'github' })
  log.report({ type: 'start', command: 'rebuild', store: '/var/cache' })
  log.report.close()
  log.report.close()
  expect(log.stdout.text()).toBe('::group::larder rebuild to /var/cache\n::endgroup::\n')
})

test('no two sections have the same name, also when two commands begin in the same millisecond', async () => {
  const log = await openLog({ dialect: 'gitlab' })
  log.report({ type: 'start', command: 'restore', store: 'a' })
  log.report({ type: 'start', command: 'restore', store: 'a' })
  log.report.close()
  const names = (edge: string) =>
    [...log.stdout.text().matchAll(new RegExp(`section_${edge}:\\d+:([A-Za-z0-9_.-]+)`, 'gu'))].map((match) => match[1])
  expect(new Set(names('start')).size).toBe(2)
  expect(names('end')).toEqual(names('start'))
})

const talkative: CacheEvent[] = [
  { type: 'start', command: 'flush', store: 'file:///caches' },
  { type: 'trying', object: 'octo/app/a' },
  { type: 'found', object: 'octo/app/a', size: 1, age: 1 },
  { type: 'notice', message: 'noticed' },
  { type: 'warning', message: 'warned' },
  { type: 'debug', message: 'debugged' },
  { type: 'done', outcome: flushed },
]

test('quiet leaves warnings and the last line', async () => {
  const log = await openLog({ level: 'quiet' })
  for (const event of talkative) log.report(event)
  expect(log.stdout.text()).toMatchInlineSnapshot(`
    "warning: warned
    flushed: removed 2 caches, 340 segments, 1 abandoned upload, 1.5 GB freed (4 caches kept with 1,200 segments, 3.4s)
    "
  `)
})

test('info says what was found and lists what was removed', async () => {
  const log = await openLog()
  for (const event of talkative) log.report(event)
  expect(log.stdout.text()).toMatchInlineSnapshot(`
    "larder flush in file:///caches
    found octo/app/a (1 B, 1 millisecond old)
    noticed
    warning: warned
      object                              size      age
      octo/app/old-branch/deps.tar.zst  1.2 GB  61 days
      octo/app/pull/7/deps.tar           950 B  31 days
    flushed: removed 2 caches, 340 segments, 1 abandoned upload, 1.5 GB freed (4 caches kept with 1,200 segments, 3.4s)
    "
  `)
})

test('debug says what was looked for', async () => {
  const log = await openLog({ level: 'debug' })
  for (const event of talkative) log.report(event)
  expect(log.stdout.text()).toContain('debug: looking for octo/app/a\n')
  expect(log.stdout.text()).toContain('debug: debugged\n')
})

test('a terminal has results on standard output and the rest on standard error', async () => {
  const log = await openLog({ dialect: 'terminal' })
  playRestore(log)
  log.report.fail(new Error('The disk is full.'))
  expect(log.stdout.text()).toMatchInlineSnapshot(`
    "larder restore from s3://caches at http://minio:9000
    found octo/app/main/deps.tar.zst (189 MB, 3 hours old)
    ~/.m2 is not restored: name it in \`mount\` to have it.
    fallback: deps from octo/app/main (5,872 entries, 762 MB from 189 MB in 12s, 63.5 MB/s); tried before octo/app/feature/deps.tar.zst
    "
  `)
  expect(log.stderr.text()).toMatchInlineSnapshot(`
    "writing: 50 %, 381 MB of 762 MB, 63.5 MB/s, 6s left
    warning: The clock of this machine is 2 hours ahead.
      Set it.
    error: The disk is full.
      larder did not expect this error; with \`debug\` it says where it comes from.
    "
  `)
})

test('colours are there when asked for', async () => {
  const log = await openLog({ colour: true })
  log.report({ type: 'warning', message: 'careful' })
  expect(log.stdout.text()).toBe('\x1b[33mwarning:\x1b[39m careful\n')
})
