import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'

// One seed again: LARDER_SEED=123. More of them: LARDER_SEEDS=100000.
const only = process.env['LARDER_SEED']
const first = Number(only ?? 1)
const last = only === undefined ? Number(process.env['LARDER_SEEDS'] ?? 300) : first
const runs = last - first + 1

/** What a simulation is for; of each there must be some, or it shows nothing. */
const sights: Readonly<Record<string, RegExp>> = {
  'segments sent': /: PUT .*\/\.segments\//,
  'segments copied': /: COPY/,
  'segments removed': /: DELETE .*\/\.segments\//,
  'manifests published': /: PUT .*\.snapshot$/,
  'manifests expired': /: DELETE .*\.snapshot$/,
  'exact hits': /restore \d+ ends: hit/,
  fallbacks: /restore \d+ ends: fallback/,
  'misses of what is not there': /restore \d+ ends: miss$/,
  'misses of what is damaged': /restore \d+ ends: miss, .*corrupt/,
  'misses of what came too late': /restore \d+ ends: miss, .*too long after/,
  'rebuilds that failed': /rebuild \d+ ends: LarderError/,
  crashes: /crashes$/,
  'requests of the dead that arrived': /arrives late$/,
  'requests lost': /loses the request/,
  'answers lost': /loses the answer/,
}

test(
  `rebuilds, restores and flushes keep every promise in any order, at any pace and with crashes at any request (${runs} ${runs === 1 ? 'seed' : 'seeds'})`,
  async () => {
    const seen = new Map(Object.keys(sights).map((sight) => [sight, 0]))
    for (let seed = first; seed <= last; seed++) {
      for (const line of await simulated(seed)) {
        for (const [sight, pattern] of Object.entries(sights)) if (pattern.test(line)) seen.set(sight, seen.get(sight)! + 1)
      }
    }
    // Of a few seeds nothing need be seen.
    const enough = Math.floor(runs / 100)
    expect([...seen].filter(([, count]) => count < enough)).toEqual([])
  },
  60_000 + runs * 1000,
)

test('a seed always leads to the same steps', async () => {
  for (const seed of [1, 2, 3]) expect(await simulate(seed)).toEqual(await simulate(seed))
})

async function simulated(seed: number): Promise<readonly string[]> {
  try {
    return await simulate(seed)
  } catch (cause) {
    throw new Error(`Seed ${seed} fails. LARDER_SEED=${seed} npx vitest run test/simulation/simulation.test.ts repeats it.`, { cause })
  }
}
