import { pipeline } from '../bar.ts'
import type { Results, Sample, Work } from '../samples.ts'
import { median } from '../statistics.ts'
import { barChart } from './bar-chart.ts'
import { lineChart, type Line } from './line-chart.ts'

const tree = 'node-modules'

/** Pictures by file name; those of which nothing was measured are left out. */
export function plotsOf(results: Results): Map<string, string> {
  const plots = { 'by-peer.svg': byPeer(results), 'by-workers.svg': byWorkers(results), 'by-size.svg': bySize(results) }
  return new Map(Object.entries(plots).filter((plot): plot is [string, string] => plot[1] !== undefined))
}

const works = [
  ['cold rebuild', 'Rebuild: pack and upload'],
  ['cold restore', 'Restore: download and unpack'],
] as const satisfies [Work, string][]

function byPeer({ samples, versions }: Results): string | undefined {
  const panels = works.map(([work, title]) => ({
    title,
    bars: Object.keys(versions)
      .flatMap((label) => {
        const value = secondsOf(samples, { work, program: label, tree })
        return value === undefined ? [] : [{ label, value, isOurs: label === 'larder' }]
      })
      .sort((a, b) => a.value - b.value),
  }))
  if (panels.some(({ bars }) => bars.length === 0)) return undefined
  return barChart('Wall time of a rebuild and a restore of node_modules, by program', panels)
}

function byWorkers({ samples }: Results): string | undefined {
  const counts = [1, 2, 3, 4]
  const lines = works.map(([work]) => ({
    label: work.replace('cold ', ''),
    points: pointsOf(counts, (count) => secondsOf(samples, { work, program: 'larder', tree, variant: String(count) })),
  }))
  if (lines.some(({ points }) => points.length === 0)) return undefined
  const y = { title: 'seconds', ticks: evenTicks(highest(lines)), type: 'linear' } as const
  return lineChart('Wall time of larder by the number of workers', [{ title: 'node_modules', lines }], {
    x: { title: 'workers (threads that read, compress and write)', ticks: counts, type: 'linear' },
    y,
  })
}

function bySize({ samples, trees }: Results): string | undefined {
  const sized = trees.filter(({ name }) => /^\d+[km]$/.test(name)).sort((a, b) => a.files - b.files)
  const panels = works.map(([work, title]) => ({
    title,
    lines: ['larder', pipeline].map((program) => ({
      label: program,
      points: sized.flatMap(({ name, files }) => pointsOf([files], () => secondsOf(samples, { work, program, tree: name }))),
    })),
  }))
  if (panels.some(({ lines }) => lines.some(({ points }) => points.length < 2))) return undefined
  return lineChart('Wall time by the number of files', panels, {
    x: { title: 'files', ticks: [1e4, 1e5, 1e6], type: 'log' },
    y: { title: 'seconds', ticks: [0.1, 1, 10, 100], type: 'log' },
  })
}

function secondsOf(samples: readonly Sample[], wanted: Partial<Sample>): number | undefined {
  const { variant, ...rest } = wanted
  const entries = Object.entries(rest) as [keyof Sample, unknown][]
  return median(
    samples
      .filter((sample) => sample.variant === variant && entries.every(([key, value]) => sample[key] === value))
      .map(({ seconds }) => seconds),
  )
}

function pointsOf(xs: readonly number[], secondsAt: (x: number) => number | undefined): Line['points'] {
  return xs.flatMap((x) => {
    const y = secondsAt(x)
    return y === undefined ? [] : [{ x, y }]
  })
}

function highest(lines: readonly Line[]): number {
  return Math.max(...lines.flatMap(({ points }) => points.map(({ y }) => y)))
}

/** From 0 in whole steps to above the highest. */
function evenTicks(most: number): number[] {
  const step = [0.5, 1, 2, 5, 10, 20].find((each) => most / each <= 6) ?? 50
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step)
}
