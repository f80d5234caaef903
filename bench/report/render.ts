import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Results } from '../samples.ts'
import { plotsOf } from './plots.ts'
import { sampleTable, table, verdictTable } from './tables.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const [begin, end] = ['<!-- results: npm run bench -- --publish -->', '<!-- end of results -->']

/** Writes the plots, and the results between the markers of BENCHMARKS.md; what is around them is kept. */
export function renderReport(results: Results): void {
  const plots = plotsOf(results)
  const directory = path.join(root, 'bench', 'plots')
  mkdirSync(directory, { recursive: true })
  for (const [name, svg] of plots) writeFileSync(path.join(directory, name), svg)
  const file = path.join(root, 'BENCHMARKS.md')
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(begin)
  const [, after = ''] = rest.split(end)
  writeFileSync(file, `${before}${begin}\n\n${sections(results, [...plots.keys()]).join('\n\n')}\n\n${end}${after}`)
}

function sections(results: Results, plots: readonly string[]): string[] {
  const { date, machine, versions, missing, trees, commands } = results
  return [
    `Measured on ${date}: ${machine.join('; ')}.`,
    '## The bar',
    verdictTable(results),
    ...plots.map((name) => `![${altText[name] ?? name}](bench/plots/${name})`),
    '## All medians',
    sampleTable(results),
    '## What was measured',
    table(
      ['tree', '', 'files', 'bytes'],
      trees.map(({ name, title, files, bytes }) => [name, title, files.toLocaleString('en'), `${Math.round(bytes / 1e6)} MB`]),
    ),
    table(['program', 'version'], Object.entries(versions)),
    ...(Object.keys(missing).length > 0
      ? ['Not on this machine, and what brings it:', table(['program', ''], Object.entries(missing))]
      : []),
    '## Commands',
    table(
      ['work, program', 'command'],
      Object.entries(commands).map(([what, command]) => [what, `\`${command}\``]),
    ),
  ]
}

const altText: Record<string, string> = {
  'by-peer.svg': 'Wall time of a rebuild and a restore, by program',
  'by-workers.svg': 'Wall time of larder by the number of workers',
  'by-size.svg': 'Wall time by the number of files, of larder and of the pipeline',
}
