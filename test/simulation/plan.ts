import type { Location } from '../../src/inputs/config.ts'
import type { Content } from './machine.ts'
import { flushPaths, places } from './places.ts'
import type { Random } from './random.ts'

/** What there is in a run and how often what happens. */
export interface Plan {
  readonly places: readonly Location[]
  readonly flushPaths: readonly string[]
  readonly content: Content
  readonly machines: number
  /** At most at a time. */
  readonly actors: number
  /** Requests in flight for each actor, and objects on a page of a list. */
  readonly concurrency: number
  readonly pageSize: number
  /** How often somebody restores, compared with a flush. */
  readonly restores: number
  /** Files are changed while they are being read. */
  readonly meddling: boolean
  readonly crashes: boolean
  readonly losses: boolean
  readonly damages: boolean
  /** A stranger puts rubbish into the scope of a pull request. */
  readonly rubbish: boolean
}

/** Every other plan is narrow: where little can happen, what happens at the same time concerns the same segments. */
export function planOf(random: Random): Plan {
  return random.chance(0.5) ? narrowPlan(random) : widePlan(random)
}

/** One place with one file that has one of two contents, and nothing goes wrong. */
export function narrowPlan(random: Random): Plan {
  return {
    ...widePlan(random),
    places: [random.pick(places)],
    flushPaths: [''],
    content: 'little',
    machines: random.pick([1, 2]),
    actors: random.pick([2, 3]),
    restores: 0.2,
    meddling: false,
    crashes: false,
    losses: false,
    damages: false,
  }
}

function widePlan(random: Random): Plan {
  return {
    places,
    flushPaths,
    content: random.chance(0.05) ? 'large' : 'usual',
    machines: random.pick([1, 2, 3]),
    actors: random.pick([1, 2, 3, 4]),
    concurrency: random.pick([1, 2, 4]),
    pageSize: random.pick([2, 5, 1000]),
    restores: 0.5,
    meddling: random.chance(0.7),
    crashes: random.chance(0.5),
    losses: random.chance(0.4),
    damages: random.chance(0.4),
    rubbish: random.chance(0.2),
  }
}
