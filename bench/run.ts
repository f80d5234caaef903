/** `npm run bench`: times larder and the peers that this machine has, on real trees and a real S3 server, and judges the bar. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { findContenders } from './contenders/contenders.ts'
import type { Contender } from './contenders/contender.ts'
import { readOptions, usage, type Options } from './options.ts'
import { renderReport } from './report/render.ts'
import { verdictTable } from './report/tables.ts'
import { describeMachine } from './rig/machine.ts'
import { openStage, type Stage } from './rig/stage.ts'
import type { Results } from './samples.ts'
import { studies, type StudyName } from './studies/studies.ts'
import type { RunningStudy, Study } from './studies/study.ts'
import { treeNamed, type Tree } from './trees.ts'

const options = readOptions(process.argv.slice(2))
if (options === undefined) process.stdout.write(usage)
else await bench(options)

async function bench(chosen: Options): Promise<void> {
  const deadline = performance.now() + chosen.minutes * 60_000
  await using stage = await openStage(chosen.server, chosen.scratch)
  const { found, missing } = await findContenders(stage)
  const absent: Record<string, string> = Object.fromEntries(missing.map(({ name, install }) => [name, install]))
  const trees = new Map<string, Tree>()
  const runs = await openStudies(chosen, stage, found, trees, absent)
  try {
    await takeRounds(runs, chosen.pairs, deadline)
  } finally {
    for (const { running } of runs) await running.close?.()
    for (const contender of found) contender.close?.()
  }
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: await describeMachine(stage.scratch),
    versions: { ...Object.fromEntries(found.map(({ name, version }) => [name, version])), server: chosen.server },
    missing: absent,
    commands: stage.commands,
    trees: [...trees.values()].map(({ name, title, files, bytes }) => ({ name, title, files, bytes })),
    samples: stage.samples,
  }
  process.stdout.write(`\n${verdictTable(results)}\n`)
  if (chosen.publish) publish(results)
}

interface Run {
  readonly name: string
  readonly study: Study
  readonly running: RunningStudy
  /** Milliseconds of its last round. */
  lastTook: number
}

async function openStudies(
  { rows, trees: wanted }: Options,
  stage: Stage,
  contenders: readonly Contender[],
  trees: Map<string, Tree>,
  absent: Record<string, string>,
): Promise<Run[]> {
  const runs: Run[] = []
  for (const row of rows) {
    const study: Study = studies[row satisfies StudyName]
    const names = study.trees.filter((name) => wanted.includes(name))
    if (study.trees.length === 0) {
      const tree = { name: 'none', title: '', parent: stage.scratch, mount: '', files: 0, bytes: 0 }
      runs.push({ name: row, study, running: await study.open({ stage, tree, contenders }), lastTook: 0 })
    }
    for (const name of names) {
      const tree = trees.get(name) ?? (await treeNamed(name))
      if (typeof tree === 'string') {
        absent[`tree ${name}`] = tree
        continue
      }
      trees.set(name, tree)
      runs.push({ name: `${row} of ${name}`, study, running: await study.open({ stage, tree, contenders }), lastTook: 0 })
    }
  }
  return runs
}

/** Round by round through all studies, so that a run that is cut short has the same number of rounds of each. */
async function takeRounds(runs: readonly Run[], pairs: number, deadline: number): Promise<void> {
  for (let round = 1; round <= pairs; round++) {
    for (const run of runs) {
      if (round > (run.study.mostRounds ?? pairs)) continue
      const begun = performance.now()
      if (begun + run.lastTook > deadline) {
        process.stderr.write(`${run.name}: no time left for round ${round}\n`)
        continue
      }
      await run.running.round(round)
      run.lastTook = performance.now() - begun
    }
  }
}

/** Keeps the results and renders BENCHMARKS.md and its plots from them. */
function publish(results: Results): void {
  writeFileSync(path.join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 1)}\n`)
  renderReport(results)
}
