import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingMessage, request as httpRequest } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { createFixture } from 'fs-fixture'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CredentialsConfig, S3Config } from '../../src/inputs/config.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { startFauxqs } from '../servers/fauxqs.ts'
import type { S3Server } from '../servers/server.ts'
import { refusal } from './fault-answers.ts'
import { type Fault, type FaultyServer, type Request, startFaultyServer } from './faulty-server.ts'
import { openS3, s3ConfigFor } from './s3-config.ts'

const bucket = 'larder-client'
const partSize = 5 * 1024 * 1024
let upstream: S3Server
let server: FaultyServer
let faultOf: (request: Request, count: number) => Fault | undefined
const opened: ObjectStore[] = []

beforeAll(async () => {
  upstream = await startFauxqs()
})
afterAll(() => upstream.stop())
beforeEach(async () => {
  faultOf = () => undefined
  server = await startFaultyServer(upstream.endpoint, (request, count) => faultOf(request, count))
  const { store } = await openS3(s3ConfigFor(upstream, { bucket }))
  await store.put('there', Buffer.from('x'))
  store.close()
})
afterEach(async () => {
  for (const store of opened.splice(0)) store.close()
  await server.close()
  vi.unstubAllEnvs()
})

async function open(changes: Partial<S3Config> = {}, env: Record<string, string> = {}) {
  const found = await openS3(s3ConfigFor({ ...upstream, endpoint: server.endpoint }, { bucket, ...changes }), {
    env,
    tuning: { baseDelay: 1, partSize },
  })
  opened.push(found.store)
  return found
}

describe('what a request says', () => {
  test('acl, encryption and storage class go with everything that makes an object', async () => {
    const { store } = await open({
      acl: 'bucket-owner-full-control',
      encryption: { algorithm: 'aws:kms', keyId: 'key-1' },
      storageClass: 'STANDARD_IA',
    })
    await store.put('said', Buffer.from('x'), { contentType: 'text/x' })
    await store.copy('said', 'copied')
    await store.putStream('streamed', once(randomBytes(partSize + 1)))
    const makers = server.requests.filter(
      ({ method, url }) => (method === 'PUT' && !url.includes('partNumber')) || url.includes('?uploads'),
    )
    expect(makers.length).toBeGreaterThanOrEqual(3)
    for (const { headers } of makers) {
      expect(headers).toMatchObject({
        'x-amz-acl': 'bucket-owner-full-control',
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
        'x-amz-storage-class': 'STANDARD_IA',
      })
    }
    expect(makers[0]?.headers['content-type']).toBe('text/x')
  })

  test('no checksum, no trailer and no Expect, which many stores do not know', async () => {
    const { store } = await open()
    await store.put('plain', randomBytes(3_000_000))
    await store.get('plain')
    for (const { headers } of server.requests) {
      expect(Object.keys(headers).filter((name) => /checksum|crc|trailer|^expect$|sdk-checksum/.test(name))).toEqual([])
    }
  })

  test('over plain HTTP a payload is signed unless its reader checks it by a hash', async () => {
    const { store } = await open()
    await store.put('signed', Buffer.from('x'))
    await store.put('checked', Buffer.from('x'), { checksummed: true })
    expect(server.requests.map(({ headers }) => headers['x-amz-content-sha256'])).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      'UNSIGNED-PAYLOAD',
    ])
  })

  test('without a bucket the first component, lower-cased, is the bucket', async () => {
    const { store } = await open({ bucket: undefined })
    await store.put('Larder-Client/Octo/Cat', Buffer.from('x'))
    expect(server.requests.at(-1)?.url).toMatch(/^\/larder-client\/Octo\/Cat\?/)
    expect(await allKeys(store.list('Larder-Client/Octo/'))).toEqual(['Larder-Client/Octo/Cat'])
    expect((await store.head('Larder-Client/Octo/Cat'))?.key).toBe('Larder-Client/Octo/Cat')
    await expect(allKeys(store.list('Larder'))).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  })

  test('an unnamed store asks for the time with any request, and a refusal will do', async () => {
    faultOf = () => ({
      answer: { ...(refusal(403, 'AccessDenied') as { answer: object }).answer, headers: { date: 'Thu, 01 Jan 2026 12:00:00 GMT' } },
    })
    for (const name of [undefined, bucket]) {
      const { store } = await open({ bucket: name })
      const now = await store.now()
      expect(now.getTime() - Date.UTC(2026, 0, 1, 12)).toBeLessThan(10_000)
      expect(now.getTime()).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1, 12))
    }
  })
})

