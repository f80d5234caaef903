import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startJob } from '../support/action-runner.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { cachesWith, directoryOfCaches, install, removeMadeCaches, writeFiles } from './support.ts'

const cache = { path: 'node_modules', key: 'Linux-npm-b2' }

afterAll(removeMadeCaches)

describe.concurrent('what a step tells the next ones, as actions/cache does', () => {
  test('an exact hit', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' })
    using job = startJob()
    const { code, outputs } = await job.run('.', { ...cache, ...caches.inputs, 'restore-keys': 'Linux-npm-' })
    expect(code).toBe(0)
    expect(outputs).toEqual({
      'cache-hit': 'true',
      'cache-primary-key': 'Linux-npm-b2',
      'cache-matched-key': 'Linux-npm-b2',
      'cache-status': 'hit',
    })
  })

  test('another key that begins as a restore key', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-a1' })
    using job = startJob()
    const { outputs } = await job.run('.', { ...cache, ...caches.inputs, 'restore-keys': 'Linux-yarn-\nLinux-npm-' })
    expect(outputs).toEqual({
      'cache-hit': 'false',
      'cache-primary-key': 'Linux-npm-b2',
      'cache-matched-key': 'Linux-npm-a1',
      'cache-status': 'partial',
    })
  })

  test('a miss, which leaves cache-hit unset', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const { code, outputs, commands } = await job.run('.', { ...cache, ...caches.inputs, 'restore-keys': 'Linux-' })
    expect(code).toBe(0)
    expect(outputs).toEqual({ 'cache-primary-key': 'Linux-npm-b2', 'cache-status': 'miss' })
    expect([...commands('warning'), ...commands('error'), ...commands('notice')]).toEqual([])
  })

  test('the exact key, on the default branch', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' }, 'github-schedule')
    using job = startJob()
    const { outputs } = await job.run('.', { ...cache, ...caches.inputs })
    expect(outputs).toMatchObject({ 'cache-hit': 'true', 'cache-matched-key': 'Linux-npm-b2', 'cache-status': 'fallback' })
  })

  test('a job that may not read', async () => {
    using caches = directoryOfCaches()
    using job = startJob({ env: { ACTIONS_CACHE_MODE: 'none' } })
    const { outputs } = await job.run('.', { ...cache, ...caches.inputs })
    expect(outputs).toEqual({ 'cache-hit': 'false', 'cache-primary-key': 'Linux-npm-b2', 'cache-status': 'skipped' })
  })

  test.each(['Linux "npm" 100%', 'Linux npm/ä#?&'])('a key such as %s comes back as it was', async (key) => {
    using caches = await cachesWith({ key })
    using job = startJob()
    const { outputs } = await job.run('.', { ...cache, ...caches.inputs, key })
    expect(outputs).toMatchObject({ 'cache-hit': 'true', 'cache-primary-key': key, 'cache-matched-key': key })
  })
})

describe.concurrent('lookup-only', () => {
  test('tells of a hit, restores nothing, and does not save again', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' })
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs, 'lookup-only': 'true' })
    expect(step.outputs).toMatchObject({ 'cache-hit': 'true', 'cache-matched-key': 'Linux-npm-b2' })
    expect(listTree(job.workspace).map((entry) => entry.path)).toEqual([''])
    expect((await step.post()).log).toContain('skipped: the exact key was found')
  })

  test('saves unless the hit was exact', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs, 'lookup-only': 'true' })
    install(job)
    expect((await step.post()).log).toContain('published: Linux-npm-b2')
  })
})

describe.concurrent('fail-on-cache-miss', () => {
  test('fails the step on a miss and says so, with the key it looked for', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const { code, outputs, commands, summary } = await job.run('.', { ...cache, ...caches.inputs, 'fail-on-cache-miss': 'true' })
    expect(code).toBe(1)
    expect(commands('error')).toEqual(['No cache was restored, and fail-on-cache-miss is set.'])
    expect(outputs).toEqual({ 'cache-primary-key': 'Linux-npm-b2', 'cache-status': 'miss' })
    expect(summary).toContain('larder restore: miss')
  })

  test('bears with a restore key that matches', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-a1' })
    using job = startJob()
    const inputs = { ...cache, ...caches.inputs, 'restore-keys': 'Linux-', 'fail-on-cache-miss': 'true' }
    expect(await job.run('.', inputs)).toMatchObject({ code: 0, outputs: { 'cache-hit': 'false' } })
  })
})

