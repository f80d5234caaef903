import {
  generationAt,
  isStalled,
  mayNameDeletable,
  mustStartAgain,
  nameableGenerations,
  newestDeletableGeneration,
  type Rules,
} from '../../src/snapshot/generations.ts'

/**
 * The protocol of FORMAT.md for one segment of one content, small enough to try everything that can happen: any number of ticks may pass
 * between any two steps, every process may stop for ever at every step, and anybody may remove a manifest at any time (that is what the
 * expiry of a flush can do at worst). All decisions are those of `generations.ts`.
 */
export interface World {
  readonly rules: Rules
  /** The path and key that each rebuild writes to. */
  readonly rebuilds: readonly number[]
  readonly flushes: number
  readonly restores: number
  /** When the search ends, in ticks. */
  readonly ticks: number
}

/** `violation` is the steps that led to a live manifest without its segment, if any do. */
export interface Verdict {
  readonly states: number
  readonly violation: readonly string[] | undefined
}

interface Rebuild {
  readonly step: 'idle' | 'started' | 'stored' | 'publishing' | 'done'
  readonly startedAt: number
  /** The generation that it will name. */
  readonly named: number
}

interface Manifest {
  readonly named: number
  readonly lastModified: number
}

interface Flush {
  readonly step: 'idle' | 'looking' | 'reading' | 'deleting'
  readonly startedAt: number
  /** The manifest that it looks at or reads. */
  readonly place: number
  /** The generations that manifests were seen to name; once it deletes, those it deletes from. */
  readonly generations: number
}

interface Restore {
  readonly place: number
  readonly manifest: Manifest
}

interface State {
  readonly now: number
  /** A bit for each generation in which the segment exists. */
  readonly stored: number
  readonly manifests: readonly (Manifest | undefined)[]
  readonly rebuilds: readonly Rebuild[]
  readonly flushes: readonly Flush[]
  readonly restores: readonly (Restore | undefined)[]
}

type Step = readonly [name: string, next: State]

interface Reached {
  readonly state: State
  readonly step?: string
  readonly before?: Reached
}

/** Tries every order of every step, nearest first, until one breaks the promise or all have been tried. */
export function explore(world: World): Verdict {
  const seen = new Set<string>()
  let frontier: Reached[] = [0, 1].map((stored) => ({ state: initial(world, stored) }))
  while (frontier.length > 0) {
    const next: Reached[] = []
    for (const before of frontier) {
      for (const [step, state] of steps(world, before.state)) {
        const key = keyOf(world, state)
        if (seen.has(key)) continue
        seen.add(key)
        const reached = { state, step, before }
        if (isBroken(state)) return { states: seen.size, violation: pathTo(reached) }
        next.push(reached)
      }
    }
    frontier = next
  }
  return { states: seen.size, violation: undefined }
}

/** A live manifest names a segment that is gone, so that a restore of it fails. */
function isBroken({ stored, manifests, restores }: State): boolean {
  const isGone = (manifest: Manifest) => (stored & bit(manifest.named)) === 0
  const isCurrent = ({ place, manifest }: Restore) =>
    manifests[place]?.lastModified === manifest.lastModified && manifests[place].named === manifest.named
  return (
    manifests.some((manifest) => manifest !== undefined && isGone(manifest)) ||
    restores.some((restore) => restore !== undefined && isCurrent(restore) && isGone(restore.manifest))
  )
}

function initial({ rebuilds, flushes, restores }: World, stored: number): State {
  return {
    now: 0,
    stored,
    manifests: Array.from({ length: Math.max(...rebuilds) + 1 }, () => undefined),
    rebuilds: rebuilds.map(() => ({ step: 'idle', startedAt: 0, named: 0 })),
    flushes: Array.from({ length: flushes }, () => ({ step: 'idle', startedAt: 0, place: 0, generations: 0 })),
    restores: Array.from({ length: restores }, () => undefined),
  }
}

function* steps(world: World, state: State): Generator<Step> {
  if (state.now < world.ticks) yield [`tick ${state.now + 1}`, { ...state, now: state.now + 1 }]
  for (const [place, manifest] of state.manifests.entries()) {
    if (manifest !== undefined) yield [`remove manifest ${place}`, { ...state, manifests: state.manifests.with(place, undefined) }]
  }
  for (const [who, rebuild] of state.rebuilds.entries()) yield* rebuildSteps(world, state, who, rebuild)
  for (const [who, flush] of state.flushes.entries()) yield* flushSteps(world, state, who, flush)
  for (const [who, restore] of state.restores.entries()) yield* restoreSteps(state, who, restore)
}

