import path from 'node:path'
import type { Contender, Job } from '../contenders/contender.ts'
import { larderCommand, outcomeOf } from '../contenders/larder.ts'
import { measure, type Measured } from '../rig/command.ts'
import { openLink, type Link } from '../rig/link.ts'
import type { Work } from '../samples.ts'
import { touchEverything, upgradeOnePackage } from './change-tree.ts'
import type { Ground, RunningStudy } from './study.ts'
import { noteCommand, record } from './take.ts'

/** What a job does most of the time: a cache is there and little or nothing has changed. */
export async function again({ stage, tree, contenders }: Ground): Promise<RunningStudy> {
  const job = { stage, tree, place: stage.freshPlace(), endpoint: stage.server.endpoint }
  outcomeOf(await measure(larderCommand('rebuild', job, tree.parent)))
  const counting = await openLink({ port: Number(new URL(stage.server.endpoint).port), roundTrip: 0 })
  const restic = contenders.find(({ name }) => name === 'restic')
  const rival = restic && (await backedUp(restic, { ...job, place: stage.freshPlace() }))
  return {
    async round(round) {
      const directory = stage.freshDirectory()
      const mount = path.join(directory, tree.mount)
      const redo = (mode: 'rebuild' | 'restore', work: Work) => timed(mode, work, job, directory, round)
      outcomeOf(await measure(larderCommand('restore', job, directory)))
      await redo('restore', 'restore, already in place')
      await redo('rebuild', 'rebuild, nothing changed')
      await rival?.(round)
      await countRequests(counting, job, directory, round)
      touchEverything(mount)
      await redo('rebuild', 'rebuild, fresh mtimes')
      const changedBytes = await upgradeOnePackage(mount, stage.env)
      await timed('rebuild', 'rebuild, one package upgraded', job, directory, round, changedBytes)
      // The next round starts from what the others have cached.
      outcomeOf(await measure(larderCommand('rebuild', job, tree.parent)))
      stage.release(directory)
    },
    close: () => counting.close(),
  }
}

async function timed(
  mode: 'rebuild' | 'restore',
  work: Work,
  job: Job,
  directory: string,
  round: number,
  changedBytes?: number,
): Promise<void> {
  const command = larderCommand(mode, job, directory)
  noteCommand(job, work, 'larder', command)
  await job.stage.warmMemory(job.tree.bytes / 2)
  const measured = await measure(command)
  record(job, 'larder', measured, { work, round, ...factsOf(measured), ...(changedBytes === undefined ? {} : { changedBytes }) })
}

function factsOf(measured: Measured): { storedBytes: number; segmentsSent?: number } {
  const { transferred, segments } = outcomeOf(measured)
  return { storedBytes: transferred, ...(segments && { segmentsSent: segments.sent }) }
}

/** The requests of a rebuild of what has not changed, as a proxy sees them; the time is not that of a sample. */
async function countRequests(link: Link, job: Job, directory: string, round: number): Promise<void> {
  await link.counts()
  const measured = await measure(larderCommand('rebuild', { ...job, endpoint: link.endpoint }, directory))
  const work = 'rebuild, nothing changed'
  record(job, 'larder', measured, { work, round, variant: 'counted', ...factsOf(measured), ...(await link.counts()) })
}

/** Backs up once, unmeasured; what it gives backs up again. */
async function backedUp(restic: Contender, job: Job): Promise<(round: number) => Promise<void>> {
  const command = restic.rebuild(job)
  await restic.prepare?.(job)
  await measure(command)
  return async (round) => {
    noteCommand(job, 'rebuild, nothing changed', 'restic', command)
    record(job, 'restic', await measure(command), { work: 'rebuild, nothing changed', round })
  }
}