describe.concurrent('the post step', () => {
  test('saves what a miss made the job build, so that the next job has the same tree', async () => {
    using caches = directoryOfCaches()
    using first = startJob()
    const miss = await first.run('.', { ...cache, ...caches.inputs })
    install(first)
    const post = await miss.post()
    expect(post.code).toBe(0)
    expect(post.log).toContain('published: Linux-npm-b2 to octo/app/feature/x')
    expect(caches.caches()).toEqual(['octo/app/feature/x/Linux-npm-b2.snapshot'])
    using second = startJob()
    await second.run('.', { ...cache, ...caches.inputs })
    expect(
      differences(listTree(path.join(first.workspace, 'node_modules')), listTree(path.join(second.workspace, 'node_modules'))),
    ).toEqual([])
  })

  test('saves under the exact key after a partial hit', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-a1' })
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs, 'restore-keys': 'Linux-npm-' })
    writeFiles(job.workspace, { 'node_modules/new/index.js': '1' })
    await step.post()
    expect(caches.caches()).toEqual(['octo/app/feature/x/Linux-npm-a1.snapshot', 'octo/app/feature/x/Linux-npm-b2.snapshot'])
  })

  test('says why it saves nothing after an exact hit', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' })
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs })
    const post = await step.post()
    expect(post.log).toContain('skipped: the exact key was found, so there is nothing new to save')
    expect(post).toMatchObject({ code: 0, summary: '' })
  })

  test('saves again after an exact hit where overwrite says so', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' })
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs, overwrite: 'always' })
    expect((await step.post()).log).toContain('published: Linux-npm-b2')
  })

  test('leaves the cache of another job alone that was faster', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs })
    using faster = startJob()
    install(faster)
    await faster.run('./save', { ...cache, ...caches.inputs })
    install(job, 'two')
    const post = await step.post()
    expect(post.log).toContain('skipped: octo/app/feature/x/Linux-npm-b2.snapshot exists already')
    expect(post.commands('warning')).toEqual([])
  })

  test('keeps to the key of the main step, though hashFiles gives another one by now', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs })
    install(job)
    await step.post({ inputs: { key: 'Linux-npm-c3' } })
    expect(caches.caches()).toEqual(['octo/app/feature/x/Linux-npm-b2.snapshot'])
  })

  test('reads the other inputs again', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs })
    writeFiles(job.workspace, { 'other/file': 'other' })
    await step.post({ inputs: { path: 'other' } })
    using next = startJob()
    await next.run('.', { ...cache, ...caches.inputs, path: 'other' })
    expect(readFileSync(path.join(next.workspace, 'other/file'), 'utf8')).toBe('other')
  })

  test('warns and stays green when there is nothing to save', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const post = await (await job.run('.', { ...cache, ...caches.inputs })).post()
    expect(post.code).toBe(0)
    expect(post.commands('warning')).toEqual([
      expect.stringContaining('failed: There is nothing at node_modules, so nothing is published.'),
    ])
    expect(post.summary).toContain('larder rebuild: failed')
    expect(caches.caches()).toEqual([])
  })

  test('fails when there is nothing to save and strict is set', async () => {
    using caches = directoryOfCaches()
    using job = startJob()
    const post = await (await job.run('.', { ...cache, ...caches.inputs, strict: 'true' })).post()
    expect(post.code).toBe(1)
    expect(post.commands('error')).toEqual([expect.stringContaining('There is nothing at node_modules')])
  })
})

describe.concurrent('a damaged cache', () => {
  test.each(['snapshot', 'tar.zst'])('as %s is a miss with a warning, and the post step replaces it', async (format) => {
    using caches = await cachesWith({ key: 'Linux-npm-b2', format })
    const inputs = { ...cache, ...caches.inputs, format }
    const name = caches.caches()[0]!
    writeFiles(caches.directory, { [name]: readFileSync(path.join(caches.directory, name), 'latin1').slice(0, 40) })
    using job = startJob()
    const step = await job.run('.', inputs)
    expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': 'miss' } })
    expect(step.outputs).not.toHaveProperty('cache-hit')
    expect(step.commands('warning')).toHaveLength(1)
    install(job)
    expect((await step.post()).log).toContain('published: Linux-npm-b2')
    using next = startJob()
    expect((await next.run('.', inputs)).outputs).toMatchObject({ 'cache-hit': 'true' })
  })

  test('fails the step when strict is set', async () => {
    using caches = await cachesWith({ key: 'Linux-npm-b2' })
    writeFiles(caches.directory, { [caches.caches()[0]!]: 'not a manifest' })
    using job = startJob()
    const step = await job.run('.', { ...cache, ...caches.inputs, strict: 'true' })
    expect(step.code).toBe(1)
    expect(step.commands('error')).toEqual([expect.stringContaining('is corrupt')])
    expect((await step.post()).log).toContain('skipped: the restore did not come to an end')
  })
})