describe('a missing bucket', () => {
  test.each([
    { where: 'a server', region: 'eu-west-1', endpoint: true, constraint: '' },
    { where: 'AWS', region: 'eu-west-1', endpoint: false, constraint: 'eu-west-1' },
    { where: 'the first region of AWS', region: 'us-east-1', endpoint: false, constraint: '' },
  ])('is created on $where, and the object is put', async ({ region, endpoint, constraint }) => {
    const bucketToCreate = `larder-${randomBytes(4).toString('hex')}`
    const changes = { bucket: bucketToCreate, createBucket: true, region }
    // What is AWS is told by the lack of an endpoint; the SDK then takes this variable, here to stay on this machine.
    vi.stubEnv('AWS_ENDPOINT_URL_S3', server.endpoint)
    const { store } = await open(endpoint ? changes : { ...changes, endpoint: undefined })
    await store.put('object', Buffer.from('x'))
    const creation = server.requests.find(
      ({ method, url }) => method === 'PUT' && new URL(url, server.endpoint).pathname === `/${bucketToCreate}/`,
    )
    expect(creation).toBeDefined()
    expect(/<LocationConstraint>(.*)<\/LocationConstraint>/.exec(String(creation?.body))?.[1] ?? '').toBe(constraint)
    expect((await store.get('object'))?.object.size).toBe(1)
  })

  test('is created for a stream too', async () => {
    const { store } = await open({ bucket: `larder-${randomBytes(4).toString('hex')}` })
    expect(await store.putStream('object', once(randomBytes(partSize + 1)))).toEqual({ size: partSize + 1 })
  })

  test('is not created unless the settings say so', async () => {
    const { store } = await open({ bucket: 'larder-nowhere', createBucket: false })
    await expect(store.put('object', Buffer.from('x'))).rejects.toMatchObject({
      code: 'BUCKET_MISSING',
      message: expect.stringContaining('larder-nowhere'),
    })
    await expect(store.putStream('object', once(randomBytes(partSize + 1)))).rejects.toMatchObject({ code: 'BUCKET_MISSING' })
  })
})

