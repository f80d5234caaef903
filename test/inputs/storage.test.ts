import { describe, expect, test } from 'vitest'
import { complaint, flushOf, laptop, readAction, readCommand, readPlugin, rebuildOf, restoreOf, s3Of } from './support.ts'

const rebuild = { PLUGIN_MODE: 'rebuild', PLUGIN_MOUNT: 'node_modules' }
const restore = { PLUGIN_MODE: 'restore' }

describe('the store', () => {
  test.each([
    ['file:///var/cache/larder', '/var/cache/larder'],
    ['file:///var/My%20Cache', '/var/My Cache'],
    ['/var/cache', '/var/cache'],
    ['./cache', '/drone/src/cache'],
    ['../cache', '/drone/cache'],
    ['~/cache', '/home/me/cache'],
  ])('%s is a directory', (store, directory) => {
    expect(readCommand(['restore', '--store', store]).config.storage).toEqual({ kind: 'directory', directory })
  })

  test('an s3:// address holds bucket, prefix, server and region', () => {
    const inputs = readCommand('restore --store s3://cache/ci/x?endpoint=http://minio:9000&region=eu-west-1')
    expect(s3Of(inputs)).toMatchObject({
      bucket: 'cache',
      endpoint: 'http://minio:9000',
      region: 'eu-west-1',
      pathStyle: true,
      createBucket: false,
    })
    expect(restoreOf(inputs).location.path).toBe('ci/x/octo/app/feature/x')
  })

  test('an s3:// address without a server is on the one that `endpoint` names', () => {
    const inputs = readCommand('flush --store s3://cache/ci', { S3_ENDPOINT: 'http://minio:9000', S3_BUCKET: 'other' })
    expect(s3Of(inputs)).toMatchObject({ bucket: 'cache', endpoint: 'http://minio:9000' })
    expect(flushOf(inputs).flushPath).toBe('ci/octo/app')
    expect(inputs.notices).toEqual(['S3_BUCKET is not used: --store names bucket "cache".'])
  })

  test('an s3:// address with a server pays no heed to other endpoints and regions', () => {
    const inputs = readCommand('flush --store s3://cache?endpoint=https://a.example&region=x', {
      S3_ENDPOINT: 'http://b:9000',
      LARDER_REGION: 'y',
    })
    expect(s3Of(inputs)).toMatchObject({ endpoint: 'https://a.example', region: 'x' })
  })

  test('may say how buckets are addressed', () => {
    expect(s3Of(readCommand('flush --store s3://cache?endpoint=https://a.example&path-style=false')).pathStyle).toBe(false)
  })

  test.each([
    ['minio:9000', 's3://bucket/prefix or file:///directory'],
    ['https://host', 'an address with a bucket'],
    ['s3://', 's3://bucket/prefix or file:///directory'],
    ['s3://cache?retries=3', 'no other parameters than endpoint, region, path-style'],
    ['s3://cache?endpoint=http://a/b', 'an endpoint without a bucket'],
    ['s3://cache?endpoint=ftp://a', 'in its endpoint an address that begins with https://, http:// or s3://'],
    ['s3://cache?path-style=maybe', 'path-style to be true or false'],
    ['file://elsewhere/dir', 'a directory such as file:///var/cache/larder'],
  ])('%s is refused: expected %s', (store, expected) => {
    expect(complaint(() => readCommand(['restore', '--store', store]))).toBe(`--store: expected ${expected}, got ${JSON.stringify(store)}.`)
  })
})