function* rebuildSteps({ rules, rebuilds }: World, state: State, who: number, rebuild: Rebuild): Generator<Step> {
  const { now, stored } = state
  const become = (change: Partial<Rebuild>, others: Partial<State> = {}): State => ({
    ...state,
    ...others,
    rebuilds: state.rebuilds.with(who, { ...rebuild, ...change }),
  })
  const generation = generationAt(rebuild.startedAt, rules)
  switch (rebuild.step) {
    case 'idle':
      yield [`rebuild ${who} starts`, become({ step: 'started', startedAt: now })]
      return
    case 'started': {
      const present = nameableGenerations(generation, rules).find((candidate) => (stored & bit(candidate)) !== 0)
      if (present !== undefined) yield [`rebuild ${who} finds the segment`, become({ step: 'stored', named: present })]
      else yield [`rebuild ${who} puts the segment`, become({ step: 'stored', named: generation }, { stored: stored | bit(generation) })]
      return
    }
    case 'stored':
      if (mustStartAgain(rebuild.startedAt, now, rules))
        yield [`rebuild ${who} starts again`, become({ step: 'started', startedAt: now, named: 0 })]
      else yield [`rebuild ${who} sends its manifest`, become({ step: 'publishing' })]
      return
    case 'publishing': {
      // A manifest that readers and flushes must ignore is as good as none.
      const manifest = isStalled(rebuild.startedAt, now, rules) ? undefined : { named: rebuild.named, lastModified: now }
      const done = { step: 'done', startedAt: 0, named: 0 } as const
      yield [`manifest of rebuild ${who} arrives`, become(done, { manifests: state.manifests.with(rebuilds[who]!, manifest) })]
      return
    }
    case 'done':
  }
}

function* flushSteps({ rules }: World, state: State, who: number, flush: Flush): Generator<Step> {
  const { now, stored, manifests } = state
  const become = (change: Partial<Flush>): State => ({ ...state, flushes: state.flushes.with(who, { ...flush, ...change }) })
  const manifest = manifests[flush.place]
  const goOn = (seen: number): Partial<Flush> => {
    if (flush.place + 1 < manifests.length) return { step: 'looking', place: flush.place + 1, generations: seen }
    return {
      step: 'deleting',
      startedAt: 0,
      place: 0,
      generations: generationsUpTo(newestDeletableGeneration(flush.startedAt, rules)) & ~seen,
    }
  }
  switch (flush.step) {
    case 'idle':
      yield [`flush ${who} starts`, become({ step: 'looking', startedAt: now })]
      return
    case 'looking': {
      const isNeeded = manifest !== undefined && mayNameDeletable(manifest.lastModified, flush.startedAt, rules)
      yield [`flush ${who} lists manifest ${flush.place}`, become(isNeeded ? { step: 'reading' } : goOn(flush.generations))]
      return
    }
    case 'reading':
      yield [
        `flush ${who} reads manifest ${flush.place}`,
        become(goOn(flush.generations | (manifest === undefined ? 0 : bit(manifest.named)))),
      ]
      return
    case 'deleting':
      for (let generation = 0; bit(generation) <= stored; generation++) {
        if ((stored & flush.generations & bit(generation)) !== 0) {
          yield [`flush ${who} deletes the segment of generation ${generation}`, { ...state, stored: stored & ~bit(generation) }]
        }
      }
  }
}

function* restoreSteps(state: State, who: number, restore: Restore | undefined): Generator<Step> {
  if (restore !== undefined) yield [`restore ${who} ends`, { ...state, restores: state.restores.with(who, undefined) }]
  else {
    for (const [place, manifest] of state.manifests.entries()) {
      if (manifest !== undefined)
        yield [`restore ${who} reads manifest ${place}`, { ...state, restores: state.restores.with(who, { place, manifest }) }]
    }
  }
}

function bit(generation: number): number {
  return 1 << generation
}

function generationsUpTo(newest: number): number {
  return newest < 0 ? 0 : bit(newest + 1) - 1
}

const stepNumbers = ['idle', 'started', 'stored', 'publishing', 'done', 'looking', 'reading', 'deleting']

/** Processes that do the same are told apart by nothing, so states that differ in who is who are one. */
function keyOf({ rebuilds: places }: World, { now, stored, manifests, rebuilds, flushes, restores }: State): string {
  const manifestCode = (manifest: Manifest | undefined) => (manifest === undefined ? 0 : packed(1, manifest.named, manifest.lastModified))
  return String.fromCharCode(
    packed(now, stored),
    ...manifests.map(manifestCode),
    ...rebuilds.map(({ step, startedAt, named }, who) => packed(stepNumbers.indexOf(step), startedAt, named, places[who]!)).sort(ascending),
    ...flushes
      .map(({ step, startedAt, place, generations }) => packed(stepNumbers.indexOf(step) * 2 + place, startedAt, generations))
      .sort(ascending),
    ...restores.map((restore) => (restore === undefined ? 0 : manifestCode(restore.manifest) * 2 + restore.place)).sort(ascending),
  )
}

/** Numbers below 16 (the last one below 256) as one of 16 bits. */
function packed(...numbers: readonly number[]): number {
  return numbers.reduceRight((code, number) => code * 16 + number, 0)
}

function ascending(one: number, other: number): number {
  return one - other
}

function pathTo(last: Reached): string[] {
  const path: string[] = []
  for (let at: Reached | undefined = last; at?.step !== undefined; at = at.before) path.unshift(at.step)
  return path
}
