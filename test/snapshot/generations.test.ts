import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  generationAt,
  isAbandoned,
  isStalled,
  mayName,
  mayNameDeletable,
  mustStartAgain,
  nameableGenerations,
  newestDeletableGeneration,
  rules,
} from '../../src/snapshot/generations.ts'

const hour = 3_600_000
const day = 24 * hour

test('the numbers of version 1 are three days, twelve hours, one generation back, three generations of margin', () => {
  expect(rules).toEqual({ generationMs: 3 * day, rebuildMs: 12 * hour, reach: 1, margin: 3 })
})

test.each([
  { ms: 0, generation: 0 },
  { ms: 3 * day - 1, generation: 0 },
  { ms: 3 * day, generation: 1 },
  { ms: Date.UTC(2026, 10, 22), generation: 6926 },
])('$ms ms lies in generation $generation', ({ ms, generation }) => {
  expect(generationAt(ms)).toBe(generation)
})

test('a rebuild finds segments in its own generation and the one before', () => {
  expect(nameableGenerations(6926)).toEqual([6926, 6925])
  expect(nameableGenerations(0)).toEqual([0])
})

test('a manifest may name just what its rebuild may find', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: -5, max: 5 }), (startedAt, step) => {
      const generation = generationAt(startedAt) + step
      expect(mayName(startedAt, generation)).toBe(step === 0 || step === -1)
    }),
  )
})

test.each([
  { took: 12 * hour, late: false },
  { took: 12 * hour + 1, late: true },
  { took: -1000, late: false },
])('a rebuild of $took ms is too late: $late', ({ took, late }) => {
  expect(isStalled(5 * day, 5 * day + took)).toBe(late)
  expect(mustStartAgain(5 * day, 5 * day + took)).toBe(late)
  expect(isAbandoned(5 * day, 5 * day + took)).toBe(late)
})

describe('a flush', () => {
  const instant = fc.integer({ min: 20 * day, max: 400 * day })

  test('reads every manifest that could name what it may delete', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: rules.rebuildMs }), fc.integer({ min: 0, max: 20 * day }), (startedAt, took, age) => {
        const lastModified = startedAt + took
        const flushStartedAt = lastModified + age
        const namesDeletable = nameableGenerations(generationAt(startedAt)).some(
          (named) => named <= newestDeletableGeneration(flushStartedAt),
        )
        expect(!namesDeletable || mayNameDeletable(lastModified, flushStartedAt)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('leaves manifests of the last days unread', () => {
    const now = 300 * day
    expect(mayNameDeletable(now, now)).toBe(false)
    expect(mayNameDeletable(now - 2 * day, now)).toBe(false)
    expect(mayNameDeletable(now - 8 * day, now)).toBe(true)
  })

  test('deletes nothing that a rebuild of the last two generations could still name', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2 * rules.generationMs }), (flushStartedAt, back) => {
        const oldest = Math.min(...nameableGenerations(generationAt(flushStartedAt - back)))
        expect(oldest).toBeGreaterThan(newestDeletableGeneration(flushStartedAt) - 1)
      }),
    )
  })
})
