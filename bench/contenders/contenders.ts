import type { Stage } from '../rig/stage.ts'
import { actionsCache } from './actions-cache.ts'
import type { Contender, Missing } from './contender.ts'
import { droneCache, droneS3Cache } from './drone-plugins.ts'
import { larder } from './larder.ts'
import { withRclone, withS5cmd } from './pipelines.ts'
import { restic } from './restic.ts'

export interface Contenders {
  /** larder first, then who is nearest. */
  readonly found: readonly Contender[]
  readonly missing: readonly Missing[]
}

export async function findContenders(stage: Stage): Promise<Contenders> {
  const all = [larder(), withS5cmd(), await actionsCache(stage), withRclone(), restic(), droneCache(), droneS3Cache()]
  return {
    found: all.filter((each): each is Contender => 'rebuild' in each),
    missing: all.filter((each): each is Missing => !('rebuild' in each)),
  }
}