describe('credentials', () => {
  test('of keys go with every request, the session token too', async () => {
    const { store } = await open({ credentials: { from: 'keys', accessKey: 'KEY1', secretKey: 'S', sessionToken: 'TOKEN1' } })
    await store.head('there')
    expect(lastKey()).toBe('KEY1')
    expect(server.requests.at(-1)?.headers['x-amz-security-token']).toBe('TOKEN1')
  })

  test('are none for an anonymous store', async () => {
    const { store } = await open({ credentials: { from: 'anonymous' } })
    expect((await store.head('there'))?.size).toBe(1)
    await store.put('by-nobody', Buffer.from('x'))
    for (const { headers, url } of server.requests) {
      expect(headers.authorization).toBeUndefined()
      expect(url).not.toContain('Signature')
    }
  })

  test('come from a profile of a file, or from the program that it names', async () => {
    const answer = JSON.stringify({ Version: 1, AccessKeyId: 'FROMPROGRAM', SecretAccessKey: 'S' })
    await using files = await createFixture({
      'print.cjs': `console.log(${JSON.stringify(answer)})`,
      credentials: '[default]\naws_access_key_id = FROMDEFAULT\naws_secret_access_key = S\n',
    })
    await writeFile(
      files.getPath('credentials'),
      `[default]\naws_access_key_id = FROMDEFAULT\naws_secret_access_key = S\n
[other]\naws_access_key_id = FROMOTHER\naws_secret_access_key = S\n
[program]\ncredential_process = ${process.execPath} ${files.getPath('print.cjs')}\n`,
    )
    const rows = [
      [undefined, 'FROMDEFAULT'],
      ['other', 'FROMOTHER'],
      ['program', 'FROMPROGRAM'],
    ] as const
    for (const [profile, key] of rows) {
      const { store } = await open({ credentials: { from: 'file', file: files.getPath('credentials'), profile } })
      await store.head('there')
      expect(lastKey()).toBe(key)
    }
    const { store } = await open({ credentials: { from: 'file', file: files.getPath('credentials'), profile: 'absent' } })
    await expect(store.head('there')).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED', message: expect.stringContaining('absent') })
  })

  test('that have expired are read anew, once', async () => {
    await using files = await createFixture({ credentials: '[default]\naws_access_key_id = OLD\naws_secret_access_key = S\n' })
    const file = files.getPath('credentials')
    faultOf = ({ headers }) => (keyOf(headers.authorization) === 'OLD' ? refusal(400, 'ExpiredToken') : undefined)
    const { store } = await open({ credentials: { from: 'file', file, profile: undefined } })
    await expect(store.get('there')).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' })
    expect(server.requests.length).toBe(2)
    await writeFile(file, '[default]\naws_access_key_id = NEW\naws_secret_access_key = S\n')
    expect((await store.get('there'))?.object.size).toBe(1)
    expect(lastKey()).toBe('NEW')
  })

  const base: CredentialsConfig = { from: 'keys', accessKey: 'BASE', secretKey: 'S', sessionToken: undefined }
  test.each([
    { by: 'a web identity', action: 'AssumeRoleWithWebIdentity', token: true, externalId: undefined },
    { by: 'other credentials', action: 'AssumeRole', token: false, externalId: 'external-1' },
  ])('of a role are got by $by', async ({ action, token, externalId }) => {
    await using files = await createFixture({ token: 'the-identity' })
    vi.stubEnv('AWS_ENDPOINT_URL_STS', server.endpoint)
    faultOf = ({ body }) => (String(body).includes(`Action=${action}&`) ? { answer: { body: roleAnswer(action) } } : undefined)
    const credentials: CredentialsConfig = {
      from: 'role',
      roleArn: 'arn:aws:iam::1:role/r',
      sessionName: 'larder',
      tokenFile: token ? files.getPath('token') : undefined,
      externalId,
      base,
    }
    const { store } = await open({ credentials })
    await Promise.all([store.head('there'), store.head('there'), store.head('there')])
    expect(lastKey()).toBe('ROLEKEY')
    const asked = server.requests.filter(({ body }) => String(body).includes('Action='))
    expect(asked.length).toBe(1)
    const question = new URLSearchParams(String(asked[0]?.body))
    expect(question.get('RoleArn')).toBe('arn:aws:iam::1:role/r')
    expect(question.get('RoleSessionName')).toBe('larder')
    expect(question.get('WebIdentityToken')).toBe(token ? 'the-identity' : null)
    expect(question.get('ExternalId')).toBe(externalId ?? null)
  })

  test('come from the environment where nothing is set', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'FROMENV')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S')
    const { store } = await open({ credentials: { from: 'chain' } })
    await store.head('there')
    expect(lastKey()).toBe('FROMENV')
  })

  test('that cannot be found are an error with a remedy', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'])
      vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere')
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
    const { store } = await open({ credentials: { from: 'chain' } })
    await expect(store.head('there')).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED', hint: expect.stringContaining('access-key') })
  })
})

describe('over TLS', () => {
  test('a store is trusted by the authority that the settings name', async () => {
    await using secure = await startTls(server.endpoint)
    const { store } = await open({ endpoint: secure.endpoint, caCertificate: await pem('authority') })
    await store.put('over/tls', Buffer.from('x'))
    expect((await store.get('over/tls'))?.object.size).toBe(1)
    expect(server.requests.map(({ headers }) => headers['x-amz-content-sha256'])).toContain('UNSIGNED-PAYLOAD')
  })

  test('a store that nobody vouches for is refused, with a remedy, and at once', async () => {
    await using secure = await startTls(server.endpoint)
    const { store } = await open({ endpoint: secure.endpoint })
    await expect(store.head('there')).rejects.toMatchObject({
      code: 'STORAGE_UNREACHABLE',
      hint: expect.stringContaining('ca-cert'),
    })
    expect(secure.connections()).toBe(1)
  })

  test('a store that nobody vouches for may be taken, and is warned of', async () => {
    await using secure = await startTls(server.endpoint)
    const { store, warnings } = await open({ endpoint: secure.endpoint, skipVerify: true })
    expect((await store.head('there'))?.size).toBe(1)
    expect(warnings).toEqual([expect.stringContaining('skip-verify')])
  })
})

