import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentOf } from '../host/environments.ts'
import { larder } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { hostVariables, type Variables } from './support/hosts.ts'
import { installPackages, scratchDirectory } from './support/project.ts'
import { cachesIn, directoryOfCaches } from './support/stores.ts'

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
beforeAll(async () => {
  scratch = await scratchDirectory()
})
afterAll(() => scratch[Symbol.asyncDispose]())

/** A plugin step by the environment that Woodpecker's own program made: it rebuilds `node_modules`, `a` and `b`. */
function step(recorded: string, cwd: string, changes: Record<string, string | undefined> = {}) {
  return larder([], { cwd, env: hostVariables(recorded, cwd, changes) })
}

const restoring = { PLUGIN_REBUILD: undefined, PLUGIN_MOUNT: undefined, PLUGIN_RESTORE: 'true' }

async function workspaceWithMounts(name: string): Promise<string> {
  const cwd = await scratch.make(`${name}/first`)
  await installPackages(cwd)
  for (const mount of ['a', 'b']) {
    await mkdir(path.join(cwd, mount))
    await writeFile(path.join(cwd, mount, 'file'), mount)
  }
  return cwd
}

test('all mounts of the joined list are cached, and settings that belong to another tool are passed over', async () => {
  const store = await scratch.make('list/store')
  const [first, second] = [await workspaceWithMounts('list'), await scratch.make('list/second')]
  const there = { PLUGIN_DIRECTORY: store }

  const rebuilt = await step('woodpecker-push', first, there)
  expect(rebuilt).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^published: /m) })
  expect(rebuilt.stdout).not.toMatch(/DEEP|warning/i)
  expect(await cachesIn((await directoryOfCaches(store)).objects)).toEqual(['octo/app/feature/x/archive.snapshot'])

  expect(await step('woodpecker-push', second, { ...there, ...restoring })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^hit: /m),
  })
  for (const mount of ['node_modules', 'a', 'b']) {
    expect(differences(listTree(path.join(first, mount)), listTree(path.join(second, mount)))).toEqual([])
  }
})

test('a pull request has a place of its own, and a step without the DRONE_ variables knows it too', async () => {
  const store = await scratch.make('pull/store')
  const first = await workspaceWithMounts('pull')
  const there = { PLUGIN_DIRECTORY: store }
  expect(await step('woodpecker-pull-request', first, { ...there, ...withoutDrone('woodpecker-pull-request') })).toMatchObject({ code: 0 })
  const { objects } = await directoryOfCaches(store)
  expect(await cachesIn(objects)).toEqual(['octo/app/pull/12/archive.snapshot'])

  const onBranch = await scratch.make('pull/branch')
  expect(await step('woodpecker-push', onBranch, { ...there, ...restoring })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^miss: /m),
  })
})

test('a setting that looks mistyped is told, and the step goes on', async () => {
  const cwd = await scratch.make('typo/workspace')
  const changes = { ...restoring, PLUGIN_DIRECTORY: await scratch.make('typo/store'), PLUGIN_FALBACK_PATH: 'octo/app/main' }
  const ended = await step('woodpecker-push', cwd, changes)
  expect(ended.code).toBe(0)
  expect(ended.stdout).toMatch(/PLUGIN_FALBACK_PATH.*PLUGIN_FALLBACK_PATH/)
})

test('Harness reads from its output file whether there was a cache', async () => {
  const store = await scratch.make('harness/store')
  const [first, second] = [await workspaceWithMounts('harness'), await scratch.make('harness/second')]
  const outputs = path.join(scratch.path, 'harness', 'step-output.env')
  await writeFile(outputs, 'earlier=1\n')
  const run = (cwd: string, settings: Variables) =>
    larder([], { cwd, env: hostVariables('harness-push', cwd, { DRONE_OUTPUT: outputs, PLUGIN_DIRECTORY: store, ...settings }) })

  expect(await run(first, { PLUGIN_RESTORE: 'true' })).toMatchObject({ code: 0 })
  expect(readFileSync(outputs, 'utf8')).toBe('earlier=1\ncache_hit=false\n')
  expect(await run(first, { PLUGIN_REBUILD: 'true', PLUGIN_MOUNT: 'a,b' })).toMatchObject({ code: 0 })
  expect(await run(second, { PLUGIN_RESTORE: 'true' })).toMatchObject({ code: 0 })
  expect(readFileSync(outputs, 'utf8')).toBe('earlier=1\ncache_hit=false\ncache_hit=true\ncache_state=complete\n')
})

/** Woodpecker sets them for plugin steps only. */
function withoutDrone(recorded: string): Record<string, undefined> {
  return Object.fromEntries(
    Object.keys(environmentOf(recorded))
      .filter((name) => name.startsWith('DRONE_'))
      .map((name) => [name, undefined]),
  )
}
