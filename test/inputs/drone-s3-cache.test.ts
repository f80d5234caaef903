import { describe, expect, test } from 'vitest'
import type { Build } from '../../src/host/build.ts'
import { flushOf, push, readPlugin, rebuildOf, restoreOf, s3Of } from './support.ts'

// The pipelines of drone-s3-cache's documentation, as Drone 0.8 hands them to a step: settings as PLUGIN_*, secrets as upper-cased variables.

const build: Build = { ...push, owner: 'Octo', branch: 'main' }
const pull = { PLUGIN_PULL: 'true', PLUGIN_ENDPOINT: 'http://minio.company.com' }
const keys = { from: 'keys', accessKey: 'myaccesskey', secretKey: 'supersecretKey', sessionToken: undefined }

const steps = {
  'credentials as settings': { ...pull, PLUGIN_ACCESS_KEY: 'myaccesskey', PLUGIN_SECRET_KEY: 'supersecretKey' },
  'credentials from secrets': { ...pull, AWS_ACCESS_KEY_ID: 'myaccesskey', AWS_SECRET_ACCESS_KEY: 'supersecretKey' },
  'credentials and endpoint from secrets': {
    PLUGIN_PULL: 'true',
    CACHE_S3_ENDPOINT: 'http://minio.company.com',
    CACHE_S3_ACCESS_KEY: 'myaccesskey',
    CACHE_S3_SECRET_KEY: 'supersecretKey',
  },
}

describe.each(Object.entries(steps))('%s', (_case, env) => {
  const storage = {
    kind: 's3',
    endpoint: 'http://minio.company.com',
    region: 'us-east-1',
    bucket: undefined,
    pathStyle: true,
    createBucket: true,
    credentials: keys,
  }

  test('restore: true', () => {
    const inputs = readPlugin({ ...env, PLUGIN_RESTORE: 'true' }, { build })
    expect(s3Of(inputs)).toMatchObject(storage)
    expect(restoreOf(inputs).location).toEqual({
      path: 'Octo/app/main',
      fallbackPaths: [],
      object: { by: 'key', key: 'archive', format: 'snapshot' },
      domain: 'Octo/app',
      parentDomains: [],
    })
    expect(inputs.notices).toEqual([])
  })

  test.each([
    ['node_modules', ['node_modules']],
    ['yourstuffhere,morestuffhere', ['yourstuffhere', 'morestuffhere']],
  ])('rebuild: true with mount %s', (written, mounts) => {
    const inputs = readPlugin({ ...env, PLUGIN_REBUILD: 'true', PLUGIN_MOUNT: written }, { build })
    expect(s3Of(inputs)).toMatchObject(storage)
    expect(rebuildOf(inputs)).toMatchObject({ mounts, location: { path: 'Octo/app/main' }, overwrite: 'always' })
  })

  test('flush: true with flush_age', () => {
    const inputs = readPlugin({ ...env, PLUGIN_FLUSH: 'true', PLUGIN_FLUSH_AGE: '14' }, { build })
    expect(s3Of(inputs)).toMatchObject(storage)
    expect(flushOf(inputs)).toMatchObject({ flushPath: 'Octo/app', maxAgeDays: 14, dryRun: false })
  })
})

test('filename, path and fallback_path name the same objects as there', () => {
  const env = {
    ...steps['credentials as settings'],
    PLUGIN_RESTORE: 'true',
    PLUGIN_FILENAME: 'deps.tar',
    PLUGIN_PATH: '/Bucket/some/place/',
    PLUGIN_FALLBACK_PATH: '/Bucket/other',
    PLUGIN_DEBUG: 'true',
  }
  const inputs = readPlugin(env, { build })
  expect(restoreOf(inputs)).toMatchObject({
    log: 'debug',
    location: {
      path: 'Bucket/some/place',
      fallbackPaths: ['Bucket/other'],
      object: { by: 'filename', filename: 'deps.tar', format: 'tar' },
    },
  })
})

test('root names the bucket and is put before every path, as in its last version', () => {
  const env = { PLUGIN_MODE: 'restore', PLUGIN_ROOT: 'my-bucket', PLUGIN_PATH: 'deps', PLUGIN_REGION: 'eu-west-1' }
  const inputs = readPlugin(env, { build })
  expect(s3Of(inputs)).toMatchObject({ bucket: undefined, region: 'eu-west-1', endpoint: undefined, createBucket: false })
  expect(restoreOf(inputs).location).toMatchObject({ path: 'my-bucket/deps', fallbackPaths: ['my-bucket/Octo/app/main'] })
})