describe.concurrent('path', () => {
  test('takes globs, and leaves out what is excluded, wherever it lies', async () => {
    using caches = directoryOfCaches()
    const inputs = { ...caches.inputs, key: 'k', path: 'packages/*/dist\ntarget\n! target/debug\n!**/*.log' }
    using job = startJob()
    const step = await job.run('.', inputs)
    const kept = ['packages/a/dist/a.js', 'packages/b/dist/b.js', 'target/release/app']
    const left = ['packages/a/src/a.ts', 'packages/b/dist/b.log', 'target/debug/app', 'target/release/deep/build.log']
    writeFiles(job.workspace, Object.fromEntries([...kept, ...left].map((name) => [name, name])))
    await step.post()
    using next = startJob()
    await next.run('.', inputs)
    expect(filesIn(next.workspace)).toEqual(kept)
  })

  test('may begin at the home directory, and is restored to that of the next machine', async () => {
    using caches = directoryOfCaches()
    const inputs = { ...caches.inputs, key: 'k', path: '~/.m2/repository\n~/.npm' }
    using job = startJob()
    const step = await job.run('.', inputs)
    writeFiles(job.home, { '.m2/repository/a.jar': 'a', '.m2/settings.xml': 'secret', '.npm/b': 'b' })
    await step.post()
    using next = startJob()
    expect((await next.run('.', inputs)).outputs).toMatchObject({ 'cache-hit': 'true' })
    expect(filesIn(next.home)).toEqual(['.m2/repository/a.jar', '.npm/b'])
  })
})

test.concurrent('two steps of one job keep their caches apart', async () => {
  using caches = directoryOfCaches()
  const [modules, build] = [
    { ...caches.inputs, path: 'node_modules', key: 'modules' },
    { ...caches.inputs, path: 'dist', key: 'build' },
  ]
  using job = startJob()
  const [first, second] = [await job.run('.', modules), await job.run('.', build)]
  install(job)
  writeFiles(job.workspace, { 'dist/app.js': 'app' })
  // Post steps run from the last to the first.
  expect((await second.post()).log).toContain('published: build')
  expect((await first.post()).log).toContain('published: modules')
  using next = startJob()
  expect((await next.run('.', modules)).outputs).toMatchObject({ 'cache-hit': 'true', 'cache-matched-key': 'modules' })
  expect((await next.run('.', build)).outputs).toMatchObject({ 'cache-hit': 'true', 'cache-matched-key': 'build' })
  expect(filesIn(next.workspace)).toEqual(['dist/app.js', 'node_modules/left-pad/index.js', 'node_modules/left-pad/package.json'])
})

test.concurrent('a restore that is run twice in a job leaves in place what is right', async () => {
  using caches = await cachesWith({ key: 'Linux-npm-b2' })
  using job = startJob()
  await job.run('.', { ...cache, ...caches.inputs })
  expect((await job.run('.', { ...cache, ...caches.inputs })).log).toContain('already in place')
})

test.concurrent('inputs of actions/cache that have no effect here are taken, and told of once', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('.', { ...cache, ...caches.inputs, enableCrossOsArchive: 'true', 'upload-chunk-size': '33554432' })
  expect(step.commands('notice')).toEqual(['enableCrossOsArchive has no effect here.', 'upload-chunk-size has no effect here.'])
  install(job)
  const post = await step.post()
  expect(post.log).toContain('published')
  expect(post.commands('notice')).toEqual([])
})

test.concurrent('restore and save each write a row of the summary', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('.', { ...cache, ...caches.inputs })
  install(job)
  const post = await step.post()
  expect(step.summary).toMatch(/^### larder restore: miss\n/)
  expect(post.summary).toMatch(/^### larder rebuild: published\n[^]*Linux-npm-b2/)
})

test.concurrent('a summary that cannot be written is a warning', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('.', { ...cache, ...caches.inputs }, { env: { GITHUB_STEP_SUMMARY: path.join(job.temp, 'not/there') } })
  expect(step).toMatchObject({ code: 0, outputs: { 'cache-status': 'miss' } })
  expect(step.commands('warning')).toEqual([expect.stringContaining('The summary of the job could not be written')])
})

/** Relative paths of all files but those of our own. */
function filesIn(directory: string): string[] {
  return listTree(directory).flatMap(({ path: name, type }) => (type === 'file' && !name.startsWith('.larder/') ? [name] : []))
}
