import { expect, test, vi } from 'vitest'

import type { Work } from '../../src/cache/events.ts'
import { describeProgress, leadingWork, trackProgress } from '../../src/report/progress.ts'
import { isLineDue } from '../../src/report/progress-lines.ts'
import { fallback, openLog, output, type Recorded } from './recorded.ts'

const event = (work: Work, done: number, total: number | undefined, entries = 0) =>
  ({ type: 'progress', work, done, total, entries }) as const

test.each([
  ['writing behind receiving', [event('receiving', 5, 10), event('writing', 3, 10)], 'writing'],
  ['what has a total', [event('reading', 5, 10), event('sending', 3, undefined)], 'reading'],
  ['what is not finished', [event('reading', 10, 10), event('sending', 3, undefined)], 'sending'],
  ['the last stage when all is finished', [event('receiving', 10, 10), event('writing', 10, 10)], 'writing'],
] as const)('the user waits for %s', (_, events, work) => {
  expect(leadingWork(events)?.work).toBe(work)
})

test('nothing is told before there is any work', () => {
  expect(trackProgress(() => 0).current()).toBeUndefined()
})

test('the rate is that of the last seconds, so that a stall shows', () => {
  let time = 0
  const tracker = trackProgress(() => time)
  for (; time <= 4000; time += 100) tracker.observe(event('writing', time * 100_000, 1e9))
  expect(tracker.current()?.rate).toBeCloseTo(100e6)
  for (; time <= 12_000; time += 100) tracker.observe(event('writing', 400e6, 1e9))
  expect(tracker.current()?.rate).toBe(0)
})

test.each([
  [{ work: 'writing', done: 340e6, total: 762e6, entries: 9, rate: 363e6 }, 'writing: 44 %, 340 MB of 762 MB, 363 MB/s, 1.2s left'],
  [{ work: 'writing', done: 340e6, total: 762e6, entries: 9, rate: 0 }, 'writing: 44 %, 340 MB of 762 MB, 0 B/s'],
  [{ work: 'reading', done: 120e6, total: undefined, entries: 5872, rate: undefined }, 'reading: 120 MB, 5,872 entries'],
  [{ work: 'listing', done: 0, total: undefined, entries: 12_000, rate: 1 }, 'listing: 12,000 objects'],
] as const)('%o is told as %s', (progress, text) => {
  expect(describeProgress(progress)).toBe(text)
})

const big = { work: 'writing', done: 1e6, total: 10e6, entries: 1, rate: undefined } as const

test.each([
  ['5 s after the start', big, { startedAt: 0, lastLineAt: 0, now: 5000 }, true],
  ['not sooner', big, { startedAt: 0, lastLineAt: 0, now: 4999 }, false],
  ['not for a few megabytes', { ...big, total: 4e6 }, { startedAt: 0, lastLineAt: 0, now: 60_000 }, false],
  ['less often in a long job', big, { startedAt: 0, lastLineAt: 300_000, now: 320_000 }, false],
  ['but every minute', big, { startedAt: 0, lastLineAt: 3_540_000, now: 3_600_000 }, true],
  ['for many objects', { ...big, work: 'listing', entries: 1000 }, { startedAt: 0, lastLineAt: 0, now: 5000 }, true],
  ['not for few objects', { ...big, work: 'listing', entries: 999 }, { startedAt: 0, lastLineAt: 0, now: 5000 }, false],
] as const)('a line of progress is due %s', (_, progress, times, due) => {
  expect(isLineDue(progress, times)).toBe(due)
})

test('a log that is no terminal gets a line now and then, and no control sequence', async () => {
  const log = await openLog({ dialect: 'terminal' })
  log.report({ type: 'start', command: 'restore', store: 'x' })
  for (let second = 0; second <= 20; second++) {
    log.report(event('writing', second * 5e6, 100e6))
    log.wait(1000)
  }
  expect(log.stderr.text()).toBe(
    [5, 10, 15, 20]
      .map((second) => `writing: ${second * 5} %, ${second * 5} MB of 100 MB, 5 MB/s${second < 20 ? `, ${20 - second}s left` : ''}\n`)
      .join(''),
  )
})

