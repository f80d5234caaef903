import type { CacheEvent, Work } from '../cache/events.ts'
import { count, duration, percent, size, speed } from './format.ts'

export type ProgressEvent = Extract<CacheEvent, { type: 'progress' }>

/** How far the work is that the user is waiting for. */
export interface Progress {
  readonly work: Work
  readonly done: number
  readonly total: number | undefined
  readonly entries: number
  /** Bytes per second over the last seconds; undefined until there is something to measure. */
  readonly rate: number | undefined
}

export interface Tracker {
  observe(event: ProgressEvent): void
  /** Undefined before the first event. */
  current(): Progress | undefined
}

/** Keeps the last word of every kind of work, for they overlap: a restore receives and writes at the same time. */
export function trackProgress(now: () => number): Tracker {
  const works = new Map<Work, { event: ProgressEvent; readonly meter: Meter }>()
  return {
    observe(event) {
      const known = works.get(event.work)
      if (known === undefined) works.set(event.work, { event, meter: startMeter({ at: now(), done: event.done }) })
      else {
        known.event = event
        known.meter.add({ at: now(), done: event.done })
      }
    },
    current() {
      const leading = leadingWork([...works.values()].map(({ event }) => event))
      const found = leading && works.get(leading.work)
      return found && { ...found.event, rate: found.meter.rate() }
    },
  }
}

/** `writing: 45 %, 340 MB of 762 MB, 363 MB/s, 1.2s left`. */
export function describeProgress({ work, done, total, entries, rate }: Progress): string {
  if (countsObjects(work)) return `${work}: ${count(entries, 'object')}`
  const known =
    total === undefined
      ? [size(done), count(entries, 'entry', 'entries')]
      : [`${percent(done, total)} %`, `${size(done)} of ${size(total)}`]
  const left =
    total !== undefined && total > done && rate !== undefined && rate > 0
      ? [`${duration(roundedUp((1000 * (total - done)) / rate))} left`]
      : []
  return `${work}: ${[...known, ...(rate === undefined ? [] : [speed(rate)]), ...left].join(', ')}`
}

/** A flush goes through objects of unknown content: its bytes say nothing. */
export function countsObjects(work: Work): boolean {
  return work === 'listing' || work === 'removing'
}

/** The later a stage stands here, the longer it keeps the user waiting. */
const stages: readonly Work[] = ['listing', 'removing', 'reading', 'sending', 'receiving', 'writing']

/** The last stage that is not finished and knows its total; else the last that is not finished; else the last. */
export function leadingWork(events: readonly ProgressEvent[]): ProgressEvent | undefined {
  const lastFirst = [...events].sort((a, b) => stages.indexOf(b.work) - stages.indexOf(a.work))
  const unfinished = lastFirst.filter(({ done, total }) => total === undefined || done < total)
  return unfinished.find(({ total }) => total !== undefined) ?? unfinished[0] ?? lastFirst[0]
}

interface Sample {
  readonly at: number
  readonly done: number
}

interface Meter {
  add(sample: Sample): void
  rate(): number | undefined
}

/** Long enough to be steady, short enough to notice a stall. */
const windowMs = 5000
/** Events come by the thousand; ten samples a second are plenty. */
const sampleMs = 100

function startMeter(begin: Sample): Meter {
  const samples = [begin]
  let last = begin
  return {
    add(sample) {
      last = sample
      if (sample.at - samples.at(-1)!.at < sampleMs) return
      samples.push(sample)
      while (samples.length > 2 && sample.at - samples[1]!.at >= windowMs) samples.shift()
    },
    rate() {
      const first = samples[0]!
      const elapsed = last.at - first.at
      return elapsed < sampleMs ? undefined : Math.max(0, (1000 * (last.done - first.done)) / elapsed)
    },
  }
}

/** Tenths of a second matter only when few are left. */
function roundedUp(milliseconds: number): number {
  return milliseconds < 10_000 ? Math.ceil(milliseconds / 100) * 100 : Math.ceil(milliseconds / 1000) * 1000
}
