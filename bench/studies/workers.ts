import { larder } from '../contenders/larder.ts'
import { inTurn, type Ground, type RunningStudy } from './study.ts'
import { takeRebuild, takeRestore } from './take.ts'

/** larder with one to four threads. */
export async function workers({ stage, tree }: Ground): Promise<RunningStudy> {
  return {
    async round(round) {
      for (const count of inTurn([1, 2, 3, 4], round)) {
        const variant = String(count)
        const contender = larder(['--workers', variant])
        const job = { stage, tree, place: stage.freshPlace(), endpoint: stage.server.endpoint }
        await takeRebuild(contender, job, { work: 'cold rebuild', round, variant })
        await takeRestore(contender, job, { work: 'cold restore', round, variant })
        await stage.bucket.empty(`${job.place}/`)
      }
    },
  }
}
