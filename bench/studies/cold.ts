import { inTurn, type Ground, type RunningStudy } from './study.ts'
import { takeRebuild, takeRestore } from './take.ts'

/** A first rebuild, and a restore into an empty directory. */
export async function cold({ stage, tree, contenders }: Ground): Promise<RunningStudy> {
  return {
    async round(round) {
      const jobs = inTurn(contenders, round).map((contender) => ({
        contender,
        job: { stage, tree, place: stage.freshPlace(), endpoint: stage.server.endpoint },
      }))
      for (const { contender, job } of jobs) await takeRebuild(contender, job, { work: 'cold rebuild', round })
      for (const { contender, job } of jobs) await takeRestore(contender, job, { work: 'cold restore', round })
      for (const { job } of jobs) await stage.bucket.empty(`${job.place}/`)
    },
  }
}
