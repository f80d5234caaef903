import { expect, test } from 'vitest'
import fc from 'fast-check'
import { NumberSet } from '../../src/snapshot/number-set.ts'

test('a set of numbers has what was added, whenever it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(40))), (steps) => {
      const [ours, known] = [new NumberSet(), new Set<number>()]
      for (const [added, asked] of steps) {
        ours.add(added)
        known.add(added)
        expect(ours.has(asked)).toBe(known.has(asked))
      }
    }),
  )
})

test('a set of numbers has what was added when it grew, and when most of it was there already', () => {
  const set = new NumberSet()
  for (let i = 0; i < 50_000; i++) set.add((i * 7919) % 3000)
  for (let i = 0; i < 5000; i++) set.add(2 ** 47 + i * 2)
  expect(Array.from({ length: 3001 }, (_, i) => set.has(i)).filter(Boolean).length).toBe(3000)
  expect(Array.from({ length: 10_000 }, (_, i) => set.has(2 ** 47 + i)).filter(Boolean).length).toBe(5000)
  expect(set.has(-1)).toBe(false)
})
