import type { Location } from '../../src/inputs/config.ts'
import { objectName } from '../../src/inputs/objects.ts'
import { newestDeletableGeneration, rules } from '../../src/snapshot/generations.ts'
import { parseSegmentKey } from '../../src/snapshot/names.ts'
import type { Actor } from './actor.ts'
import type { Published } from './observer.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Lets everybody finish, then sees that every cache restores, that what is damaged is repaired, and that no garbage is left. */
export async function checkEnd(world: World, random: Random): Promise<void> {
  await finish(world, random)
  for (const location of world.plan.places) await alone(world, random, world.startRestore(world.addMachine(), location))
  await checkRepair(world, random)
  if (random.chance(0.7)) world.now += random.below(5 * rules.generationMs)
  await checkGarbage(world, random)
  for (const location of world.plan.places) await alone(world, random, world.startRestore(world.addMachine(), location))
}

async function finish(world: World, random: Random): Promise<void> {
  while (world.waiting.length > 0) {
    world.release(random.pick(world.waiting))
    await world.settle()
  }
}

async function alone(world: World, random: Random, actor: Actor): Promise<Actor> {
  await world.settle()
  await finish(world, random)
  return actor
}

/** A first flush may remove caches, whose segments go with the second; a third finds nothing to do. */
async function checkGarbage(world: World, random: Random): Promise<void> {
  const maxAgeDays = random.pick([7, 30, 3650])
  for (let flushes = 0; flushes < 2; flushes++) await alone(world, random, world.startFlush('', maxAgeDays))
  const needed = new Set([...world.observer.live().values()].flatMap(({ segments }) => segments))
  const newest = newestDeletableGeneration(world.now)
  for (const key of world.bucket.objects.keys()) {
    const segment = parseSegmentKey(key)
    if (segment !== undefined && segment.generation <= newest && !needed.has(key)) throw world.violation(`${key} is garbage and stayed`)
  }
  const { removed } = await alone(world, random, world.startFlush('', maxAgeDays))
  if (removed.length > 0) throw world.violation(`A flush after a flush removed ${removed.join(', ')}`)
}

/** A job that misses a damaged cache builds and stores it again, and then it restores. Each job may find one more damaged segment. */
async function checkRepair(world: World, random: Random): Promise<void> {
  for (const location of world.plan.places) {
    const published = world.observer.live().get(objectName(location.path, location.object))
    if (published === undefined || !world.observer.isDamaged(published)) continue
    world.say(`${location.path} is to be repaired`)
    for (
      let jobs = world.observer.damaged.size;
      !(await isRestored(world, random, { ...location, fallbackPaths: [] }, published));
      jobs--
    ) {
      if (jobs === 0) throw world.violation(`${location.path} is still damaged`)
    }
  }
}

/** One job of a pipeline: restore; where that misses, build and rebuild. */
async function isRestored(world: World, random: Random, location: Location, { trees }: Published): Promise<boolean> {
  const machine = world.addMachine()
  const { outcome } = await alone(world, random, world.startRestore(machine, location))
  if (outcome?.command === 'restore' && outcome.status === 'hit') return true
  machine.make(trees, (hash) => world.contents.get(hash)!)
  await alone(world, random, world.startRebuild(machine, location))
  return false
}
