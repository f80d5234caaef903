import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { larderJson, larderProgram } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { type BadLine, badLine, fill } from './support/bad-line.ts'
import { installPackages, scratchDirectory } from './support/project.ts'
import { meanwhile, startLarder } from './support/running.ts'
import { cachesIn, type TourStore, unfinishedUploads } from './support/stores.ts'

const MiB = 1024 * 1024
let scratch: Awaited<ReturnType<typeof scratchDirectory>>
beforeAll(async () => {
  scratch = await scratchDirectory()
})
afterAll(() => scratch[Symbol.asyncDispose]())

let workspaces = 0
async function workspace(): Promise<string> {
  return scratch.make(`workspace-${++workspaces}`)
}

const settings = { LARDER_PATH: 'p', LARDER_MOUNT: 'content', HOME: '/nonexistent' }

/** The good cache from before is still there, and nothing else. */
async function expectUntouched({ store, direct }: BadLine, cwd: string, format: string): Promise<void> {
  expect(await cachesIn(store.objects)).toEqual([`p/archive.${format}`])
  expect((await readdir(cwd)).filter((name) => name !== '.larder')).toEqual(['content'])
  const restored = await workspace()
  await larderJson(['restore'], { cwd: restored, env: { ...settings, ...direct, LARDER_FORMAT: format } })
  expect(await readdir(path.join(restored, 'content'))).toEqual(['good'])
}

async function publishGood({ direct }: BadLine, format: string): Promise<void> {
  const cwd = await workspace()
  await mkdir(path.join(cwd, 'content'))
  await writeFile(path.join(cwd, 'content', 'good'), 'good')
  await larderJson(['rebuild'], { cwd, env: { ...settings, ...direct, LARDER_FORMAT: format } })
}

describe('a rebuild that is stopped', () => {
  test('by SIGINT while it sends segments publishes nothing', async () => {
    await using slow = await badLine({ up: { rate: 2 * MiB } })
    await publishGood(slow, 'snapshot')
    const cwd = await workspace()
    await fill(cwd, 48 * MiB)

    const run = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables } })
    await meanwhile(run, async () => (await segmentsIn(slow.store)) > 1)
    run.kill('SIGINT')
    expect(await run.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Stopped by SIGINT') })
    await expectUntouched(slow, cwd, 'snapshot')
  })

  describe.runIf(requires('minio'))('with a server that lists uploads', () => {
    test('by SIGTERM while it sends an archive in parts leaves none of them', async () => {
      const server = await sharedServer('minio')
      await using slow = await badLine({ up: { rate: 8 * MiB } })
      await publishGood(slow, 'tar.zst')
      const cwd = await workspace()
      await fill(cwd, 80 * MiB)

      const uploads = () => unfinishedUploads(server, slow.store.bucket, 'p/archive.tar.zst')
      const run = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables, LARDER_FORMAT: 'tar.zst' } })
      await meanwhile(run, async () => (await uploads()) > 0)
      run.kill('SIGTERM')
      expect(await run.ended).toMatchObject({ code: 143, stderr: expect.stringContaining('Stopped by SIGTERM') })
      expect(await uploads()).toBe(0)
      await expectUntouched(slow, cwd, 'tar.zst')
    })
  })
})

const restores = [
  { format: 'snapshot', signal: 'SIGTERM', code: 143 },
  { format: 'tar.zst', signal: 'SIGINT', code: 130 },
] as const

describe('a restore that is stopped', () => {
  test.each(restores)('by $signal while it writes a $format leaves the workspace as it was', async ({ format, signal, code }) => {
    await using slow = await badLine({ down: { rate: 4 * MiB } })
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

async function segmentsIn({ objects }: TourStore): Promise<number> {
  let count = 0
  for await (const { key } of objects.list('p/.segments/')) if (key !== '') count++
  return count
}

async function hasBegunToWrite(cwd: string): Promise<boolean> {
  const staging = (await readdir(cwd)).find((name) => name.startsWith('.larder-staging-'))
  return staging !== undefined && listTree(path.join(cwd, staging)).some(({ size }) => size > 0)
}

test('a second signal ends it at once, whatever the server does', async () => {
  await using slow = await badLine({ up: { stallAfter: 100_000 } })
  const cwd = await workspace()
  await fill(cwd, 8 * MiB)
  const run = startLarder(['rebuild'], { cwd, env: { ...settings, ...slow.store.variables, LARDER_FORMAT: 'tar' } })
  await meanwhile(run, () => slow.proxy.connections() > 0)
  const pressing = setInterval(() => run.kill('SIGTERM'), 200)
  const { code } = await run.ended
  clearInterval(pressing)
  expect(code).toBe(143)
})

test('a log that nobody reads any more does not stop the work', async () => {
  const [origin, cwd] = [await workspace(), await workspace()]
  await installPackages(origin)
  const env = { HOME: '/nonexistent', LARDER_DIRECTORY: path.join(scratch.path, 'unread'), LARDER_PATH: 'p', LARDER_MOUNT: 'node_modules' }
  for (const [command, directory] of [
    ['rebuild', origin],
    ['restore', cwd],
  ] as const) {
    const child = spawn(process.execPath, [larderProgram, command, '--debug'], {
      cwd: directory,
      env: { PATH: process.env['PATH'], ...env },
    })
    child.stdout.destroy()
    child.stderr.destroy()
    expect(await once(child, 'close')).toEqual([0, null])
  }
  expect(differences(listTree(path.join(origin, 'node_modules')), listTree(path.join(cwd, 'node_modules')))).toEqual([])
})
