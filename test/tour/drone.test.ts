import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { S3Server } from '../servers/server.ts'
import { larder } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { hostVariables, pluginSettings, type Variables } from './support/hosts.ts'
import { installPackages, scratchDirectory } from './support/project.ts'
import { anyServer } from './support/servers.ts'
import { bucketObjects, cachesIn, makeBucket } from './support/stores.ts'

/** How the documentation of drone-s3-cache hands over what names the store: as settings, or as secrets by the names it lists. */
const credentials = {
  settings: ({ endpoint, accessKey, secretKey }) => pluginSettings({ endpoint, access_key: accessKey, secret_key: secretKey }),
  'secrets called aws_*': ({ endpoint, accessKey, secretKey }) => ({
    ...pluginSettings({ endpoint }),
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
  }),
  'secrets called cache_s3_*': ({ endpoint, accessKey, secretKey }) => ({
    CACHE_S3_ENDPOINT: endpoint,
    CACHE_S3_ACCESS_KEY: accessKey,
    CACHE_S3_SECRET_KEY: secretKey,
  }),
  'secrets, the endpoint called s3_endpoint': ({ endpoint, accessKey, secretKey }) => ({
    S3_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
  }),
} as const satisfies Record<string, (server: S3Server) => Variables>

const pipelines = [
  { runner: 'drone-0.8-push', keys: 'settings' },
  { runner: 'drone-0.8-push', keys: 'secrets called aws_*' },
  { runner: 'drone-0.8-push', keys: 'secrets called cache_s3_*' },
  { runner: 'drone-push', keys: 'settings' },
  { runner: 'drone-push', keys: 'secrets, the endpoint called s3_endpoint' },
] as const

