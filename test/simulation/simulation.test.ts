import { describe, expect, test } from 'vitest'
import { simulate, type Tally } from './simulate.ts'

// One seed again: LARDER_SEED=123. More of them: LARDER_SEEDS=100000.
const only = process.env['LARDER_SEED']
const seeds = Number(process.env['LARDER_SEEDS'] ?? 400)

describe('rebuilds, restores and flushes in any order, with crashes at any request,', () => {
  test('break no promise', { timeout: 60_000 + seeds * 1000 }, async () => {
    const tally: Tally = new Map()
    for (let seed = only === undefined ? 1 : Number(only); seed <= (only === undefined ? seeds : Number(only)); seed++) {
      await simulate(seed, { tally }).catch((cause: unknown) => {
        throw new Error(`Seed ${seed} fails. LARDER_SEED=${seed} npx vitest run test/simulation/simulation.test.ts repeats it.`, { cause })
      })
    }
    console.log(Object.fromEntries(tally))
    expect(tally.size).toBeGreaterThan(0)
  })
})
