import { larder } from '../contenders/larder.ts'
import { inTurn, type Ground, type RunningStudy } from './study.ts'
import { takeRebuild, takeRestore } from './take.ts'

/** `format: tar.zst`, for those who share caches with other tools. */
export async function archive({ stage, tree, contenders }: Ground): Promise<RunningStudy> {
  const rivals = [larder(['--format', 'tar.zst']), ...contenders.filter(({ name }) => name !== 'larder')]
  return {
    async round(round) {
      const jobs = inTurn(rivals, round).map((contender) => ({
        contender,
        job: { stage, tree, place: stage.freshPlace(), endpoint: stage.server.endpoint },
      }))
      for (const { contender, job } of jobs) await takeRebuild(contender, job, { work: 'archive rebuild', round })
      for (const { contender, job } of jobs) await takeRestore(contender, job, { work: 'archive restore', round })
      for (const { job } of jobs) await stage.bucket.empty(`${job.place}/`)
    },
  }
}
