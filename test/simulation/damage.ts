import type { MemoryBucket } from '../support/memory-store.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Removes, cuts off or changes a bit of a segment, as a failing disk does. */
export function damageSomething(world: World, random: Random): void {
  const segments = [...world.bucket.objects.keys()].filter((key) => key.includes('/.segments/'))
  if (segments.length === 0) return
  const key = random.pick(segments)
  world.say(`${key} ${damage(world.bucket, key, random)}`)
  world.observer.damaged.add(key)
  for (const actor of world.actors) actor.wasDisturbed = true
}

function damage(bucket: MemoryBucket, key: string, random: Random): string {
  const { body, ...facts } = bucket.objects.get(key)!
  const replace = (changed: Uint8Array<ArrayBuffer>): unknown => bucket.objects.set(key, { ...facts, body: changed })
  return random.weighted<() => string>([
    [1, () => (bucket.objects.delete(key), 'is lost')],
    [1, () => (replace(body.slice(0, random.below(body.length))), 'is cut off')],
    [2, () => (replace(withFlippedBit(body, random)), 'rots')],
  ])()
}

function withFlippedBit(body: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const changed = body.slice()
  changed[random.below(body.length)]! ^= 1 << random.below(8)
  return changed
}
