import type { CacheEvent, FlushOutcome, RestoreOutcome, Totals } from '../../src/cache/events.ts'
import type { Output } from '../../src/report/output.ts'
import { createReport, type ReportOptions, type RunningReport } from '../../src/report/create-report.ts'

/** 14 November 2023, 22:13:20 UTC. */
export const epoch = 1_700_000_000_000

export interface Recorded extends Output {
  readonly writes: string[]
  text(): string
}

export function output(properties: { isTTY?: boolean; columns?: number } = {}): Recorded {
  const writes: string[] = []
  return { ...properties, writes, write: (text) => void writes.push(text), text: () => writes.join('') }
}

export interface Log {
  readonly report: RunningReport
  readonly stdout: Recorded
  readonly stderr: Recorded
  /** Lets time pass. */
  readonly wait: (milliseconds: number) => void
}

export async function openLog(options: Partial<ReportOptions> = {}): Promise<Log> {
  let time = epoch
  const [stdout, stderr] = [output(), output()]
  const fixed = { dialect: 'plain', level: 'info', json: false, colour: false, secrets: [], stdout, stderr } as const
  const report = await createReport({ ...fixed, now: () => time, ...options })
  return { report, stdout, stderr, wait: (milliseconds) => void (time += milliseconds) }
}

/** The events of a restore that takes a fallback, with a warning and a pause long enough for a line of progress. */
export function playRestore({ report, wait }: Log): void {
  const say = (event: CacheEvent) => report(event)
  say({ type: 'start', command: 'restore', store: 's3://caches at http://minio:9000' })
  say({ type: 'trying', object: 'octo/app/feature/deps.tar.zst' })
  say({ type: 'trying', object: 'octo/app/main/deps.tar.zst' })
  say({ type: 'found', object: 'octo/app/main/deps.tar.zst', size: 189e6, age: 3 * 3_600_000 })
  say({ type: 'progress', work: 'writing', done: 0, total: 762e6, entries: 0 })
  wait(6000)
  say({ type: 'progress', work: 'writing', done: 381e6, total: 762e6, entries: 2900 })
  say({ type: 'notice', message: '~/.m2 is not restored: name it in `mount` to have it.' })
  say({ type: 'warning', message: 'The clock of this machine is 2 hours ahead.', hint: 'Set it.' })
  wait(6000)
  say({ type: 'done', outcome: fallback })
}

export const totals: Totals = { entries: 5872, bytes: 762e6, transferred: 189e6, milliseconds: 12_000 }

export const fallback: Extract<RestoreOutcome, Totals> = {
  ...totals,
  command: 'restore',
  status: 'fallback',
  object: 'octo/app/main/deps.tar.zst',
  key: 'deps',
  format: 'tar.zst',
  kept: 0,
  lookupOnly: false,
  tried: ['octo/app/feature/deps.tar.zst', 'octo/app/main/deps.tar.zst'],
}

export const flushed: FlushOutcome = {
  command: 'flush',
  status: 'flushed',
  removed: [
    { object: 'octo/app/old-branch/deps.tar.zst', size: 1.2e9, lastModified: new Date(epoch - 61 * 86_400_000) },
    { object: 'octo/app/pull/7/deps.tar', size: 950, lastModified: new Date(epoch - 31 * 86_400_000) },
  ],
  kept: 4,
  segments: { removed: 340, bytes: 3e8, kept: 1200 },
  abortedUploads: 1,
  milliseconds: 3400,
}
