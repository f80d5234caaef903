import { readFileSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startJob } from '../support/action-runner.ts'
import { cachesWith, directoryOfCaches, install, removeMadeCaches } from './support.ts'

const cache = { path: 'node_modules', key: 'k' }

afterAll(removeMadeCaches)

test.concurrent('save then restore, in two jobs', async () => {
  using caches = directoryOfCaches()
  using first = startJob()
  install(first, 'saved')
  const saved = await first.run('./save', { ...cache, ...caches.inputs })
  expect(saved).toMatchObject({ code: 0, outputs: { 'cache-status': 'published' } })
  expect(saved.summary).toMatch(/^### larder rebuild: published\n/)
  using second = startJob()
  const restored = await second.run('./restore', { ...cache, ...caches.inputs })
  expect(restored).toMatchObject({ code: 0, outputs: { 'cache-hit': 'true', 'cache-primary-key': 'k', 'cache-matched-key': 'k' } })
  expect(restored.summary).toMatch(/^### larder restore: hit\n/)
  expect(readFileSync(path.join(second.workspace, 'node_modules/left-pad/index.js'), 'utf8')).toBe('// saved\n')
})

test.concurrent('restore fails on a miss where it is told to', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('./restore', { ...cache, ...caches.inputs, 'fail-on-cache-miss': 'true' })
  expect(step).toMatchObject({ code: 1, outputs: { 'cache-primary-key': 'k' } })
})

test.concurrent('save leaves a cache of the same key alone', async () => {
  using caches = await cachesWith({ key: 'k' })
  using job = startJob()
  install(job, 'other')
  const step = await job.run('./save', { ...cache, ...caches.inputs })
  expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': 'skipped' } })
  expect(step.log).toContain('skipped: octo/app/feature/x/k.snapshot exists already')
})

test.concurrent('save only warns when there is nothing to save, as its model does', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('./save', { ...cache, ...caches.inputs })
  expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': 'failed' } })
  expect(step.commands('warning')).toEqual([expect.stringContaining('There is nothing at node_modules')])
})

test.concurrent('save fails when there is nothing to save and strict is set', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  expect((await job.run('./save', { ...cache, ...caches.inputs, strict: 'true' })).code).toBe(1)
})

test.concurrent('flush removes the caches of the repository that are old, and tells which', async () => {
  using caches = await cachesWith({ key: 'k', format: 'tar' })
  const longAgo = new Date(Date.now() - 40 * 24 * 3_600_000)
  utimesSync(path.join(caches.directory, caches.caches()[0]!), longAgo, longAgo)
  using job = startJob()
  const rehearsal = await job.run('./flush', { ...caches.inputs, 'dry-run': 'true' })
  expect(rehearsal).toMatchObject({ code: 0, outputs: { 'cache-status': 'dry-run' } })
  expect(caches.caches()).toEqual(['octo/app/feature/x/k.tar'])
  const step = await job.run('./flush', caches.inputs)
  expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': 'flushed' } })
  expect(step.summary).toContain('<code>octo/app/feature/x/k&#46;tar</code>'.replace('&#46;', '.'))
  expect(caches.caches()).toEqual([])
})

test.concurrent('flush keeps what is younger than flush-age', async () => {
  using caches = await cachesWith({ key: 'k', format: 'tar' })
  using job = startJob()
  expect((await job.run('./flush', { ...caches.inputs, 'flush-age': '1' })).log).toContain('removed 0 caches')
  expect(caches.caches()).toEqual(['octo/app/feature/x/k.tar'])
})
