import { describe, expect, test } from 'vitest'
import { looksLikePlugin, withDroneEnv } from '../../src/inputs/drone-env.ts'
import { complaint, flushOf, push, readPlugin, rebuildOf, restoreOf, s3Of } from './support.ts'

const restore = { PLUGIN_MODE: 'restore' }
const rebuild = { PLUGIN_MODE: 'rebuild', PLUGIN_MOUNT: 'node_modules' }

describe('the mode', () => {
  test.each([
    [{ PLUGIN_MODE: 'flush' }, 'flush'],
    [{ PLUGIN_RESTORE: 'true' }, 'restore'],
    [{ PLUGIN_FLUSH: '1', PLUGIN_RESTORE: 'false' }, 'flush'],
    [{ PLUGIN_MODE: 'restore', PLUGIN_RESTORE: 'true' }, 'restore'],
    [{ PLUGIN_MODE: '', PLUGIN_RESTORE: 'yes' }, 'restore'],
  ])('of %s is %s', (env, mode) => {
    expect(readPlugin(env).config.mode).toBe(mode)
  })

  test.each([
    [{}, 'PLUGIN_MODE: missing; set it to one of restore, rebuild, flush, or one of restore, rebuild, flush to true.'],
    [
      { PLUGIN_RESTORE: 'false' },
      'PLUGIN_MODE: missing; set it to one of restore, rebuild, flush, or one of restore, rebuild, flush to true.',
    ],
    [{ PLUGIN_MODE: 'Restore' }, 'PLUGIN_MODE: expected one of restore, rebuild, flush, got "Restore".'],
    [
      { PLUGIN_RESTORE: 'true', PLUGIN_FLUSH: 'true' },
      'PLUGIN_RESTORE, PLUGIN_FLUSH: expected one of restore, rebuild, flush, got restore and flush.',
    ],
    [
      { PLUGIN_MODE: 'flush', PLUGIN_RESTORE: 'true' },
      'PLUGIN_MODE, PLUGIN_RESTORE: expected one of restore, rebuild, flush, got flush and restore.',
    ],
    [{ PLUGIN_RESTORE: 'maybe' }, 'PLUGIN_RESTORE: expected true or false, got "maybe"'],
  ])('of %s is a mistake', (env, message) => {
    expect(complaint(() => readPlugin(env))).toContain(message)
  })
})

test('every mistake is told at once, each by the name the user wrote', () => {
  const env = {
    PLUGIN_REBUILD: 'true',
    'PLUGIN_FLUSH-AGE': 'soon',
    CACHE_S3_ENDPOINT: 'ftp://x',
    PLUGIN_PATH: '../up',
    LARDER_STRICT: 'perhaps',
  }
  expect(complaint(() => readPlugin(env)).split('\n')).toEqual([
    '5 settings are wrong:',
    '  PLUGIN_FLUSH-AGE: expected a whole number from 0 to 36500, got "soon"',
    '  LARDER_STRICT: expected true or false, got "perhaps"',
    '  CACHE_S3_ENDPOINT: expected an address that begins with https://, http:// or s3://, got "ftp://x"',
    '  PLUGIN_PATH: expected a path without ".." components, got "../up"',
    '  PLUGIN_MOUNT: expected at least one file or directory to cache, got none',
  ])
})

test('a mistake is a LarderError of the code BAD_INPUT', () => {
  expect(() => readPlugin({})).toThrow(expect.objectContaining({ name: 'LarderError', code: 'BAD_INPUT' }))
})

describe('mounts', () => {
  test.each([
    ['node_modules', ['node_modules']],
    ['node_modules,~/.m2,!node_modules/.cache', ['node_modules', '~/.m2', '!node_modules/.cache']],
    ['["with,comma"]', ['with,comma']],
  ])('written as %s', (written, mounts) => {
    expect(rebuildOf(readPlugin({ ...rebuild, PLUGIN_MOUNT: written })).mounts).toEqual(mounts)
    expect(restoreOf(readPlugin({ ...restore, PLUGIN_MOUNT: written })).mounts).toEqual(mounts)
  })

  test.each(['!a', '[]', ',', ''])('written as "%s" are none to rebuild', (written) => {
    expect(complaint(() => readPlugin({ ...rebuild, PLUGIN_MOUNT: written }))).toContain(
      'PLUGIN_MOUNT: expected at least one file or directory to cache',
    )
  })

  test('are not needed to restore', () => {
    expect(restoreOf(readPlugin(restore)).mounts).toEqual([])
  })
})

