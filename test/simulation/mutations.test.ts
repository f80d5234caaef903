import { afterEach, describe, expect, test } from 'vitest'
import { rules, type Rules } from '../../src/snapshot/generations.ts'
import type { ObjectStore, StoredObject } from '../../src/storage/object-store.ts'
import { narrowPlan } from './plan.ts'
import { simulate, type Variation } from './simulate.ts'
import { Violation } from './world.ts'

const day = 86_400_000
const real = { ...rules }

// It takes some hundred seeds, more or fewer. Each search begins shortly before a seed that was known to do when this was written.
const mostSeeds = 2000

afterEach(() => {
  Object.assign(rules, real)
})

describe('the simulation sees that a cache is lost', () => {
  const mutations: { mutation: string; mutant: Partial<Rules>; from: number }[] = [
    { mutation: 'a flush deletes from two generations back', mutant: { margin: 2 }, from: 40 },
    { mutation: 'a rebuild names segments from two generations back', mutant: { reach: 2 }, from: 165 },
    { mutation: 'a rebuild has no deadline', mutant: { rebuildMs: 10_000 * day }, from: 1 },
    { mutation: 'a rebuild may take longer than a generation', mutant: { rebuildMs: 4 * day }, from: 25 },
  ]
  test.each(mutations)('when $mutation', { timeout: 300_000 }, async ({ mutant, from }) => {
    Object.assign(rules, mutant)
    expect(await firstViolation(from, { plan: narrowPlan })).toMatch(/needs$|is not there$/)
  })

  const lies: { lie: string; store: NonNullable<Variation['store']>; breaks: RegExp }[] = [
    { lie: 'a list leaves out manifests of the last ten days', store: forgetful, breaks: /^flush \d+ removed .* needs$/ },
    { lie: 'a put is acknowledged and forgotten', store: careless, breaks: /was published, but .* is not there$/ },
  ]
  test.each(lies)('when $lie', { timeout: 300_000 }, async ({ store, breaks }) => {
    expect(await firstViolation(1, { store })).toMatch(breaks)
  })
})

async function firstViolation(from: number, variation: Variation): Promise<string | undefined> {
  for (let seed = from; seed < from + mostSeeds; seed++) {
    try {
      await simulate(seed, variation)
    } catch (error) {
      if (!(error instanceof Violation)) throw error
      return error.message.split('\n')[0]
    }
  }
  return undefined
}

function forgetful(inner: ObjectStore, clock: () => number): ObjectStore {
  return changed(inner, {
    list: async function* (prefix): AsyncIterable<StoredObject> {
      for await (const object of inner.list(prefix)) {
        if (!object.key.endsWith('.snapshot') || clock() - object.lastModified.getTime() > 10 * day) yield object
      }
    },
  })
}

function careless(inner: ObjectStore): ObjectStore {
  return changed(inner, { put: (key, body) => (/[0-3]$/.test(key) ? Promise.resolve() : inner.put(key, body)) })
}

function changed(inner: ObjectStore, change: Partial<ObjectStore>): ObjectStore {
  return new Proxy(inner, { get: (target, name) => Reflect.get(change, name) ?? bound(target, name) })
}

function bound(target: ObjectStore, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name)
  return typeof member === 'function' ? member.bind(target) : member
}
