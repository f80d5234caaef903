import { bars, type Bar } from '../bar.ts'
import type { Results, Sample } from '../samples.ts'
import { median } from '../statistics.ts'
import { judge, type Verdict } from '../verdicts.ts'

/** The bar and what was measured, as a table in Markdown. */
export function verdictTable({ samples }: Results): string {
  const rows = bars.map((bar) => verdictRow(judge(bar, samples)))
  return table(['work', 'against', 'bar', 'measured', '', 'rounds'], rows)
}

function verdictRow(verdict: Verdict): string[] {
  const { bar, passes, rounds } = verdict
  return wordsOf(bar).concat(measuredOf(verdict), passes === undefined ? '' : passes ? 'pass' : '**miss**', String(rounds))
}

function wordsOf(bar: Bar): string[] {
  switch (bar.type) {
    case 'ratio': {
      const { of, against, most } = bar
      const work = of.work === 'start' ? of.program : of.work
      const other = against.work === of.work ? against.program : `own ${against.work}`
      return [work, other, `<= ${most}`]
    }
    case 'fact':
      return [bar.of.work, '', bar.fact]
    case 'memory':
      return ['peak memory, in any run', '', `<= ${bar.most / 2 ** 20} MiB`]
  }
}

function measuredOf({ bar, measured, spread }: Verdict): string {
  if (measured === undefined) return bar.type === 'fact' ? '' : 'not here'
  if (bar.type === 'memory') return `${Math.round(measured / 2 ** 20)} MiB`
  return spread === undefined ? measured.toFixed(2) : `${measured.toFixed(2)} (${spread[0].toFixed(2)} - ${spread[1].toFixed(2)})`
}

/** The medians of everything that was timed. */
export function sampleTable({ samples, trees }: Results): string {
  const groups = Map.groupBy(samples, ({ work, tree, program, variant = '' }) => JSON.stringify([tree, work, program, variant]))
  const order = ['none', ...trees.map(({ name }) => name)]
  const rows = [...groups.values()]
    .filter(([first]) => first!.variant !== 'counted')
    .sort(([a], [b]) => order.indexOf(a!.tree) - order.indexOf(b!.tree))
    .map(rowOf)
  return table(['tree', 'work', 'program', 'wall', 'processors', 'memory', 'stored', 'rounds'], rows)
}

function rowOf(group: readonly Sample[]): string[] {
  const { tree, work, program, variant } = group[0]!
  const middle = (value: (sample: Sample) => number | undefined): number | undefined =>
    median(group.flatMap((sample) => value(sample) ?? []))
  const seconds = middle((sample) => sample.seconds)!
  return [
    tree === 'none' ? '' : tree,
    work,
    variant === undefined ? program : `${program}, ${variant} ${variant === '1' ? 'worker' : 'workers'}`,
    seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`,
    unless(
      middle((sample) => sample.cpuSeconds),
      (value) => `${value.toFixed(1)} s`,
    ),
    unless(
      middle((sample) => sample.peakBytes),
      (value) => `${Math.round(value / 2 ** 20)} MiB`,
    ),
    unless(
      middle((sample) => sample.storedBytes),
      (value) => `${(value / 1e6).toFixed(1)} MB`,
    ),
    String(group.length),
  ]
}

function unless(value: number | undefined, words: (value: number) => string): string {
  return value === undefined ? '' : words(value)
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