describe('the object that holds the cache', () => {
  test.each([
    [{}, { by: 'key', key: 'archive', format: 'snapshot' }],
    [{ PLUGIN_KEY: 'deps' }, { by: 'key', key: 'deps', format: 'snapshot' }],
    [
      { PLUGIN_CACHE_KEY: 'deps', PLUGIN_ARCHIVE_FORMAT: 'gzip' },
      { by: 'key', key: 'deps', format: 'tar.gz' },
    ],
    [{ PLUGIN_FORMAT: 'zstd' }, { by: 'key', key: 'archive', format: 'tar.zst' }],
    [{ PLUGIN_FILENAME: 'archive.tar' }, { by: 'filename', filename: 'archive.tar', format: 'tar' }],
    [{ PLUGIN_FILENAME: 'deps.tgz' }, { by: 'filename', filename: 'deps.tgz', format: 'tar.gz' }],
    [
      { PLUGIN_FILENAME: 'linux//deps.tar.zst', PLUGIN_FORMAT: 'tar.zst' },
      { by: 'filename', filename: 'linux/deps.tar.zst', format: 'tar.zst' },
    ],
  ])('with %s is %s', (env, object) => {
    expect(restoreOf(readPlugin({ ...restore, ...env })).location.object).toEqual(object)
  })

  test.each([
    [{ PLUGIN_FILENAME: 'archive.zip' }, 'PLUGIN_FILENAME: expected a name that ends in .tar, .tar.gz, .tgz, .tar.zst, got "archive.zip".'],
    [{ PLUGIN_FILENAME: 'archive.snapshot' }, 'PLUGIN_FILENAME: expected a name that ends in'],
    [{ PLUGIN_FILENAME: '../archive.tar' }, 'PLUGIN_FILENAME: expected a path without ".." components, got "../archive.tar".'],
    [
      { PLUGIN_FILENAME: 'a.tar', PLUGIN_FORMAT: 'tar.gz' },
      'PLUGIN_FILENAME, PLUGIN_FORMAT: expected the same format, got "a.tar" and tar.gz.',
    ],
    [{ PLUGIN_FILENAME: 'a.tar', PLUGIN_KEY: 'k' }, 'PLUGIN_FILENAME, PLUGIN_KEY: expected one of them, as both name the cache.'],
    [{ PLUGIN_FORMAT: 'zip' }, 'PLUGIN_FORMAT: expected one of snapshot, tar, tar.gz, tar.zst, got "zip".'],
    [{ PLUGIN_KEY: 'k'.repeat(513) }, 'PLUGIN_KEY: expected at most 512 characters, got'],
    [{ PLUGIN_CACHE_KEY: '{{ checksum "go.sum" }}' }, 'PLUGIN_CACHE_KEY: expected a finished text, as templates are not filled in, got'],
    [{ PLUGIN_RESTORE_KEYS: `["${'k'.repeat(513)}"]` }, 'PLUGIN_RESTORE_KEYS: expected at most 512 characters, got'],
  ])('with %s is refused', (env, message) => {
    expect(complaint(() => readPlugin({ ...restore, ...env }))).toContain(message)
  })

  test('a level that gzip does not know is refused', () => {
    const env = { ...rebuild, PLUGIN_FORMAT: 'gzip', PLUGIN_COMPRESSION_LEVEL: '10' }
    expect(complaint(() => readPlugin(env))).toBe('PLUGIN_COMPRESSION_LEVEL: expected a level from 1 to 9 for tar.gz, got 10.')
  })
})

test('what is not written has its default', () => {
  const common = {
    deadlineMs: 600_000,
    workers: undefined,
    concurrency: 32,
    strict: false,
    log: 'info',
    json: false,
    home: '/home/me',
    workspace: '/drone/src',
  }
  expect(readPlugin(restore).config).toMatchObject({ ...common, restoreKeys: [], failOnMiss: false, lookupOnly: false, maxSize: undefined })
  expect(readPlugin(rebuild).config).toMatchObject({
    deadlineMs: 1_800_000,
    compressionLevel: 'auto',
    overwrite: 'always',
    ignoreMissing: false,
  })
  expect(flushOf(readPlugin({ PLUGIN_FLUSH: 'true' }))).toMatchObject({
    deadlineMs: 1_800_000,
    flushPath: 'octo/app',
    maxAgeDays: 30,
    dryRun: false,
  })
})

test('what is written replaces it', () => {
  const env = {
    PLUGIN_TIMEOUT: '90s',
    PLUGIN_WORKERS: '3',
    PLUGIN_CONCURRENCY: '8',
    PLUGIN_EXIT_CODE: 'true',
    PLUGIN_LOG_LEVEL: 'warning',
    PLUGIN_JSON: 'true',
    PLUGIN_WORKDIR: 'packages/a',
    PLUGIN_RESTORE_KEYS: 'a,b',
    PLUGIN_FAIL_RESTORE_IF_KEY_NOT_PRESENT: 'true',
    PLUGIN_LOOKUP_ONLY: 'true',
    PLUGIN_MAX_SIZE: '2GiB',
    PLUGIN_OVERRIDE: 'false',
    PLUGIN_IGNORE_MISSING: 'true',
    PLUGIN_COMPRESSION_LEVEL: '19',
    PLUGIN_FLUSH_AGE: '14',
    PLUGIN_DRY_RUN: 'true',
  }
  expect(readPlugin({ ...env, ...restore }).config).toMatchObject({
    deadlineMs: 90_000,
    workers: 3,
    concurrency: 8,
    strict: true,
    log: 'quiet',
    json: true,
    workspace: '/drone/src/packages/a',
    restoreKeys: ['a', 'b'],
    failOnMiss: true,
    lookupOnly: true,
    maxSize: 2 * 2 ** 30,
  })
  expect(rebuildOf(readPlugin({ ...env, ...rebuild }))).toMatchObject({ overwrite: 'missing', ignoreMissing: true, compressionLevel: 19 })
  expect(flushOf(readPlugin({ ...env, PLUGIN_MODE: 'flush' }))).toMatchObject({ maxAgeDays: 14, dryRun: true })
})

