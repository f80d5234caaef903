import type { Contender, Job } from '../contenders/contender.ts'
import { outcomeOf } from '../contenders/larder.ts'
import { measure, shown, type Command, type Measured } from '../rig/command.ts'
import type { Sample, Work } from '../samples.ts'

export type Mark = Pick<Sample, 'work' | 'round'> & Partial<Sample>

/** Memory that the programs themselves take. */
const spare = 500_000_000

/** Times a rebuild at a place that was never used. */
export async function takeRebuild(contender: Contender, job: Job, mark: Mark): Promise<void> {
  await contender.prepare?.(job)
  const command = contender.rebuild(job)
  noteCommand(job, mark.work, contender.name, command)
  await job.stage.warmTree(job.tree)
  await job.stage.warmMemory(job.tree.bytes / 2 + spare)
  const measured = await measure(command)
  if (contender.name === 'larder') outcomeOf(measured)
  const storedBytes = contender.storedBytes?.(job) ?? (await job.stage.bucket.sizeOf(`${job.place}/`))
  record(job, contender.name, measured, { ...mark, storedBytes })
}

/** Times a restore into an empty directory. */
export async function takeRestore(contender: Contender, job: Job, mark: Mark): Promise<void> {
  const directory = job.stage.freshDirectory()
  const command = contender.restore({ ...job, directory })
  noteCommand(job, mark.work, contender.name, command)
  await job.stage.warmMemory(job.tree.bytes * 1.2 + spare)
  const measured = await measure(command)
  if (contender.name === 'larder') outcomeOf(measured)
  record(job, contender.name, measured, mark)
  job.stage.release(directory)
}

export function record({ stage, tree }: Job, program: string, { seconds, cpuSeconds, peakBytes }: Measured, mark: Mark): void {
  const costs = { ...(cpuSeconds === undefined ? {} : { cpuSeconds }), ...(peakBytes === undefined ? {} : { peakBytes }) }
  stage.record({ tree: tree.name, program, seconds, ...costs, ...mark })
}

/** As a reader would type it: names instead of this machine's places. */
export function noteCommand({ stage, endpoint, place }: Job, work: Work, program: string, command: Command): void {
  stage.commands[`${work}, ${program}`] = shown(command)
    .replaceAll(`${process.execPath} ${stage.larder}`, 'larder')
    .replaceAll(process.execPath, 'node')
    .replaceAll(endpoint, 'http://127.0.0.1:9000')
    .replaceAll(place, 'place')
    .replaceAll(/(?:\/[^\s/]+)+\/bin\/(?=\S)/g, '')
    .replaceAll(/(?:\/[^\s/]+)+\/node_modules\//g, '')
}
