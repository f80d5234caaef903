import { describe, expect, test } from 'vitest'
import { rules, type Rules } from '../../src/snapshot/generations.ts'
import { explore, type World } from './collection-model.ts'

// The proportions of the real rules, in ticks: what matters is that a rebuild is shorter than a generation.
const scaled: Rules = { ...rules, generationMs: 2, rebuildMs: 1 }

test('the model stands for the real rules', () => {
  expect(scaled.rebuildMs / scaled.generationMs).toBeGreaterThanOrEqual(rules.rebuildMs / rules.generationMs)
  expect(scaled.rebuildMs).toBeLessThan(scaled.generationMs)
})

describe('no live manifest ever loses its segment, in any order of the steps of', () => {
  const worlds: { who: string; world: Omit<World, 'rules'> }[] = [
    { who: 'two rebuilds of two keys and a flush', world: { rebuilds: [0, 1], flushes: 1, restores: 0, ticks: 7 } },
    { who: 'two rebuilds of one key, a flush and a restore', world: { rebuilds: [0, 0], flushes: 1, restores: 1, ticks: 8 } },
    { who: 'two rebuilds of one key and two flushes', world: { rebuilds: [0, 0], flushes: 2, restores: 0, ticks: 7 } },
  ]
  test.each(worlds)('$who', ({ world }) => {
    const { states, violation } = explore({ rules: scaled, ...world })
    expect(violation).toBeUndefined()
    expect(states).toBeGreaterThan(200_000)
  })
})

describe('a segment is lost', () => {
  const mutations: { mutation: string; mutant: Partial<Rules> }[] = [
    { mutation: 'a flush deletes from two generations back', mutant: { margin: 2 } },
    { mutation: 'a rebuild names segments from two generations back', mutant: { reach: 2 } },
    { mutation: 'a rebuild has no deadline', mutant: { rebuildMs: Infinity } },
    { mutation: 'a rebuild may take longer than a generation', mutant: { rebuildMs: 3 } },
  ]
  test.each(mutations)('when $mutation', ({ mutant }) => {
    const { violation } = explore({ rules: { ...scaled, ...mutant }, rebuilds: [0, 0], flushes: 1, restores: 0, ticks: 7 })
    expect(violation?.at(-1)).toMatch(/^flush 0 deletes the segment of generation 0$/)
    expect(violation).toContain('manifest of rebuild 0 arrives')
  })
})