test('debug wins over the log level', () => {
  expect(readPlugin({ ...restore, PLUGIN_DEBUG: 'true', PLUGIN_LOG_LEVEL: 'info' }).config.log).toBe('debug')
})

test.each(['PLUGIN_FALLBACK_PATH', 'PLUGIN_FALLBACK-PATH', 'PLUGIN_FALLBACK.PATH', 'LARDER_FALLBACK_PATH'])(
  '%s is the fallback path',
  (name) => {
    expect(restoreOf(readPlugin({ ...restore, PLUGIN_BUCKET: 'b', [name]: 'elsewhere' })).location.fallbackPaths).toEqual(['elsewhere'])
  },
)

test('settings of the step win over LARDER_*, and these over the variables of other tools', () => {
  const regions = { S3_REGION: 'c', LARDER_REGION: 'b', PLUGIN_REGION: 'a' }
  expect(s3Of(readPlugin({ ...restore, ...regions })).region).toBe('a')
  expect(s3Of(readPlugin({ ...restore, ...regions, PLUGIN_REGION: '' })).region).toBe('b')
  expect(s3Of(readPlugin({ ...restore, S3_REGION: 'c' })).region).toBe('c')
})

describe('settings nobody knows', () => {
  test('are ignored, with a hint where they look like a slip', () => {
    const env = {
      ...restore,
      PLUGIN_PULL: 'true',
      PLUGIN_FALBACK_PATH: 'x',
      'PLUGIN_ACCES-KEY': 'x',
      LARDER_BUCKT: 'b',
      PLUGIN_ARTIFACT_FILE: '/x',
    }
    expect(readPlugin(env).notices).toEqual([
      'PLUGIN_FALBACK_PATH is not a setting and was ignored; did you mean PLUGIN_FALLBACK_PATH?',
      'PLUGIN_ACCES-KEY is not a setting and was ignored; did you mean PLUGIN_ACCESS_KEY?',
      'LARDER_BUCKT is not a setting and was ignored; did you mean LARDER_BUCKET?',
    ])
  })
})

describe('what a build may do', () => {
  test.each([
    ['read-write', 'read', 'read'],
    ['read-write', 'read-only', 'read'],
    ['read-write', 'write-only', 'write'],
    ['read-write', 'none', 'none'],
    ['read', 'write', 'none'],
    ['read', 'read-write', 'read'],
  ] as const)('allowed %s and asked for %s is %s', (allowed, asked, access) => {
    expect(readPlugin({ ...restore, PLUGIN_ACCESS: asked }, { build: { ...push, access: allowed } }).config.build.access).toBe(access)
  })

  test('is told when it is less than was asked for', () => {
    const { notices } = readPlugin({ ...restore, PLUGIN_ACCESS: 'read-write' }, { build: { ...push, access: 'read' } })
    expect(notices).toEqual(['PLUGIN_ACCESS asks for read-write, and this build is allowed read; it can only take away.'])
  })
})

describe('the file of a Drone runner', () => {
  test('wins over the environment', () => {
    const env = withDroneEnv(
      { PLUGIN_BUCKET: 'a', PLUGIN_MODE: 'restore' },
      '# from the runner\nPLUGIN_BUCKET="b"\nexport PLUGIN_REGION=eu-west-1\n',
    )
    expect(s3Of(readPlugin(env))).toMatchObject({ bucket: 'b', region: 'eu-west-1' })
  })

  test('need not exist', () => {
    expect(withDroneEnv({ A: 'b' }, undefined)).toEqual({ A: 'b' })
  })
})

test('a plugin step is known by its settings', () => {
  expect(looksLikePlugin({ PLUGIN_RESTORE: 'true' })).toBe(true)
  expect(looksLikePlugin({ CI: 'drone', DRONE: 'true' })).toBe(false)
})

test('a description shows every setting that was written, where it came from, and no secret', () => {
  const env = {
    ...restore,
    PLUGIN_BUCKET: 'cache',
    AWS_ACCESS_KEY_ID: 'AKID-OF-MINE',
    AWS_SECRET_ACCESS_KEY: 'do-not-tell',
    S3_ENDPOINT: 'http://minio:9000',
  }
  expect(readPlugin(env).described).toEqual([
    'mode = "restore" (PLUGIN_MODE)',
    'bucket = "cache" (PLUGIN_BUCKET)',
    'endpoint = "http://minio:9000" (S3_ENDPOINT)',
    'access-key = set (AWS_ACCESS_KEY_ID)',
    'secret-key = set (AWS_SECRET_ACCESS_KEY)',
  ])
})
