import { hasCode, messageOf } from '../../src/errors.ts'
import { differences } from '../support/list-tree.ts'
import type { Actor } from './actor.ts'
import type { Trees } from './machine.ts'
import type { Observer } from './observer.ts'
import { manifestsOf } from './places.ts'

/** What an actor that has ended or crashed should not have done; undefined if all is well. */
export function findWrong(actor: Actor, observer: Observer): string | undefined {
  switch (actor.kind) {
    case 'restore':
      return findWrongRestore(actor, observer)
    case 'rebuild':
      return findWrongRebuild(actor)
    case 'flush':
      return actor.state === 'crashed' || actor.outcome !== undefined ? undefined : findWrongFailure(actor)
  }
}

function findWrongRestore(actor: Actor, observer: Observer): string | undefined {
  const after = actor.machine!.list()
  if (actor.state === 'crashed') return findChanged(actor, after)
  const left = actor.machine!.stagings().filter((name) => !actor.leftBefore.includes(name))
  if (left.length > 0) return `${actor.name} left ${left.join(', ')}`
  if (actor.outcome?.command !== 'restore') return findWrongFailure(actor)
  if (actor.outcome.status === 'miss') return findChanged(actor, after) ?? findNeedlessMiss(actor, observer)
  const published = observer.published.get(actor.restored ?? '')
  if (published === undefined) return `${actor.name} restored what nobody published`
  if (published.isStalled) return `${actor.name} restored a manifest that was published too late`
  actor.machine!.rememberTimes(after)
  return findUnlike(actor, published.trees, after)
}

/** A miss needs a reason: nothing there, something that was damaged, replaced or removed meanwhile, or a request that was lost. */
function findNeedlessMiss(actor: Actor, observer: Observer): string | undefined {
  if (actor.wasHindered || actor.wasDisturbed) return undefined
  const live = observer.live()
  const found = manifestsOf(actor.location!).find((key) => live.has(key) && !observer.isDamaged(live.get(key)!))
  return found && `${actor.name} missed ${found}`
}

function findChanged({ name, before }: Actor, after: Trees): string | undefined {
  if ([...before.keys()].join() !== [...after.keys()].join()) return `${name} failed and left ${[...after.keys()].join(', ')}`
  for (const [mount, tree] of before) {
    const changed = differences(tree, after.get(mount)!)
    if (changed.length > 0) return `${name} failed and changed ${mount}: ${changed.join('; ')}`
  }
  return undefined
}

/** What the manifest tells must be there; what was there besides may stay. */
function findUnlike({ name, before }: Actor, expected: Trees, after: Trees): string | undefined {
  for (const [mount, tree] of expected) {
    const extra = new Set((before.get(mount) ?? []).map(({ path }) => `${path}: not expected`))
    const unlike = differences(tree, after.get(mount) ?? []).filter((difference) => !extra.has(difference))
    if (unlike.length > 0) return `${name} restored ${mount} wrongly: ${unlike.join('; ')}`
  }
  return undefined
}

function findWrongRebuild(actor: Actor): string | undefined {
  if (actor.state === 'crashed') return undefined
  if (actor.outcome === undefined) return findWrongFailure(actor)
  return actor.lastPublished?.isStalled === false ? undefined : `${actor.name} published what nobody may use`
}

function findWrongFailure({ name, error, wasHindered, wasDisturbed }: Actor): string | undefined {
  if (wasHindered || (wasDisturbed && hasCode(error, 'FILE_CHANGED', 'UNREADABLE'))) return undefined
  return `${name} failed for no reason: ${messageOf(error)}`
}
