import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { startJob, type Job, type Texts } from '../support/action-runner.ts'
import { directoryOfCaches, install } from './support.ts'

/** In whose workspace `./loop` is a symbolic link to itself. */
function brokenJob(): Job {
  const job = startJob()
  symlinkSync('loop', path.join(job.workspace, 'loop'))
  return job
}

const step = { path: 'node_modules', key: 'k', store: 'file:///nowhere' }

describe.concurrent('wrong inputs fail the step, by the names that the user wrote', () => {
  test.each<[Texts, string]>([
    [{ ...step, key: 'a,b' }, 'key: expected keys without commas, got "a,b".'],
    [{ ...step, key: '' }, 'key: missing; name the cache by it.'],
    [{ ...step, path: ' \n ' }, 'path: expected at least one file or directory to cache, got none.'],
    [{ path: 'a', key: 'k' }, 'bucket: missing; name the storage by it, or by store.'],
    [{ ...step, 'restore-keys': 'abcdefghij'.split('').join('\n') }, 'restore-keys: expected at most 10 keys together with `key`, got 11.'],
    [{ ...step, 'save-on': 'sometimes' }, 'save-on: expected one of success, failure, always, never, got "sometimes".'],
  ])('%j: %s', async (inputs, message) => {
    using job = startJob()
    const { code, commands, outputs } = await job.run('.', inputs)
    expect(code).toBe(1)
    expect(commands('error')).toEqual([message])
    expect(outputs).toEqual({})
  })

  test('all at once', async () => {
    using job = startJob()
    const { commands } = await job.run('./restore', { path: '', key: 'a,b' })
    const [told = ''] = commands('error')
    expect(told.split('%0A').map((line) => line.split(': ')[0]?.trim())).toEqual(['3 settings are wrong:', 'bucket', 'key', 'path'])
  })

  test('also those that only the post step reads, before the job has done its work', async () => {
    using job = startJob()
    const { code, commands } = await job.run('.', { ...step, format: 'tar.gz', 'compression-level': '15' })
    expect(code).toBe(1)
    expect(commands('error')).toEqual(['compression-level: expected a level from 1 to 9 for tar.gz, got 15.'])
  })

  test('and then the post step does not say it again', async () => {
    using job = startJob()
    const post = await (await job.run('.', { ...step, key: 'a,b' })).post({ status: 'failure' })
    expect(post.code).toBe(0)
    expect(post.log).toBe('skipped: the restore did not come to an end\n')
  })
})

describe.concurrent('a store that does not work', () => {
  const broken = { path: 'node_modules', key: 'k', store: './loop' }
  test('is a miss with a warning for a restore, and a warning for the post step', async () => {
    using job = brokenJob()
    const main = await job.run('.', broken)
    expect(main).toMatchObject({ code: 0, outputs: { 'cache-primary-key': 'k', 'cache-status': 'miss' } })
    expect(main.outputs).not.toHaveProperty('cache-hit')
    expect(main.commands('warning')).toHaveLength(1)
    install(job)
    const post = await main.post()
    expect(post.code).toBe(0)
    expect(post.commands('warning')).toEqual([expect.stringMatching(/^failed: /)])
    expect(post.commands('error')).toEqual([])
  })

  test('fails the step when strict is set', async () => {
    using job = brokenJob()
    const { code, commands } = await job.run('.', { ...broken, strict: 'true' })
    expect(code).toBe(1)
    expect(commands('error')).toHaveLength(1)
  })

  test('fails a flush', async () => {
    using job = brokenJob()
    expect((await job.run('./flush', { store: broken.store })).code).toBe(1)
  })
})

describe.concurrent('what nobody expected fails the step with an error that can be read', () => {
  test('where there is no file for the state', async () => {
    using job = startJob()
    const { code, commands } = await job.run('.', step, { env: { GITHUB_STATE: path.join(job.temp, 'not/there') } })
    expect(code).toBe(1)
    expect(commands('error')).toEqual([expect.stringMatching(/^Missing file at path: .*not\/there/)])
  })

  test.each(['Promise.reject(new Error("the moon is full"))', 'setTimeout(() => { throw new Error("the moon is full") })'])(
    'where something goes wrong that nobody waits for: %s',
    async (accident) => {
      using caches = directoryOfCaches()
      using job = startJob()
      // As soon as the action has begun.
      const early = `process.once('newListener', () => ${accident})`
      const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(early)}` }
      const { code, commands } = await job.run('.', { ...step, ...caches.inputs }, { env })
      expect(code).toBe(1)
      expect(commands('error')).toEqual([expect.stringMatching(/^the moon is full%0A/)])
    },
  )
})

test.concurrent('a variable that was changed during the job is a warning of the post step', async () => {
  using job = startJob()
  using caches = directoryOfCaches()
  const main = await job.run('.', { ...step, ...caches.inputs })
  install(job)
  const post = await main.post({ env: { LARDER_TIMEOUT: 'soon' } })
  expect(post.code).toBe(0)
  expect(post.commands('warning')).toEqual([expect.stringContaining('LARDER_TIMEOUT: expected a duration')])
})

test.concurrent('debug logging of the runner tells every step, and so does the input', async () => {
  using caches = directoryOfCaches()
  using job = startJob()
  const inputs = { ...step, ...caches.inputs }
  const [quiet, usual, debug, asked] = [
    await job.run('.', { ...inputs, 'log-level': 'quiet' }),
    await job.run('.', inputs),
    await job.run('.', inputs, { env: { RUNNER_DEBUG: '1' } }),
    await job.run('.', { ...inputs, debug: 'true' }),
  ]
  expect([quiet, usual, debug, asked].map(({ log }) => log.includes('looking for'))).toEqual([false, false, true, true])
  expect([quiet, usual].map(({ log }) => log.includes('::group::'))).toEqual([false, true])
})