describe('a proxy', () => {
  test('of HTTP_PROXY sends plain requests on, its password with them', async () => {
    await using proxy = await startForwardProxy(server.endpoint)
    const { store } = await open({ endpoint: 'http://store.test:9000' }, { HTTP_PROXY: `http://user:pass-word@127.0.0.1:${proxy.port}` })
    expect((await store.head('there'))?.size).toBe(1)
    expect(proxy.seen).toEqual([`HEAD http://store.test:9000/${bucket}/there`])
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('user:pass-word').toString('base64')}`])
  })

  test('of https_proxy is tunnelled through, and the certificate is that of the store', async () => {
    await using secure = await startTls(server.endpoint)
    await using proxy = await startForwardProxy(secure.endpoint)
    const env = { https_proxy: `127.0.0.1:${proxy.port}` }
    const { store } = await open({ endpoint: 'https://store.test', caCertificate: await pem('authority') }, env)
    await Promise.all(Array.from({ length: 3 }, () => store.get('there')))
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT store.test:443']))
  })

  test.each([
    { what: 'this machine', env: {}, endpoint: undefined },
    { what: 'an exception', env: { NO_PROXY: 'other, 127.0.0.0/8' }, endpoint: undefined },
  ])('is not asked for $what', async ({ env }) => {
    const { store } = await open({}, { http_proxy: 'http://127.0.0.1:9', ...env })
    expect((await store.head('there'))?.size).toBe(1)
  })

  test('that refuses is named without its password', async () => {
    const { store } = await open({ endpoint: 'https://store.test' }, { HTTPS_PROXY: 'http://user:pass-word@127.0.0.1:9' })
    const error: unknown = await store.head('there').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'STORAGE_UNREACHABLE' })
    expect(JSON.stringify(error) + String(error)).not.toContain('pass-word')
  })

  test('whose address makes no sense is told so', async () => {
    await expect(open({ endpoint: 'https://store.test' }, { HTTPS_PROXY: 'http://user:pass-word@:x:y' })).rejects.toMatchObject({
      code: 'STORAGE_UNREACHABLE',
      message: expect.not.stringContaining('pass-word'),
    })
  })
})

async function* once(chunk: Uint8Array): AsyncIterable<Uint8Array> {
  yield chunk
}

async function allKeys(objects: AsyncIterable<{ readonly key: string }>): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of objects) keys.push(key)
  return keys
}

function lastKey(): string | undefined {
  return keyOf(server.requests.at(-1)?.headers.authorization)
}

function keyOf(authorization: string | undefined): string | undefined {
  return /Credential=([^/]+)\//.exec(authorization ?? '')?.[1]
}

function roleAnswer(action: string): string {
  const credentials =
    '<AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>'
  return `<${action}Response><${action}Result><Credentials>${credentials}</Credentials></${action}Result></${action}Response>`
}

function pem(name: string): Promise<string> {
  return readFile(new URL(`tls/${name}.pem`, import.meta.url), 'utf8')
}

interface TlsFront extends AsyncDisposable {
  readonly endpoint: string
  connections(): number
}

/** TLS before a plain server. */
async function startTls(endpoint: string): Promise<TlsFront> {
  let connections = 0
  const front = createTlsServer({ key: await pem('server-key'), cert: await pem('server') }, (incoming, response) => {
    const { method, headers, url = '' } = incoming
    incoming.pipe(
      httpRequest(new URL(url, endpoint), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      }),
    )
  })
  front.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `https://127.0.0.1:${(front.address() as AddressInfo).port}`,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
    },
  }
}

interface ForwardProxy extends AsyncDisposable {
  readonly port: number
  /** What it was asked for. */
  readonly seen: string[]
  readonly authorizations: (string | undefined)[]
}

/** A proxy for which every name is the server at `target`. */
async function startForwardProxy(target: string): Promise<ForwardProxy> {
  const seen: string[] = []
  const authorizations: (string | undefined)[] = []
  const tunnels = new Set<Duplex>()
  const { port } = new URL(target)
  const note = ({ method, url, headers }: IncomingMessage): void => {
    seen.push(`${method} ${url}`)
    authorizations.push(headers['proxy-authorization'])
  }
  const proxy = createHttpServer((incoming, response) => {
    note(incoming)
    const { pathname, search } = new URL(incoming.url ?? '')
    incoming.pipe(
      httpRequest(
        new URL(pathname + search, target),
        { method: incoming.method, headers: { ...incoming.headers, host: `127.0.0.1:${port}` } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 0, answer.headers)
          answer.pipe(response)
        },
      ),
    )
  })
  proxy.on('connect', (incoming, client) => {
    note(incoming)
    tunnels.add(client)
    const through = connect(Number(port), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    client.pipe(through).pipe(client)
    client.on('error', () => through.destroy())
    through.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    seen,
    authorizations,
    async [Symbol.asyncDispose]() {
      for (const tunnel of tunnels) tunnel.destroy()
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
