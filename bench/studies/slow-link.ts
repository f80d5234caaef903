import { openLink } from '../rig/link.ts'
import { inTurn, type Ground, type RunningStudy } from './study.ts'
import { takeRebuild, takeRestore } from './take.ts'

/** 20 ms there and back, and 40 MB/s a connection: a runner and a bucket in one region. */
const link = { roundTrip: 20, rate: 40e6 }

export async function slowLink({ stage, tree, contenders }: Ground): Promise<RunningStudy> {
  const slow = await openLink({ ...link, port: Number(new URL(stage.server.endpoint).port) })
  return {
    async round(round) {
      const jobs = inTurn(contenders, round).map((contender) => ({
        contender,
        job: { stage, tree, place: stage.freshPlace(), endpoint: slow.endpoint },
      }))
      for (const { contender, job } of jobs) await takeRebuild(contender, job, { work: 'rebuild over a slow link', round })
      for (const { contender, job } of jobs) await takeRestore(contender, job, { work: 'restore over a slow link', round })
      for (const { job } of jobs) await stage.bucket.empty(`${job.place}/`)
    },
    close: () => slow.close(),
  }
}
