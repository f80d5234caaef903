import { randomBytes } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { S3Server } from '../servers/server.ts'
import { sharedServer } from '../servers/start-server.ts'
import { type FaultProxy, type Plan, startFaultProxy } from '../support/fault-proxy.ts'
import { larderJson } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import type { Variables } from './support/hosts.ts'
import { installPackages, scratchDirectory } from './support/project.ts'
import { meanwhile, type Running, startLarder } from './support/running.ts'
import { anyServer } from './support/servers.ts'
import { bucketOfCaches, cachesIn, type TourStore, unfinishedUploads } from './support/stores.ts'

const MiB = 1024 * 1024
const signals = [
  { signal: 'SIGTERM', code: 143 },
  { signal: 'SIGINT', code: 130 },
] as const

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
beforeAll(async () => {
  scratch = await scratchDirectory()
})
afterAll(() => scratch[Symbol.asyncDispose]())

let workspaces = 0
async function workspace(): Promise<string> {
  return scratch.make(`workspace-${++workspaces}`)
}

interface Slow {
  readonly store: TourStore & { readonly bucket: string }
  readonly proxy: FaultProxy
  /** Settings to go straight to the server. */
  readonly direct: Variables
}

/** A bucket whose server is reached through a slow line. */
async function slowly(server: Omit<S3Server, 'stop'>, plan: Plan): Promise<Slow & AsyncDisposable> {
  const proxy = await startFaultProxy(Number(new URL(server.endpoint).port), () => plan)
  const store = await bucketOfCaches(server, { endpoint: `http://127.0.0.1:${proxy.port}` })
  const direct = { ...store.variables, LARDER_ENDPOINT: server.endpoint }
  const close = async () => {
    store.objects.close()
    await proxy.close()
  }
  return { store, proxy, direct, [Symbol.asyncDispose]: close }
}

const settings = { LARDER_PATH: 'p', LARDER_MOUNT: 'content', HOME: '/nonexistent' }

/** Two files that do not compress: more than one part of an upload, and several segments. */
async function fill(cwd: string, bytes: number): Promise<void> {
  await mkdir(path.join(cwd, 'content'), { recursive: true })
  for (const name of ['one', 'two']) await writeFile(path.join(cwd, 'content', name), randomBytes(bytes / 2))
}

describe('a rebuild that is stopped', () => {
  /** The good cache from before is still there, and nothing else. */
  async function expectUntouched({ store, direct }: Slow, cwd: string, format: string): Promise<void> {
    expect(await cachesIn(store.objects)).toEqual([`p/archive.${format}`])
    expect((await readdir(cwd)).filter((name) => name !== '.larder')).toEqual(['content'])
    const restored = await workspace()
    await larderJson(['restore'], { cwd: restored, env: { ...settings, ...direct, LARDER_FORMAT: format } })
    expect(await readdir(path.join(restored, 'content'))).toEqual(['good'])
  }

  async function publishGood({ direct }: Slow, format: string): Promise<void> {
    const cwd = await workspace()
    await mkdir(path.join(cwd, 'content'))
    await writeFile(path.join(cwd, 'content', 'good'), 'good')
    await larderJson(['rebuild'], { cwd, env: { ...settings, ...direct, LARDER_FORMAT: format } })
  }

  test.each(signals)('by $signal while it sends segments publishes nothing', async ({ signal, code }) => {
    await using server = disposable(await anyServer())
    await using slow = await slowly(server, { up: { rate: 2 * MiB } })
    await publishGood(slow, 'snapshot')
    const cwd = await workspace()
    await fill(cwd, 48 * MiB)

    const run = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables } })
    await meanwhile(run, async () => (await segmentsIn(slow.store)) > 1)
    run.kill(signal)
    expect(await run.ended).toMatchObject({ code, stderr: expect.stringContaining(`Stopped by ${signal}`) })
    await expectUntouched(slow, cwd, 'snapshot')
  })

  describe.runIf(requires('minio'))('with a server that lists uploads', () => {
    test.each(signals)('by $signal while it sends an archive in parts leaves none of them', async ({ signal, code }) => {
      const server = await sharedServer('minio')
      await using slow = await slowly(server, { up: { rate: 8 * MiB } })
      await publishGood(slow, 'tar.zst')
      const cwd = await workspace()
      await fill(cwd, 80 * MiB)

      const uploads = () => unfinishedUploads(server, slow.store.bucket, 'p/archive.tar.zst')
      const run = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables, LARDER_FORMAT: 'tar.zst' } })
      await meanwhile(run, async () => (await uploads()) > 0)
      run.kill(signal)
      expect(await run.ended).toMatchObject({ code, stderr: expect.stringContaining(`Stopped by ${signal}`) })
      expect(await uploads()).toBe(0)
      await expectUntouched(slow, cwd, 'tar.zst')
    })
  })

  async function segmentsIn({ objects }: TourStore): Promise<number> {
    let count = 0
    for await (const { key } of objects.list('p/.segments/')) if (key !== '') count++
    return count
  }
})

describe.each(['snapshot', 'tar.zst'])('a restore of a %s that is stopped', (format) => {
  test.each(signals)('by $signal leaves the workspace as it was', async ({ signal, code }) => {
    await using server = disposable(await anyServer())
    await using slow = await slowly(server, { down: { rate: 2 * MiB } })
    const origin = await workspace()
    await fill(origin, 32 * MiB)
    const env = { ...settings, LARDER_FORMAT: format }
    await larderJson(['rebuild'], { cwd: origin, env: { ...env, ...slow.direct } })

    const cwd = await workspace()
    await installPackages(cwd)
    await mkdir(path.join(cwd, 'content'))
    await writeFile(path.join(cwd, 'content', 'one'), 'mine')
    const before = listTree(cwd)
    const run = startLarder(['restore'], { cwd, env: { ...env, ...slow.store.variables } })
    await meanwhile(run, () => hasBegunToWrite(cwd))
    run.kill(signal)
    expect(await run.ended).toMatchObject({ code, stderr: expect.stringContaining(`Stopped by ${signal}`) })
    // The directory itself has had the staging in it.
    expect(differences(before.slice(1), listTree(cwd).slice(1))).toEqual([])
  })
})

async function hasBegunToWrite(cwd: string): Promise<boolean> {
  const staging = (await readdir(cwd)).find((name) => name.startsWith('.larder-staging-'))
  return staging !== undefined && listTree(path.join(cwd, staging)).some(({ size }) => size > 0)
}

test('a second signal ends it at once', async () => {
  await using server = disposable(await anyServer())
  await using slow = await slowly(server, { up: { stallAfter: 100_000 } })
  const cwd = await workspace()
  await fill(cwd, 8 * MiB)
  const run: Running = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables, LARDER_FORMAT: 'tar' } })
  await meanwhile(run, () => slow.proxy.connections() > 0)
  run.kill('SIGTERM')
  run.kill('SIGTERM')
  expect([143, null]).toContain((await run.ended).code)
})

function disposable(server: S3Server): S3Server & AsyncDisposable {
  return { ...server, [Symbol.asyncDispose]: () => server.stop() }
}