describe('the pipelines of drone-s3-cache', () => {
  let server: S3Server
  let scratch: Awaited<ReturnType<typeof scratchDirectory>>
  beforeAll(async () => {
    server = await anyServer()
    scratch = await scratchDirectory()
  })
  afterAll(async () => {
    await server.stop()
    await scratch[Symbol.asyncDispose]()
  })

  /** A repository of its own, whose owner is written with capitals. */
  function repository({ runner, keys }: (typeof pipelines)[number]) {
    const owner = `Octo-${randomBytes(6).toString('hex')}`
    const names = { DRONE_REPO_OWNER: owner, DRONE_REPO: `${owner}/app`, CI_REPO: `${owner}/app`, CI_REPO_NAME: `${owner}/app` }
    const branch = { DRONE_BRANCH: 'main', DRONE_COMMIT_BRANCH: 'main', CI_COMMIT_BRANCH: 'main' }
    const namespace = runner === 'drone-push' ? { DRONE_REPO_NAMESPACE: owner } : {}
    return {
      bucket: owner.toLowerCase(),
      step: (cwd: string, settings: Parameters<typeof pluginSettings>[0]) =>
        larder([], {
          cwd,
          env: {
            ...hostVariables(runner, cwd, { ...names, ...namespace, ...branch }),
            ...credentials[keys](server),
            ...pluginSettings({ pull: true, ...settings }),
          },
        }),
    }
  }

  test.each(pipelines)('restore, rebuild, restore and flush on $runner with keys as $keys', async (pipeline) => {
    const { bucket, step } = repository(pipeline)
    const [first, second] = [await scratch.make(`${bucket}/first`), await scratch.make(`${bucket}/second`)]

    expect(await step(first, { restore: true })).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^miss: /m) })
    await installPackages(first)
    expect(await step(first, { rebuild: true, mount: ['node_modules'] })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^published: /m),
    })
    expect(await step(second, { restore: true })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hit: /m) })
    expect(differences(listTree(path.join(first, 'node_modules')), listTree(path.join(second, 'node_modules')))).toEqual([])

    expect(await step(first, { flush: true, flush_age: 14 })).toMatchObject({ code: 0, stderr: '' })
    using objects = await bucketObjects(server, bucket)
    expect(await cachesIn(objects)).toEqual(['app/main/archive.snapshot'])
    expect(await step(first, { flush: true, flush_age: 0 })).toMatchObject({ code: 0, stderr: '' })
    expect(await cachesIn(objects)).toEqual([])
  })

  test('several directories are cached together and restored without being named', async () => {
    const { bucket, step } = repository(pipelines[0])
    const [first, second] = [await scratch.make(`${bucket}/first`), await scratch.make(`${bucket}/second`)]
    for (const name of ['yourstuff', 'more/stuff']) {
      await mkdir(path.join(first, name), { recursive: true })
      await writeFile(path.join(first, name, 'file'), name)
    }
    expect(await step(first, { rebuild: true, mount: ['yourstuff', 'more/stuff'] })).toMatchObject({ code: 0 })
    expect(await step(second, { restore: true })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hit: /m) })
    for (const name of ['yourstuff', 'more/stuff']) {
      expect(differences(listTree(path.join(first, name)), listTree(path.join(second, name)))).toEqual([])
    }
  })

  test('the first component of a path names the bucket, and a fallback path is read', async () => {
    const { bucket, step } = repository(pipelines[3])
    const [first, second] = [await scratch.make(`${bucket}/first`), await scratch.make(`${bucket}/second`)]
    await installPackages(first)
    expect(await step(first, { rebuild: true, mount: 'node_modules', path: `${bucket}/a/` })).toMatchObject({ code: 0 })
    using objects = await bucketObjects(server, bucket)
    expect(await cachesIn(objects)).toEqual(['a/archive.snapshot'])
    const places = { path: `/${bucket}/b`, fallback_path: `/${bucket}/a` }
    expect(await step(second, { restore: true, ...places })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^fallback: /m) })
    expect(await step(second, { mode: 'flush', flush_path: `${bucket}/a`, flush_age: 0 })).toMatchObject({ code: 0 })
    expect(await cachesIn(objects)).toEqual([])
  })

  describe.runIf(requires('gnu-tar'))('archives of drone-s3-cache', () => {
    test('a cache from before the switch is restored with the settings as they were', async () => {
      const { bucket, step } = repository(pipelines[0])
      const [first, second] = [await scratch.make(`${bucket}/first`), await scratch.make(`${bucket}/second`)]
      await installPackages(first)
      // Ends right after two zero blocks and knows whole seconds, as its archives do.
      const old = execFileSync('tar', ['--blocking-factor=1', '--format=ustar', '-cf', '-', 'node_modules'], {
        cwd: first,
        maxBuffer: 2 ** 27,
      })
      await makeBucket(server, bucket)
      using objects = await bucketObjects(server, bucket)
      await objects.put('app/main/archive.tar', old)

      expect(await step(second, { restore: true })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hit: /m) })
      const [expected, actual] = [first, second].map((each) => listTree(path.join(each, 'node_modules')))
      expect(differences(expected!, actual!, { times: false })).toEqual([])
    })

    test('with its filename the archive has its name, is one that tar reads, and ends as its reader needs it', async () => {
      const { bucket, step } = repository(pipelines[0])
      const [first, second] = [await scratch.make(`${bucket}/first`), await scratch.make(`${bucket}/second`)]
      await installPackages(first)
      const settings = { mount: ['node_modules'], filename: 'archive.tar' }
      expect(await step(first, { rebuild: true, ...settings })).toMatchObject({ code: 0 })
      using objects = await bucketObjects(server, bucket)
      expect(await cachesIn(objects)).toEqual(['app/main/archive.tar'])

      const { body } = (await objects.get('app/main/archive.tar'))!
      expect(execFileSync('tar', ['tf', '-'], { input: body, encoding: 'utf8' }).split('\n')).toContain('node_modules/semver/bin/semver.js')
      execFileSync('tar', ['xpf', '-'], { input: body, cwd: second })
      expect(differences(listTree(path.join(first, 'node_modules')), listTree(path.join(second, 'node_modules')))).toEqual([])
      const content = body.findLastIndex((byte) => byte !== 0)
      expect(body.length - content).toBeLessThan(1024 + 512 + 1)
    })
  })
})