describe('without any storage setting', () => {
  test.each([
    [{}, 'linux', '/home/me/.cache/larder'],
    [{ XDG_CACHE_HOME: '/fast/cache' }, 'linux', '/fast/cache/larder'],
    [{ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/me/.cache/larder'],
    [{ AWS_ENDPOINT_URL: 'http://localhost:4566', AWS_REGION: 'eu-west-1' }, 'linux', '/home/me/.cache/larder'],
    [{}, 'darwin', '/home/me/Library/Caches/larder'],
  ] as const)('a terminal with %s on %s keeps caches in %s and says so', (env, platform, directory) => {
    const inputs = readCommand('restore', env, { build: laptop, platform })
    expect(inputs.config.storage).toEqual({ kind: 'directory', directory })
    expect(inputs.notices).toEqual([`No storage is set, so caches are kept in ${directory}; set --store to keep them elsewhere.`])
  })

  test('a command in a CI asks for one', () => {
    expect(complaint(() => readCommand('restore'))).toBe('--bucket: missing; name the storage by it, or by --store.')
  })

  test('the action asks for one', () => {
    expect(complaint(() => readAction({ INPUT_PATH: 'a', INPUT_KEY: 'k' }, { mode: 'restore' }))).toBe(
      'bucket: missing; name the storage by it, or by store.',
    )
  })

  test('a command with an endpoint asks for the bucket', () => {
    expect(complaint(() => readCommand('restore --endpoint http://minio:9000'))).toBe(
      '--bucket: missing; say which bucket holds the caches.',
    )
  })

  test('a plugin step uses Amazon S3 with the owner as bucket, as drone-s3-cache does', () => {
    const inputs = readPlugin(restore)
    expect(s3Of(inputs)).toMatchObject({ endpoint: undefined, bucket: undefined, region: 'us-east-1', createBucket: false })
    expect(restoreOf(inputs).location.path).toBe('octo/app/feature/x')
  })
})

describe('a bucket that is named by the first component of the path', () => {
  test('a root names it too', () => {
    const inputs = readPlugin({ ...restore, PLUGIN_ROOT: 'My-Bucket/ci', PLUGIN_PATH: 'deps' })
    expect(s3Of(inputs).bucket).toBeUndefined()
    expect(restoreOf(inputs).location).toMatchObject({ path: 'My-Bucket/ci/deps', fallbackPaths: ['My-Bucket/ci/octo/app/main'] })
  })

  test('default fallback paths in the bucket of somebody else are left out', () => {
    expect(restoreOf(readPlugin({ ...restore, PLUGIN_PATH: 'my-bucket/deps' })).location.fallbackPaths).toEqual([])
  })

  test.each(['a_b', 'ab', 'ünï'])('an owner called %s cannot be one', (owner) => {
    const read = (): unknown => readPlugin(restore, { build: { ...laptop, host: 'drone', owner, repo: 'app' } })
    const message = complaint(read)
    expect(message).toContain(`PLUGIN_BUCKET: missing, and the first component of the path, "${owner}",`)
    expect(message.split('PLUGIN_BUCKET'), 'told once, though three paths begin with it').toHaveLength(2)
  })
})

describe('a directory', () => {
  test.each([
    [{ PLUGIN_DIRECTORY: '/cache' }, '/cache'],
    [{ PLUGIN_FILESYSTEM_CACHE_ROOT: '~/cache' }, '/home/me/cache'],
    [{ PLUGIN_BACKEND: 'filesystem', FILESYSTEM_CACHE_ROOT: '/vol' }, '/vol'],
    [{ PLUGIN_BACKEND: 'filesystem' }, '/tmp/cache'],
    [{ PLUGIN_BACKEND: 'filesystem', PLUGIN_DIRECTORY: '/vol', PLUGIN_BUCKET: 'b' }, '/vol'],
  ])('is used with %s', (env, directory) => {
    expect(readPlugin({ ...restore, ...env }).config.storage).toEqual({ kind: 'directory', directory })
  })

  test('gives way to S3 where the backend says so', () => {
    const env = { ...restore, PLUGIN_BACKEND: 's3', PLUGIN_DIRECTORY: '/vol', PLUGIN_BUCKET: 'b' }
    expect(s3Of(readPlugin(env)).bucket).toBe('b')
  })

  test('beside a bucket is a question', () => {
    expect(complaint(() => readPlugin({ ...restore, PLUGIN_DIRECTORY: '/vol', PLUGIN_BUCKET: 'b' }))).toBe(
      'PLUGIN_DIRECTORY, PLUGIN_BUCKET: expected one of them, or PLUGIN_BACKEND to choose s3 or filesystem.',
    )
  })

  test('another backend of drone-cache is refused', () => {
    expect(complaint(() => readPlugin({ ...restore, PLUGIN_BACKEND: 'gcs' }))).toBe(
      'PLUGIN_BACKEND: expected one of s3, filesystem, got "gcs".',
    )
  })
})

describe('an endpoint', () => {
  test('with a bucket in it names the bucket and a prefix', () => {
    const inputs = readPlugin({ ...restore, PLUGIN_ENDPOINT: 'http://minio:9000/cache/ci', PLUGIN_ROOT: 'x' })
    expect(s3Of(inputs)).toMatchObject({ endpoint: 'http://minio:9000', bucket: 'cache', createBucket: false })
    expect(restoreOf(inputs).location.path).toBe('ci/x/octo/app/feature/x')
  })

  test('may name the same bucket as `bucket`, and no other', () => {
    const env = { ...restore, PLUGIN_ENDPOINT: 's3://cache' }
    expect(s3Of(readPlugin({ ...env, PLUGIN_BUCKET: 'cache' })).bucket).toBe('cache')
    expect(complaint(() => readPlugin({ ...env, PLUGIN_BUCKET: 'other' }))).toBe(
      'PLUGIN_ENDPOINT, PLUGIN_BUCKET: expected the same bucket, got "cache" and "other".',
    )
  })

  test('without a scheme is told how it was taken', () => {
    expect(readPlugin({ ...restore, S3_ENDPOINT: 'minio:9000' }).notices).toEqual([
      'S3_ENDPOINT does not say http:// or https://; taken as http://.',
    ])
  })

  test('that is wrong is told by its name', () => {
    expect(complaint(() => readPlugin({ ...restore, CACHE_S3_SERVER: 'ftp://minio' }))).toBe(
      'CACHE_S3_SERVER: expected an address that begins with https://, http:// or s3://, got "ftp://minio".',
    )
  })

  test.each([
    [{ PLUGIN_SERVER: 'http://a', PLUGIN_ENDPOINT: 'http://b' }, 'http://a'],
    [{ PLUGIN_SERVER: '', PLUGIN_ENDPOINT: 'http://b', CACHE_S3_ENDPOINT: 'http://c' }, 'http://b'],
    [{ CACHE_S3_ENDPOINT: 'http://c', CACHE_S3_SERVER: 'http://d', S3_ENDPOINT: 'http://e' }, 'http://c'],
    [{ CACHE_S3_SERVER: 'http://d', S3_ENDPOINT: 'http://e' }, 'http://d'],
  ])('of %s is %s', (env, endpoint) => {
    expect(s3Of(readPlugin({ ...restore, ...env })).endpoint).toBe(endpoint)
  })
})

describe('a region', () => {
  const amazon = { PLUGIN_ENDPOINT: 'https://s3-eu-west-2.amazonaws.com' }
  test.each([
    [{}, 'us-east-1'],
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-3' }, 'eu-west-1'],
    [{ CACHE_S3_REGION: 'eu-north-1', AWS_REGION: 'eu-west-1' }, 'eu-north-1'],
    [amazon, 'eu-west-2'],
    [{ ...amazon, PLUGIN_REGION: 'eu-west-2' }, 'eu-west-2'],
    [{ ...amazon, AWS_REGION: 'us-west-2' }, 'eu-west-2'],
  ])('of %s is %s', (env, region) => {
    expect(s3Of(readPlugin({ ...restore, ...env })).region).toBe(region)
  })

  test('that contradicts the endpoint is refused', () => {
    expect(complaint(() => readPlugin({ ...restore, ...amazon, PLUGIN_REGION: 'eu-west-1' }))).toBe(
      'PLUGIN_ENDPOINT, PLUGIN_REGION: expected the same region, got "eu-west-2" and "eu-west-1".',
    )
  })
})

describe('a missing bucket', () => {
  test.each([
    [{ PLUGIN_ENDPOINT: 'http://minio:9000' }, true],
    [{ PLUGIN_ENDPOINT: 'http://minio:9000', PLUGIN_BUCKET: 'b' }, false],
    [{ PLUGIN_ENDPOINT: 'http://minio:9000', PLUGIN_BUCKET: 'b', PLUGIN_CREATE_BUCKET: 'true' }, true],
    [{ PLUGIN_ENDPOINT: 'http://minio:9000', PLUGIN_CREATE_BUCKET: 'no' }, false],
    [{}, false],
  ])('with %s is created: %s', (env, createBucket) => {
    expect(s3Of(readPlugin({ ...rebuild, ...env })).createBucket).toBe(createBucket)
  })
})

describe('transfer acceleration', () => {
  const env = { ...restore, PLUGIN_BUCKET: 'cache' }
  test.each([
    [{ PLUGIN_ACCELERATED_ENDPOINT: 's3-accelerate.amazonaws.com' }, { accelerate: true, dualStack: false }],
    [{ PLUGIN_ACCELERATED_ENDPOINT: 'https://s3-accelerate.dualstack.amazonaws.com/' }, { accelerate: true, dualStack: true }],
    [{ PLUGIN_ENDPOINT: 'https://s3.dualstack.eu-west-1.amazonaws.com' }, { accelerate: false, dualStack: true }],
    [{}, { accelerate: false, dualStack: false }],
  ])('with %s is %s', (more, expected) => {
    expect(s3Of(readPlugin({ ...env, ...more }))).toMatchObject(expected)
  })

  test('is for Amazon alone', () => {
    const inputs = readPlugin({ ...env, PLUGIN_ENDPOINT: 'http://minio', PLUGIN_ACCELERATED_ENDPOINT: 's3-accelerate.amazonaws.com' })
    expect(s3Of(inputs).accelerate).toBe(false)
    expect(inputs.notices).toEqual(['PLUGIN_ACCELERATED_ENDPOINT is not used: only Amazon S3 itself accelerates.'])
  })

  test('needs a bucket without dots and a name that is known', () => {
    const message = complaint(() => readPlugin({ ...env, PLUGIN_BUCKET: 'a.b', PLUGIN_ACCELERATED_ENDPOINT: 'fast' }))
    expect(message).toContain(
      'PLUGIN_ACCELERATED_ENDPOINT: expected s3-accelerate.amazonaws.com or s3-accelerate.dualstack.amazonaws.com, got "fast"',
    )
    expect(message).toContain('PLUGIN_ACCELERATED_ENDPOINT: expected a bucket without dots, got "a.b"')
  })
})

describe('other properties of objects', () => {
  const env = { ...rebuild, PLUGIN_BUCKET: 'cache' }
  test.each([
    [{ PLUGIN_ACL: 'private' }, { acl: undefined }],
    [{ PLUGIN_ACL: 'bucket-owner-full-control' }, { acl: 'bucket-owner-full-control' }],
    [{ PLUGIN_ENCRYPTION: 'AES256' }, { encryption: { algorithm: 'AES256', keyId: undefined } }],
    [{ PLUGIN_KMS_KEY_ID: 'alias/ci' }, { encryption: { algorithm: 'aws:kms', keyId: 'alias/ci' } }],
    [{ AWS_ENCRYPTION: 'aws:kms', PLUGIN_ENCRYPTION_KEY_ID: 'k' }, { encryption: { algorithm: 'aws:kms', keyId: 'k' } }],
    [{}, { encryption: undefined, storageClass: undefined, acl: undefined, skipVerify: false }],
    [{ PLUGIN_STORAGE_CLASS: 'STANDARD_IA' }, { storageClass: 'STANDARD_IA' }],
    [{ PLUGIN_PATH_STYLE: 'true' }, { pathStyle: true }],
    [{ PLUGIN_SKIP_VERIFY: 'true' }, { skipVerify: true }],
  ])('%s', (more, expected) => {
    expect(s3Of(readPlugin({ ...env, ...more }))).toMatchObject(expected)
  })

  test.each([
    [{ PLUGIN_BUCKET: 'cache/ci' }, 'PLUGIN_BUCKET: expected the name of a bucket alone'],
    [{ PLUGIN_BUCKET: 'Bad_Bucket!' }, 'PLUGIN_BUCKET: expected the name of a bucket: letters, digits, dots and dashes, got "Bad_Bucket!"'],
    [{ PLUGIN_ENDPOINT: 'https://minio/a%20b' }, 'PLUGIN_ENDPOINT: expected in its address the name of a bucket'],
    [{ PLUGIN_ACL: 'mine' }, 'PLUGIN_ACL: expected one of private,'],
    [{ PLUGIN_ENCRYPTION: 'AES256', PLUGIN_KMS_KEY_ID: 'k' }, 'PLUGIN_ENCRYPTION, PLUGIN_KMS_KEY_ID: expected aws:kms when a key is named'],
    [{ PLUGIN_STORAGE_CLASS: 'DEEP_ARCHIVE' }, 'PLUGIN_STORAGE_CLASS: expected a class that can be read at once'],
  ])('%s is refused: %s', (more, message) => {
    expect(complaint(() => readPlugin({ ...env, ...more }))).toContain(message)
  })
})

describe('certificates to trust', () => {
  const env = { ...restore, PLUGIN_BUCKET: 'cache' }
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  const readText = (path: string): string => {
    if (path === '/etc/ca.pem') return pem
    if (path === '/drone/src/ca.der') return 'binary'
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  }

  test.each([
    [{ PLUGIN_CA_CERT: pem }, pem],
    [{ CACHE_S3_CA_CERT: pem.replaceAll('\n', String.raw`\n`) }, pem],
    [{ PLUGIN_CA_CERT: '/etc/ca.pem' }, pem],
    [{ CACHE_S3_CA_CERT_PATH: '/etc/ca.pem' }, pem],
    [{ PLUGIN_CA_CERT: pem, AWS_CA_BUNDLE: '/etc/ca.pem' }, `${pem}\n${pem}`],
    [{}, undefined],
  ])('%j', (more, text) => {
    expect(s3Of(readPlugin({ ...env, ...more }, { readText })).caCertificate).toBe(text)
  })

  test('that cannot be read are told all at once', () => {
    const message = complaint(() => readPlugin({ ...env, PLUGIN_CA_CERT: 'ca.der', PLUGIN_CA_CERT_PATH: '/none.pem' }, { readText }))
    expect(message).toContain('PLUGIN_CA_CERT: expected certificates in PEM, got "ca.der"')
    expect(message).toContain('PLUGIN_CA_CERT_PATH: expected a file that can be read, got "/none.pem" (ENOENT)')
  })
})

test('a name that the storage cannot take is refused before anything is done', () => {
  const key = 'é'.repeat(180)
  expect(complaint(() => readCommand(['restore', '--bucket', 'b', '--key', key]))).toMatch(
    /^--key: expected a name that fits in 1024 bytes/,
  )
  const inDirectory = ['rebuild', '--mount', 'a', '--store', '/cache', '--key', 'k'.repeat(250)]
  expect(complaint(() => readCommand(inDirectory))).toMatch(/^--key: expected a name that fits in 255 bytes/)
  expect(rebuildOf(readCommand(['rebuild', '--mount', 'a', '--bucket', 'b', '--key', 'k'.repeat(250)])).mode).toBe('rebuild')
})
