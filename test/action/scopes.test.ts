import { afterAll, describe, expect, test } from 'vitest'
import { startJob, type Texts } from '../support/action-runner.ts'
import { cachesWith, directoryOfCaches, install, removeMadeCaches } from './support.ts'

const cache = { path: 'node_modules', key: 'k' }

afterAll(removeMadeCaches)

describe.concurrent('a pull request', () => {
  test('saves in a place of its own', async () => {
    using caches = await cachesWith({ key: 'k' }, 'github-schedule')
    using job = startJob({ recorded: 'github-pull-request' })
    const inputs = { ...cache, ...caches.inputs, key: 'k2' }
    const step = await job.run('.', inputs)
    install(job)
    expect((await step.post()).log).toContain('published: k2 to octo/app/pull/12')
    expect(caches.caches()).toEqual(['octo/app/main/k.snapshot', 'octo/app/pull/12/k2.snapshot'])
    expect((await job.run('.', inputs)).outputs).toMatchObject({ 'cache-status': 'hit' })
  })

  test('reads that of the branch it goes to, and then that of the default branch', async () => {
    using caches = directoryOfCaches()
    using job = startJob({ recorded: 'github-pull-request' })
    const { log } = await job.run('./restore', { ...cache, ...caches.inputs, format: 'tar' }, { env: { RUNNER_DEBUG: '1' } })
    const looked = [...log.matchAll(/looking for (\S+)\/k\.tar$/gm)].map(([, place]) => place)
    expect(looked).toEqual(['octo/app/pull/12', 'octo/app/develop', 'octo/app/main'])
  })

  test('takes the cache of the default branch where its own place holds none', async () => {
    using caches = await cachesWith({ key: 'k' }, 'github-schedule')
    using job = startJob({ recorded: 'github-pull-request' })
    const step = await job.run('.', { ...cache, ...caches.inputs })
    expect(step.outputs).toMatchObject({ 'cache-hit': 'true', 'cache-status': 'fallback' })
    expect((await step.post()).log).toContain('skipped: the exact key was found')
  })
})

test.concurrent.each([
  ['github-push', 'octo/app/feature/x'],
  ['github-tag', 'octo/app/tag/'],
  ['github-schedule', 'octo/app/main'],
])('a job as in %s saves to %s', async (recorded, place) => {
  using caches = directoryOfCaches()
  using job = startJob({ recorded })
  install(job)
  expect((await job.run('./save', { ...cache, ...caches.inputs })).log).toContain(`published: k to ${place}`)
})

describe.concurrent('a trigger that strangers can pull', () => {
  test('reads and does not save, in one step', async () => {
    using caches = await cachesWith({ key: 'k' }, 'github-schedule')
    using job = startJob({ recorded: 'github-pull-request-target' })
    const step = await job.run('.', { ...cache, ...caches.inputs, overwrite: 'always' })
    expect(step.outputs).toMatchObject({ 'cache-hit': 'true' })
    expect((await step.post()).log).toContain('skipped: this job may not write caches')
  })

  test.each<[string, string, Texts]>([
    ['pull_request_target', 'github-pull-request-target', {}],
    ['workflow_run of a fork', 'github-workflow-run-fork', {}],
    ['issue_comment', 'github-schedule', { GITHUB_EVENT_NAME: 'issue_comment' }],
  ])('%s does not save, whatever an input asks for', async (_, recorded, env) => {
    using caches = directoryOfCaches()
    using job = startJob({ recorded, env })
    install(job)
    const { outputs } = await job.run('./save', { ...cache, ...caches.inputs, access: 'read-write' })
    expect(outputs).toEqual({ 'cache-status': 'skipped' })
    expect(caches.caches()).toEqual([])
  })
})

describe.concurrent('cache-mode of the job', () => {
  test.each<[string, Texts, Texts, { status: string; saved: string }]>([
    ['read', { ACTIONS_CACHE_MODE: 'read' }, {}, { status: 'hit', saved: 'skipped: this job may not write caches' }],
    ['none', { ACTIONS_CACHE_MODE: 'none' }, {}, { status: 'skipped', saved: 'skipped: this job may not write caches' }],
    ['write-only', { ACTIONS_CACHE_MODE: 'write-only' }, {}, { status: 'skipped', saved: 'published: k' }],
    [
      'none, whatever an input asks for',
      { ACTIONS_CACHE_MODE: 'none' },
      { 'cache-mode': 'write' },
      { status: 'skipped', saved: 'may not' },
    ],
  ])('%s', async (_, env, inputs, { status, saved }) => {
    using caches = await cachesWith({ key: 'k' })
    using job = startJob({ env })
    const step = await job.run('.', { ...cache, ...caches.inputs, ...inputs, overwrite: 'always' })
    expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': status } })
    install(job)
    const post = await step.post()
    expect(post.code).toBe(0)
    expect(post.log).toContain(saved)
  })
})
