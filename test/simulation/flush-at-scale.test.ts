import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Told } from './flush-at-scale.process.ts'
import { vastSize } from './vast-store.ts'

const program = fileURLToPath(new URL('flush-at-scale.process.ts', import.meta.url))

// Slow: it takes about 20 s.
test('a million segments and ten thousand manifests are flushed within 350 MB', { timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', program])
  const { outcome, wronglyRemoved, megabytes } = JSON.parse(stdout) as Told
  const { segments, manifests, garbage } = vastSize
  expect(outcome).toMatchObject({ kept: manifests, segments: { removed: garbage, kept: segments - garbage } })
  expect(wronglyRemoved).toBe(0)
  expect(megabytes).toBeLessThan(350)
})