test('a quiet log has no progress', async () => {
  const log = await openLog({ level: 'quiet' })
  log.report(event('writing', 0, 1e9))
  log.wait(60_000)
  log.report(event('writing', 1, 1e9))
  expect(log.stdout.text()).toBe('')
})

test('the bar of a terminal is drawn below the words, at most ten times a second, and leaves no trace', async () => {
  vi.useFakeTimers()
  try {
    const screen = output({ isTTY: true, columns: 80 })
    const log = await openLog({ dialect: 'terminal', stdout: screen, stderr: screen, now: () => Date.now() })
    log.report({ type: 'start', command: 'restore', store: 'x' })
    log.report(event('writing', 0, 100e6))
    expect(shown(screen)).toEqual(['larder restore from x', `${'░'.repeat(24)} writing: 0 %, 0 B of 100 MB`])

    const before = draws(screen)
    for (let step = 1; step <= 1000; step++) {
      vi.advanceTimersByTime(1)
      log.report(event('writing', step * 50_000, 100e6))
    }
    vi.advanceTimersByTime(100)
    expect(draws(screen) - before).toBeGreaterThan(5)
    expect(draws(screen) - before).toBeLessThanOrEqual(11)
    expect(shown(screen).at(-1)).toBe(`${'█'.repeat(12)}${'░'.repeat(12)} writing: 50 %, 50 MB of 100 MB, 50 MB/s, 1s left`)

    log.report({ type: 'warning', message: 'careful' })
    expect(shown(screen)).toEqual(['larder restore from x', 'warning: careful', ''])
    log.report(event('writing', 60e6, 100e6))
    expect(shown(screen)).toHaveLength(3)
    expect(shown(screen)[2]).toMatch(/^█+░+ writing: 60 %/u)

    log.report({ type: 'done', outcome: fallback })
    expect(shown(screen)).toEqual(['larder restore from x', 'warning: careful', expect.stringMatching(/^fallback: deps/u), ''])
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a narrow terminal has no bar but its text, cut to one line', async () => {
  const screen = output({ isTTY: true, columns: 20 })
  const log = await openLog({ dialect: 'terminal', stderr: screen })
  log.report(event('writing', 0, 100e6))
  expect(shown(screen)).toEqual(['writing: 0 %, 0 B o'])
  log.report.close()
  expect(shown(screen)).toEqual([''])
})

test('a terminal that does not know its width gets a bar for 80 columns', async () => {
  const screen = output({ isTTY: true, columns: 0 })
  const log = await openLog({ dialect: 'terminal', stderr: screen })
  log.report(event('writing', 0, 100e6))
  expect(shown(screen)).toEqual([`${'░'.repeat(24)} writing: 0 %, 0 B of 100 MB`])
  log.report.close()
})

test('an error takes the bar away first', async () => {
  const screen = output({ isTTY: true })
  const log = await openLog({ dialect: 'terminal', stderr: screen })
  log.report(event('writing', 0, 100e6))
  log.report.fail(new Error('broken'))
  expect(shown(screen)[0]).toBe('error: broken')
})

function draws(screen: Recorded): number {
  return screen.writes.filter((text) => text.includes('writing')).length
}

const tokens = new RegExp(['E\\[[\\d;?]*[A-Za-z]', 'E[78]', '\\n', '[^E\\n]+'].join('|').replaceAll('E', '\x1b'), 'gu')

/** What a person sees: a terminal that knows only what a bar on one line needs, and fails on anything else. */
function shown(screen: Recorded): string[] {
  const lines = ['']
  let column = 0
  const put = (text: string) => {
    const line = lines.at(-1)!.padEnd(column)
    lines[lines.length - 1] = line.slice(0, column) + text + line.slice(column + text.length)
    column += text.length
  }
  for (const token of screen.text().match(tokens) ?? []) {
    if (token === '\n') {
      lines.push('')
      column = 0
    } else if (token === '\x1b[1G') column = 0
    else if (token === '\x1b[2K') lines[lines.length - 1] = ''
    else if (token === '\x1b[0K') lines[lines.length - 1] = lines.at(-1)!.slice(0, column)
    else if (['\x1b7', '\x1b8', '\x1b[?7h', '\x1b[?7l'].includes(token)) continue
    else if (token.startsWith('\x1b')) throw new Error(`Unexpected control sequence ${JSON.stringify(token)}`)
    else put(token)
  }
  return lines
}
