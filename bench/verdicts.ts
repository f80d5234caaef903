import type { Bar, Side } from './bar.ts'
import type { Sample } from './samples.ts'
import { median, quartiles } from './statistics.ts'

/** A row of the bar and what was measured. */
export interface Verdict {
  readonly bar: Bar
  readonly passes: boolean | undefined
  /** The median ratio, or the most memory in bytes. */
  readonly measured?: number
  /** The quarter points of the ratios. */
  readonly spread?: readonly [number, number]
  readonly rounds: number
}

/** `passes` is undefined where nothing was measured. */
export function judge(bar: Bar, samples: readonly Sample[]): Verdict {
  switch (bar.type) {
    case 'ratio': {
      const ratios = ratiosOf(samples, bar.tree, bar.of, bar.against)
      const measured = median(ratios)
      const spread = quartiles(ratios)
      if (measured === undefined || spread === undefined) return { bar, passes: undefined, rounds: 0 }
      return { bar, passes: measured <= bar.most, measured, spread, rounds: ratios.length }
    }
    case 'fact': {
      const answers = samples.filter((sample) => isOf(sample, bar.tree, bar.of)).map(bar.holds)
      const known = answers.filter((answer) => answer !== undefined)
      return { bar, passes: known.length === 0 ? undefined : known.every(Boolean), rounds: known.length }
    }
    case 'memory': {
      const peaks = samples
        .filter(({ program, work }) => program === 'larder' && work !== 'start')
        .flatMap(({ peakBytes = [] }) => peakBytes)
      if (peaks.length === 0) return { bar, passes: undefined, rounds: 0 }
      const measured = Math.max(...peaks)
      return { bar, passes: measured <= bar.most, measured, rounds: peaks.length }
    }
  }
}

/** Of samples taken in the same round. */
function ratiosOf(samples: readonly Sample[], tree: string, of: Side, against: Side): number[] {
  const others = new Map(samplesOf(samples, tree, against).map((sample) => [sample.round, sample]))
  return samplesOf(samples, tree, of).flatMap((sample) => {
    const other = others.get(sample.round)
    return other === undefined ? [] : [sample.seconds / other.seconds]
  })
}

/** What was timed of the work itself, without variants of it. */
function samplesOf(samples: readonly Sample[], tree: string, side: Side): Sample[] {
  return samples.filter((sample) => isOf(sample, tree, side) && sample.variant === undefined)
}

function isOf(sample: Sample, tree: string, { work, program }: Side): boolean {
  return sample.tree === tree && sample.work === work && sample.program === program
}
