import { rules } from '../../src/snapshot/generations.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import type { Actor } from './actor.ts'
import { damageSomething } from './damage.ts'
import { checkEnd } from './end.ts'
import { planOf, type Plan } from './plan.ts'
import { Random } from './random.ts'
import { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export interface Variation {
  /** What a plan is made of; by default every kind. */
  readonly plan?: (random: Random) => Plan
  /** What the actors get instead of the store; to let it lie. */
  readonly store?: (inner: ObjectStore, clock: () => number) => ObjectStore
}

/**
 * Runs the engine of some machines against one store, in an order, at times and with mishaps that only the seed decides, and checks
 * everything that is promised on the way and at the end. Gives what happened, line by line; throws a `Violation`.
 */
export async function simulate(seed: number, { plan: planned = planOf, store }: Variation = {}): Promise<readonly string[]> {
  const random = new Random(seed)
  const plan = planned(random)
  using world = new World(100 * rules.generationMs + random.below(rules.generationMs), plan, store)
  world.say(`seed ${seed}: ${JSON.stringify({ ...plan, places: plan.places.map(({ path }) => path) })}`)
  for (let machines = plan.machines; machines > 0; machines--) world.addMachine()
  for (const machine of world.machines) for (let edits = 3; edits > 0; edits--) machine.edit(random, plan.content)
  if (plan.rubbish) world.bucket.set('acme/shop/pull/66/evil.snapshot', Buffer.from('LARDERMF\x01\0\0\0 and rubbish'), world.now)
  for (let turns = 150 + random.below(150); turns > 0; turns--) {
    happen(world, random)
    for (const waiting of world.waiting) waiting.stallsFor = Math.max(0, waiting.stallsFor - 1)
    await world.settle()
  }
  await checkEnd(world, random)
  return world.log
}

function happen(world: World, random: Random): void {
  const { plan } = world
  const running = world.running()
  const canBegin = running.length < plan.actors
  random.weighted<() => void>([
    [canBegin ? (running.length === 0 ? 30 : 8) : 0, () => begin(world, random)],
    [world.waiting.some(({ stallsFor }) => stallsFor === 0) ? 40 : 0, () => goOn(world, random)],
    [running.some(({ kind }) => kind === 'rebuild') ? 5 : 12, () => passTime(world, random)],
    [4, () => edit(world, random)],
    [plan.crashes && running.length > 0 ? 1 : 0, () => world.crash(random.pick(running), () => random.chance(0.5))],
    [plan.losses && world.waiting.length > 0 ? 1 : 0, () => world.lose(random.pick(world.waiting))],
    [plan.damages ? 1 : 0, () => damageSomething(world, random)],
  ])()
}

/** One of the requests that do not stall; any actor is as likely as any other to go on. Now and then one begins to stall instead. */
function goOn(world: World, random: Random): void {
  const free = world.waiting.filter(({ stallsFor }) => stallsFor === 0)
  const actor = random.pick([...new Set(free.map((each) => each.actor))])
  const waiting = random.pick(free.filter((each) => each.actor === actor))
  if (waiting.moment === 'before' && random.chance(0.1)) waiting.stallsFor = random.below(100)
  else world.release(waiting)
}

function begin(world: World, random: Random): Actor {
  const { plan } = world
  const idle = world.machines.filter((machine) => !machine.isBusy)
  const built = idle.filter((machine) => machine.mounts().length > 0)
  const location = random.pick(plan.places)
  return random.weighted<() => Actor>([
    [built.length > 0 ? 2 : 0, () => world.startRebuild(random.pick(built), location)],
    [idle.length > 0 ? plan.restores : 0, () => world.startRestore(random.pick(idle), location)],
    [plan.restores, () => world.startRestore(world.addMachine(), location)],
    [1, () => world.startFlush(random.pick(plan.flushPaths), random.pick([0, 1, 7, 3650]))],
  ])()
}

/**
 * The instants that matter are those about a boundary of a generation and about the longest time of a rebuild. While somebody rebuilds, most
 * steps are short, or no rebuild would ever end in time.
 */
function passTime(world: World, random: Random): void {
  const { now } = world
  const { generationMs, rebuildMs } = rules
  const about = (instant: number): number => instant + random.below(20 * minute) - 10 * minute
  const boundary = (generations: number): number => about((Math.floor(now / generationMs) + generations) * generationMs)
  const rebuilds = world.running().filter(({ kind }) => kind === 'rebuild')
  const isNear = boundary(1) - now < rebuildMs
  const far = rebuilds.length === 0 ? 2 : 0.5
  const instant = random.weighted<number>([
    [2, now + random.below(2 * minute)],
    [2, now + random.below(8 * hour)],
    [rebuilds.length > 0 ? 3 : 0, about((rebuilds.length > 0 ? random.pick(rebuilds).startedAt : now) + rebuildMs)],
    [isNear ? 6 : far * 6, boundary(1)],
    [far, boundary(2)],
    [far / 2, boundary(3)],
    [far / 4, now + random.below(14 * day)],
  ])
  world.now = Math.max(now, instant)
}

/** Nobody edits what is being restored; what is being read may be edited. */
function edit(world: World, random: Random): void {
  const machine = random.pick(world.machines)
  const readers = world.running().filter((actor) => actor.machine === machine)
  if (readers.some(({ kind }) => kind === 'restore' || !world.plan.meddling)) return
  for (const actor of readers) actor.wasDisturbed = true
  world.say(`${machine.name}: somebody ${machine.edit(random, world.plan.content)}`)
}
