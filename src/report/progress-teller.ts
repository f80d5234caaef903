import { percent } from './format.ts'
import { describeProgress, trackProgress, type Progress, type ProgressEvent, type Tracker } from './progress.ts'
import type { ProgressBar } from './progress-bar.ts'
import { isLineDue } from './progress-lines.ts'

/** Shows progress where it is looked at: a bar on a terminal, now and then a line elsewhere. */
export interface ProgressTeller {
  /** A command begins: forget the last one. */
  start(): void
  observe(event: ProgressEvent): void
  stop(): void
}

export interface TellerOptions {
  readonly now: () => number
  /** Undefined where there is no terminal. */
  readonly makeBar: ((current: () => Progress | undefined) => Promise<ProgressBar>) | undefined
  /** Undefined where nobody wants lines; not called where there is a bar. */
  readonly writeLine: ((text: string, percent: number | undefined) => void) | undefined
}

export async function tellProgress({ now, makeBar, writeLine }: TellerOptions): Promise<ProgressTeller> {
  let tracker = trackProgress(now)
  const bar = await makeBar?.(() => tracker.current())
  const lines = writeLine && writeLinesWhenDue(now, writeLine)
  return {
    start() {
      tracker = trackProgress(now)
      lines?.restart()
    },
    observe(event) {
      tracker.observe(event)
      if (bar !== undefined) bar.update()
      else lines?.consider(tracker)
    },
    stop: () => bar?.clear(),
  }
}

function writeLinesWhenDue(now: () => number, writeLine: (text: string, percent: number | undefined) => void) {
  let startedAt = now()
  let lastLineAt = startedAt
  return {
    restart() {
      startedAt = now()
      lastLineAt = startedAt
    },
    consider(tracker: Tracker) {
      const progress = tracker.current()
      const at = now()
      if (progress === undefined || !isLineDue(progress, { startedAt, lastLineAt, now: at })) return
      lastLineAt = at
      writeLine(describeProgress(progress), progress.total === undefined ? undefined : percent(progress.done, progress.total))
    },
  }
}
