import { readFileSync } from 'node:fs'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import { type Ended, larder } from '../support/larder.ts'
import { hostVariables, pluginSettings } from './support/hosts.ts'
import { scratchDirectory } from './support/project.ts'

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
let cwd: string
let env: Readonly<Record<string, string>>
beforeAll(async () => {
  scratch = await scratchDirectory()
  cwd = await scratch.make('workspace')
  env = { HOME: await scratch.make('home') }
})
afterAll(() => scratch[Symbol.asyncDispose]())

describe('wrong settings', () => {
  test('of a plugin step are told all at once and fail the step', async () => {
    const settings = {
      rebuild: true,
      endpoint: 'http://[',
      access_key: 'AKIAEXAMPLE',
      filename: 'cache.zip',
      timeout: 'soon',
      debug: 'perhaps',
      concurrency: 0,
    }
    const ended = await larder([], { cwd, env: { ...hostVariables('drone-push', cwd), ...pluginSettings(settings) } })
    expect(ended.code).toBe(1)
    for (const name of ['MOUNT', 'ENDPOINT', 'SECRET_KEY', 'FILENAME', 'TIMEOUT', 'DEBUG', 'CONCURRENCY']) {
      expect(ended.stdout).toContain(`PLUGIN_${name}`)
    }
    expect(ended.stdout).not.toContain('AKIAEXAMPLE')
  })

  test.each(['abc', '-1', '1.5'])('flush_age: %s fails the step and removes nothing', async (age) => {
    const store = await scratch.make('store-of-flush/octo/app/main')
    const old = path.join(store, 'archive.tar')
    await writeFile(old, '')
    await utimes(old, 0, 0)
    const settings = pluginSettings({ flush: true, flush_age: age, directory: path.join(scratch.path, 'store-of-flush') })
    const ended = await larder([], { cwd, env: { ...hostVariables('drone-push', cwd), ...settings } })
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining(`PLUGIN_FLUSH_AGE: expected a whole number`) })
    expect(ended.stdout).toContain(`got "${age}"`)
    expect(await readdir(store)).toEqual(['archive.tar'])
  })

  test('of a command are told all at once, on standard error', async () => {
    const ended = await larder(['rebuild', '--timeout=soon', '--fallback-path=x', '--bukket=b', '--compression-level=fast'], { cwd, env })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    for (const name of ['--timeout', '--fallback-path: belongs to restore', 'mean --bucket', '--compression-level']) {
      expect(ended.stderr).toContain(name)
    }
  })

  test.each([
    { args: ['restoer'], says: 'did you mean restore?' },
    { args: ['restore', 'node_modules'], says: 'takes flags' },
  ])('of $args say what was meant', async ({ args, says }) => {
    expect(await larder(args, { cwd, env })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(says) })
  })

  test('are told with the names that look like a typing error, which may be why something is missing', async () => {
    const settings = pluginSettings({ rebuild: true, mout: 'a', timeout: 'soon' })
    const ended = await larder([], { cwd, env: { ...hostVariables('drone-push', cwd), ...settings } })
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('did you mean PLUGIN_MOUNT?') })
    expect(ended.stdout).toContain('PLUGIN_TIMEOUT')
  })

  test('a job without any storage is a mistake in CI', async () => {
    const ended = await larder(['restore', '--mount', 'a'], { cwd, env: hostVariables('gitlab-local-push', cwd) })
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringMatching(/LARDER_BUCKET|--bucket/) })
  })
})

function restore(...flags: string[]): Promise<Ended> {
  return larder(['restore', '--mount', 'a', '--path', 'p', ...flags], { cwd, env })
}

