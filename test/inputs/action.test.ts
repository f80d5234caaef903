import { describe, expect, test } from 'vitest'
import { complaint, push, readAction, rebuildOf, restoreOf, s3Of } from './support.ts'

const step = { INPUT_MODE: 'restore', INPUT_PATH: 'node_modules\n~/.npm\n', INPUT_KEY: 'Linux-npm-a1b2', INPUT_BUCKET: 'cache' }

test('a step of actions/cache works with a bucket added', () => {
  const inputs = readAction({
    ...step,
    'INPUT_RESTORE-KEYS': 'Linux-npm-\nLinux-',
    'INPUT_UPLOAD-CHUNK-SIZE': '',
    INPUT_ENABLECROSSOSARCHIVE: 'false',
  })
  expect(restoreOf(inputs)).toMatchObject({
    mounts: ['node_modules', '~/.npm'],
    restoreKeys: ['Linux-npm-', 'Linux-'],
    location: { path: 'octo/app/feature/x', object: { by: 'key', key: 'Linux-npm-a1b2', format: 'snapshot' } },
  })
  expect(s3Of(inputs).bucket).toBe('cache')
  expect(inputs.notices).toEqual([])
})

test('the post step is a rebuild that leaves an existing cache alone and bears with missing mounts', () => {
  expect(rebuildOf(readAction(step, { mode: 'rebuild' }))).toMatchObject({
    mounts: ['node_modules', '~/.npm'],
    overwrite: 'missing',
    ignoreMissing: true,
  })
})

test.each(['INPUT_RESTORE-KEYS', 'INPUT_RESTORE_KEYS'])('%s is read, as runners differ', (name) => {
  expect(restoreOf(readAction({ ...step, [name]: 'Linux-' })).restoreKeys).toEqual(['Linux-'])
})

test('paths end at line ends, may hold commas, and may be excluded', () => {
  expect(restoreOf(readAction({ ...step, INPUT_PATH: 'a,b\n\n! a,b/tmp\n  c  ' })).mounts).toEqual(['a,b', '!a,b/tmp', 'c'])
})

test('the place of a cache is called cache-path, since path is what to cache', () => {
  expect(restoreOf(readAction({ ...step, 'INPUT_CACHE-PATH': 'shared' })).location.path).toBe('shared')
})

test('a variable of the job serves where an input is empty', () => {
  expect(s3Of(readAction({ ...step, INPUT_BUCKET: '', LARDER_BUCKET: 'of-the-job' })).bucket).toBe('of-the-job')
})

describe('mistakes', () => {
  test('what actions/cache requires is required, by its names', () => {
    expect(complaint(() => readAction({ INPUT_MODE: 'restore', INPUT_BUCKET: 'b', INPUT_PATH: '', INPUT_KEY: ' ' })).split('\n')).toEqual([
      '2 settings are wrong:',
      '  key: missing; name the cache by it',
      '  path: expected at least one file or directory to cache, got none',
    ])
  })

  test.each([
    [{ INPUT_KEY: 'a,b' }, 'key: expected keys without commas, got "a,b".'],
    [{ 'INPUT_RESTORE-KEYS': 'ok\na,b' }, 'restore-keys: expected keys without commas, got "ok\\na,b".'],
    [{ INPUT_KEY: 'k'.repeat(513) }, 'key: expected at most 512 characters'],
    [{ 'INPUT_RESTORE-KEYS': 'abcdefghij'.split('').join('\n') }, 'restore-keys: expected at most 10 keys together with `key`, got 11.'],
    [{ 'INPUT_FAIL-ON-CACHE-MISS': 'maybe' }, 'fail-on-cache-miss: expected true or false, got "maybe".'],
    [{ INPUT_ENABLECROSSOSARCHIVE: 'maybe' }, 'enableCrossOsArchive: expected true or false, got "maybe".'],
    [{ 'INPUT_SAVE-ON': 'sometimes' }, 'save-on: expected one of success, failure, always, never, got "sometimes".'],
    [{ 'INPUT_ACCESS-KEY': 'AKID' }, 'access-key: set without the secret key; set secret-key too.'],
  ])('%j: %s', (env, message) => {
    expect(complaint(() => readAction({ ...step, ...env }))).toContain(message)
  })
})

test('inputs without effect are accepted and told of', () => {
  expect(readAction({ ...step, INPUT_ENABLECROSSOSARCHIVE: 'true', 'INPUT_UPLOAD-CHUNK-SIZE': '1024' }).notices).toEqual([
    'enableCrossOsArchive has no effect here.',
    'upload-chunk-size has no effect here.',
  ])
})

describe('when the post step saves', () => {
  test.each([
    [{}, 'success'],
    [{ 'INPUT_SAVE-ON': 'never' }, 'never'],
    [{ 'INPUT_SAVE-ALWAYS': 'true' }, 'always'],
    [{ 'INPUT_CACHE-ON-FAILURE': 'true' }, 'always'],
    [{ 'INPUT_SAVE-ALWAYS': 'false', LARDER_SAVE_ON: 'failure' }, 'failure'],
    [{ 'INPUT_SAVE-ON': 'success', 'INPUT_SAVE-ALWAYS': 'true' }, 'success'],
  ])('%s: %s', (env, saveOn) => {
    expect(readAction({ ...step, ...env }).saveOn).toBe(saveOn)
  })

  test('the status of the job comes with the inputs', () => {
    expect(readAction({ ...step, 'INPUT_JOB-STATUS': 'failure' }).config.build.jobStatus).toBe('failure')
    expect(readAction(step).config.build.jobStatus).toBeUndefined()
  })
})

test.each(['INPUT_CACHE-MODE', 'INPUT_ACCESS', 'LARDER_ACCESS'])('%s narrows what the build may do', (name) => {
  expect(readAction({ ...step, [name]: 'read' }, { build: push }).config.build.access).toBe('read')
})

test.each([
  ['read', 'read'],
  ['write', 'read-write'],
  ['write-only', 'write'],
  ['none', 'none'],
])('cache-mode %s means %s, as it does to GitHub', (mode, access) => {
  expect(readAction({ ...step, 'INPUT_CACHE-MODE': mode }, { build: push }).config.build.access).toBe(access)
})

test('of access and cache-mode each takes away', () => {
  const env = { ...step, INPUT_ACCESS: 'read', 'INPUT_CACHE-MODE': 'write-only' }
  expect(readAction(env, { build: push }).config.build.access).toBe('none')
})

test('a runner that was asked to debug makes us tell every step', () => {
  expect(readAction({ ...step, RUNNER_DEBUG: '1' }).config.log).toBe('debug')
})
