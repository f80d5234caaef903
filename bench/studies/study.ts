import type { Contender } from '../contenders/contender.ts'
import type { Stage } from '../rig/stage.ts'
import type { Tree, TreeName } from '../trees.ts'

/** Work that is timed again and again, each time by everybody who is compared. */
export interface Study {
  /** Empty for a study without a tree. */
  readonly trees: readonly TreeName[]
  /** At most so many rounds, where one takes long and says enough. */
  readonly mostRounds?: number
  readonly open: (ground: Ground) => Promise<RunningStudy>
}

export interface Ground {
  readonly stage: Stage
  readonly tree: Tree
  readonly contenders: readonly Contender[]
}

export interface RunningStudy {
  /** Takes one sample of everything. Rounds are numbered from 1. */
  round(round: number): Promise<void>
  close?(): Promise<void>
}

/** Every other round in the opposite order, so that a machine that becomes slower or faster favours nobody. */
export function inTurn<T>(items: readonly T[], round: number): readonly T[] {
  return round % 2 === 1 ? items : items.toReversed()
}
