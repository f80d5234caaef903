import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { FlushOutcome } from '../../src/cache/events.ts'
import { vastSize } from './vast-store.ts'

/** Slow: half a minute. */
test('a million segments and ten thousand manifests are flushed within 350 MB', { timeout: 300_000 }, async () => {
  const program = join(import.meta.dirname, 'flush-at-scale.process.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', program])
  const { outcome, wronglyRemoved, megabytes } = JSON.parse(stdout) as Told
  expect(outcome).toMatchObject({
    kept: vastSize.manifests,
    segments: { removed: vastSize.garbage, kept: vastSize.segments - vastSize.garbage },
  })
  expect(wronglyRemoved).toBe(0)
  expect(megabytes).toBeLessThan(350)
})

interface Told {
  readonly outcome: FlushOutcome
  readonly wronglyRemoved: number
  readonly megabytes: number
}
