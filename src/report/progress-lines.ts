import type { Progress } from './progress.ts'
import { countsObjects } from './progress.ts'

/** Below this nobody wants to read about it. */
const fewBytes = 5e6
const fewObjects = 1000

/** A line is due 5 s after the start and after each line; a long job says less often how long it is, up to a minute apart. */
const shortestWaitMs = 5000
const longestWaitMs = 60_000

/** Whether a log that cannot be redrawn gets a line about this progress now. `startedAt` and `lastLineAt` are of the same clock as `now`. */
export function isLineDue(
  progress: Progress,
  times: { readonly startedAt: number; readonly lastLineAt: number; readonly now: number },
): boolean {
  const wait = Math.min(longestWaitMs, Math.max(shortestWaitMs, (times.now - times.startedAt) / 10))
  return times.now - times.lastLineAt >= wait && isWorthALine(progress)
}

function isWorthALine({ work, done, total, entries }: Progress): boolean {
  return countsObjects(work) ? entries >= fewObjects : (total ?? done) >= fewBytes
}
