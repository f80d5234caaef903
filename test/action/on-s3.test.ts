import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import { freePort, type S3Server } from '../servers/server.ts'
import { sharedServer } from '../servers/start-server.ts'
import { startJob, type Step, type Texts } from '../support/action-runner.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { bucketOfCaches, cachesIn, type TourStore } from '../tour/support/stores.ts'
import { install } from './support.ts'

const cache = { path: 'node_modules', key: 'k' }

interface Bucket extends Disposable {
  /** Names the bucket, without credentials. */
  readonly inputs: Texts
  readonly objects: TourStore['objects']
}

async function bucketOn(server: Omit<S3Server, 'stop'>): Promise<Bucket> {
  const { bucket, objects } = await bucketOfCaches(server)
  return { inputs: { bucket, endpoint: server.endpoint }, objects, [Symbol.dispose]: () => objects.close() }
}

/** Lines of a log that the runner shows. */
function shown({ log }: Step): string[] {
  return log.split('\n').filter((line) => !line.startsWith('::add-mask::'))
}

/** Values of the masks at the beginning of a log. */
function masked({ log }: Step): string[] {
  const lines = log.split('\n')
  const count = lines.findIndex((line) => !line.startsWith('::add-mask::'))
  return lines.slice(0, count).map((line) => decodeURIComponent(line.slice('::add-mask::'.length)))
}

describe.concurrent('with any server', () => {
  let server: S3Server
  beforeAll(async () => void (server = await startFauxqs()))
  afterAll(() => server.stop())

  // Signs in a URL, and looks different there.
  const secrets = { 'access-key': 'AKIA/EXAMPLE+', 'secret-key': 'se/cr+et=%20&', 'session-token': 'to/k+en==' }
  const machine = {
    AWS_SECRET_ACCESS_KEY: 'of-the-machine-1',
    LARDER_SECRET_KEY: 'of-the-workflow-2',
    AWS_SESSION_TOKEN: 'token-of-the-machine-3',
  }

  test('what is saved is restored', async () => {
    using bucket = await bucketOn(server)
    using first = startJob()
    const inputs = { ...cache, ...bucket.inputs, ...secrets }
    const miss = await first.run('.', inputs)
    install(first)
    await miss.post()
    expect(await cachesIn(bucket.objects)).toEqual(['octo/app/feature/x/k.snapshot'])
    using second = startJob()
    expect((await second.run('.', inputs)).outputs).toMatchObject({ 'cache-hit': 'true' })
    expect(
      differences(listTree(path.join(first.workspace, 'node_modules')), listTree(path.join(second.workspace, 'node_modules'))),
    ).toEqual([])
  })

  test('every secret is masked before anything else is said, in main and in post', async () => {
    using bucket = await bucketOn(server)
    using job = startJob({ env: machine })
    const main = await job.run('.', { ...cache, ...bucket.inputs, ...secrets })
    install(job)
    const post = await main.post()
    expect(masked(main).sort()).toEqual([...Object.values(secrets), ...Object.values(machine)].sort())
    expect(masked(post)).toEqual(masked(main))
  })

  test('no secret is in the state, an output, a variable, the summary, or the log, though that tells every step', async () => {
    using bucket = await bucketOn(server)
    using job = startJob({ env: { ...machine, RUNNER_DEBUG: '1' } })
    const main = await job.run('.', { ...cache, ...bucket.inputs, ...secrets })
    install(job)
    const steps = [main, await main.post(), await job.run('.', { ...cache, ...bucket.inputs, ...secrets, timeout: secrets['secret-key'] })]
    expect(steps.map(({ code }) => code)).toEqual([0, 0, 1])
    const all = steps.map((step) => [...shown(step), step.summary, ...Object.values(step.files)].join('\n')).join('\n')
    const forms = [...Object.values(secrets), ...Object.values(machine)].flatMap((secret) => [secret, encodeURIComponent(secret)])
    expect(forms.filter((form) => all.includes(form))).toEqual([])
    expect(all).toContain('secret-key = set')
    expect(steps.map(({ files }) => files.env + files.path).join('')).toBe('')
  })

  test('a server that cannot be reached is a miss with a warning, and a warning of the post step', async () => {
    using job = startJob()
    const inputs = { ...cache, bucket: 'b', endpoint: `http://127.0.0.1:${await freePort()}`, ...secrets, timeout: '1s' }
    const main = await job.run('.', inputs)
    expect(main).toMatchObject({ code: 0, outputs: { 'cache-status': 'miss' } })
    expect(main.outputs).not.toHaveProperty('cache-hit')
    expect(main.commands('warning')).not.toEqual([])
    install(job)
    const post = await main.post()
    expect(post.code).toBe(0)
    expect(post.commands('warning').join()).toContain('failed: ')
    expect([...main.commands('error'), ...post.commands('error')]).toEqual([])
  })
})

describe.runIf(requires('minio')).concurrent('with a server that checks keys', () => {
  const other = { AWS_ACCESS_KEY_ID: 'somebody-else', AWS_SECRET_ACCESS_KEY: 'their-secret' }
  let server: Omit<S3Server, 'stop'>
  let inputs: Texts
  let variables: Texts
  beforeAll(async () => {
    server = await sharedServer('minio')
    inputs = { 'access-key': server.accessKey, 'secret-key': server.secretKey }
    variables = { AWS_ACCESS_KEY_ID: server.accessKey, AWS_SECRET_ACCESS_KEY: server.secretKey }
  })

  test('keys may come as variables of the job', async () => {
    using bucket = await bucketOn(server)
    using job = startJob({ env: variables })
    const main = await job.run('.', { ...cache, ...bucket.inputs })
    install(job)
    expect((await main.post()).log).toContain('published: k')
    expect((await job.run('.', { ...cache, ...bucket.inputs })).outputs).toMatchObject({ 'cache-hit': 'true' })
  })

  test('keys that are inputs serve the post step as well, though a step has changed the variables meanwhile', async () => {
    using bucket = await bucketOn(server)
    using job = startJob({ env: variables })
    const main = await job.run('.', { ...cache, ...bucket.inputs, ...inputs })
    install(job)
    expect((await main.post({ env: other })).log).toContain('published: k')
  })

  test('keys that are variables are read again, so whoever changes them makes the post step warn', async () => {
    using bucket = await bucketOn(server)
    using job = startJob({ env: variables })
    const main = await job.run('.', { ...cache, ...bucket.inputs })
    install(job)
    const post = await main.post({ env: other })
    expect(post.code).toBe(0)
    expect(post.commands('warning').join('\n')).toMatch(/failed: .*(denied|InvalidAccessKeyId|access key)/i)
    expect(await cachesIn(bucket.objects)).toEqual([])
  })

  test('wrong keys are a miss with a warning', async () => {
    using bucket = await bucketOn(server)
    using job = startJob()
    const wrong = { ...cache, ...bucket.inputs, ...inputs, 'secret-key': 'wrong-secret' }
    const main = await job.run('.', wrong)
    expect(main).toMatchObject({ code: 0, outputs: { 'cache-status': 'miss' } })
    expect(main.commands('warning')).not.toEqual([])
    expect(main.log.replace('::add-mask::wrong-secret', '')).not.toContain('wrong-secret')
  })
})
