import type { Output } from './output.ts'
import { describeProgress, type Progress } from './progress.ts'

/** A line at the bottom of a terminal that is redrawn, at most ten times a second. */
export interface ProgressBar {
  /** Shows the bar if it is not there, else says that there is news. */
  update(): void
  /** Takes it off the screen, so that something else can be written; the next update shows it again. */
  clear(): void
}

/** The library is loaded only where there is a terminal to draw on: it would cost every CI job 10 ms. */
export async function createProgressBar(output: Output, current: () => Progress | undefined): Promise<ProgressBar> {
  const { default: cliProgress } = await import('cli-progress')
  const bar = new cliProgress.SingleBar({
    stream: output as NodeJS.WritableStream,
    fps: 10,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    // A process that is killed must not leave the terminal without a cursor or without line breaks.
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
    format: (options) => barLine(current(), widthOf(output), (done) => cliProgress.Format.BarFormat(done, options)),
  })
  let shown = false
  return {
    update() {
      if (shown) bar.update(0)
      else bar.start(1, 0)
      shown = true
    },
    clear() {
      if (shown) bar.stop()
      shown = false
    },
  }
}

/** The last column stays free, because some terminals break the line when it is filled. */
function widthOf(output: Output): number {
  return (output.columns || 80) - 1
}

function barLine(progress: Progress | undefined, width: number, drawBar: (done: number) => string): string {
  if (progress === undefined) return ''
  const text = describeProgress(progress)
  const bar = progress.total === undefined || progress.total === 0 ? '' : `${drawBar(Math.min(1, progress.done / progress.total))} `
  return bar.length + text.length <= width ? bar + text : text.slice(0, width)
}