describe('the exit code', () => {
  test('of a restore is 0 for a miss', async () => {
    expect(await restore('--directory', await scratch.make('empty'))).toMatchObject({ code: 0, stdout: expect.stringMatching(/^miss: /m) })
  })

  test('of a restore is 2 for a miss where there must be a hit', async () => {
    const ended = await restore('--fail-on-miss', '--directory', await scratch.make('empty'))
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('p/archive.snapshot') })
  })

  test('of a restore is 0 when the store fails, with a warning, and 1 when it must not', async () => {
    const nobody = ['--endpoint', 'http://127.0.0.1:1', '--bucket', 'caches', '--anonymous']
    const [lenient, strict] = await Promise.all([restore(...nobody), restore(...nobody, '--strict')])
    expect(lenient).toMatchObject({ code: 0, stderr: expect.stringContaining('could not be reached') })
    expect(strict).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be reached') })
  })

  test('of a rebuild is 1 when its mount is not there, and nothing is published', async () => {
    const store = await scratch.make('unpublished')
    const ended = await larder(['rebuild', '--mount', 'nowhere', '--directory', store], { cwd, env })
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere') })
    expect(await readdir(store)).toEqual([])
  })
})

test('a bucket that does not exist is told, and is not taken for an empty one by a flush or by `strict`', async () => {
  await using server = await startFauxqs().then((started) => ({ ...started, [Symbol.asyncDispose]: () => started.stop() }))
  const { endpoint, accessKey, secretKey } = server
  const settings = {
    LARDER_ENDPOINT: endpoint,
    LARDER_ACCESS_KEY: accessKey,
    LARDER_SECRET_KEY: secretKey,
    LARDER_BUCKET: 'no-such-bucket',
  }
  await mkdir(path.join(cwd, 'a'), { recursive: true })
  const run = (...args: string[]) => larder(args, { cwd, env: { ...env, ...settings } })
  const told = 'the bucket "no-such-bucket" does not exist'
  const lenient = await run('restore', '--mount', 'a', '--restore-keys', 'b')
  expect(lenient).toMatchObject({ code: 0, stdout: expect.stringMatching(/^miss: /m), stderr: expect.stringContaining(told) })
  expect(lenient.stderr.split(told), 'told once').toHaveLength(2)
  for (const args of [['restore', '--mount', 'a', '--strict'], ['flush'], ['rebuild', '--mount', 'a']]) {
    expect(await run(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(told) })
  }
  expect(await run('rebuild', '--mount', 'a', '--create-bucket')).toMatchObject({ code: 0 })
})

describe('--json', () => {
  const commands = [
    { args: ['rebuild', '--mount', 'a'], status: 'published', code: 0 },
    { args: ['restore', '--mount', 'a'], status: 'hit', code: 0 },
    { args: ['restore', '--mount', 'a', '--key', 'other'], status: 'miss', code: 0 },
    { args: ['restore', '--mount', 'a', '--key', 'other', '--fail-on-miss'], status: 'error', code: 2 },
    { args: ['flush', '--dry-run'], status: 'dry-run', code: 0 },
    { args: ['flush', '--flush-age', 'abc'], status: 'error', code: 1 },
    { args: ['restoer'], status: 'error', code: 1 },
  ] as const

  test.each(['terminal', 'gitlab-local-push', 'github-push', 'drone-push'])('prints one object and nothing else on %s', async (host) => {
    await mkdir(path.join(cwd, 'a'), { recursive: true })
    const place = { ...(host === 'terminal' ? env : hostVariables(host, cwd)), LARDER_DIRECTORY: path.join(scratch.path, `json-${host}`) }
    for (const { args, status, code } of commands) {
      const ended = await larder([...args, '--json', '--debug'], { cwd, env: place })
      expect(ended.stdout.match(/\n/g)).toHaveLength(1)
      expect(JSON.parse(ended.stdout)).toMatchObject({ version: 1, status })
      expect(ended.code).toBe(code)
    }
  })

  test('asked for by a variable, tells of mistakes as one object too', async () => {
    const ended = await larder(['restore', '--timeout', 'soon'], { cwd, env: { ...env, LARDER_JSON: 'true' } })
    expect(JSON.parse(ended.stdout)).toMatchObject({ status: 'error', error: { code: 'BAD_INPUT' } })
  })
})

test.each([['--help'], ['help', 'flush'], ['restore', '--help'], ['rebuild', '-h'], []])('%s %s shows help', async (...args) => {
  expect(await larder(args, { cwd, env })).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes'), stderr: '' })
})

test('--version tells the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(await larder(['--version'], { cwd, env })).toEqual({ code: 0, stdout: `larder ${version}\n`, stderr: '' })
})
