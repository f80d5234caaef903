import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scanMount, type MountScan } from '../../src/cache/scan-mount.ts'
import type { Tools } from '../../src/cache/tools.ts'
import { openPool } from '../../src/workers/pool.ts'
import { MemoryBucket, MemoryStore } from '../support/memory-store.ts'
import { inWorkspace, pathsOf, scanned, temporary } from '../tree/trees.ts'

test('several threads together find a whole tree, however it is spread', async () => {
  using place = temporary()
  // A wide directory, a deep one, and many small ones.
  for (let i = 0; i < 5000; i++) write(place.workspace, 'mount/wide', `f${i}`)
  for (let i = 0; i < 300; i++) write(place.workspace, `mount/small-${i % 60}/${i}`, 'a', 'b', 'c')
  for (let i = 0, path = 'mount/deep'; i < 40; i++, path += '/d') write(place.workspace, path, 'x', 'y')
  await using pool = openPool(3)
  const { table, ranges } = scanMount(mountIn(place.workspace), toolsWith(pool))
  expect(await lastOf(ranges)).toBe(table.length)
  expect(pathsOf(table)).toEqual(pathsOf(scanned(join(place.workspace, 'mount'))))
  expect(table.length).toBe(1 + readdirSync(join(place.workspace, 'mount'), { recursive: true }).length)
})

test('a directory that vanishes while its neighbours are read fails the scan', async () => {
  using place = temporary()
  for (let i = 0; i < 200; i++) write(place.workspace, `mount/${i}`, ...Array.from({ length: 20 }, (_, k) => `f${k}`))
  await using pool = openPool(2)
  const run: typeof pool.run = (name, input, options) => {
    if ('below' in input && input.below.length > 1) rmSync(join(place.workspace, 'mount', '99'), { recursive: true, force: true })
    return pool.run(name, input, options)
  }
  const { ranges } = scanMount(mountIn(place.workspace), toolsWith({ ...pool, size: 2, run }))
  await expect(lastOf(ranges)).rejects.toMatchObject({ code: 'FILE_CHANGED' })
})

/** Where ranges end that follow one another. */
async function lastOf(ranges: MountScan['ranges']): Promise<number> {
  let end = 0
  for await (const { from, to } of ranges) {
    expect(from).toBe(end)
    end = to
  }
  return end
}

function mountIn(workspace: string) {
  const mount = inWorkspace(workspace, 'mount')
  return { ...mount, exclude: { base: mount.directory, patterns: [] } }
}

function toolsWith(pool: Tools['pool']): Tools {
  return {
    store: new MemoryStore(new MemoryBucket(), () => 0),
    pool,
    report: () => undefined,
    signal: new AbortController().signal,
    elapsed: () => 0,
    version: 'test',
    journalDirectories: [],
  }
}

function write(workspace: string, directory: string, ...names: readonly string[]): void {
  mkdirSync(join(workspace, directory), { recursive: true })
  for (const name of names) writeFileSync(join(workspace, directory, name), '')
}
