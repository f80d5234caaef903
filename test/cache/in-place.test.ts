import { chmodSync, cpSync, linkSync, lutimesSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findInPlace, type Wanted } from '../../src/cache/in-place.ts'
import type { Tools } from '../../src/cache/tools.ts'
import { piecesOf } from '../../src/snapshot/pieces.ts'
import { SegmentPlanner } from '../../src/snapshot/plan.ts'
import { hashSegment } from '../../src/snapshot/segment.ts'
import { SegmentList } from '../../src/snapshot/segment-list.ts'
import { Keep } from '../../src/tree/keep.ts'
import { readPieces } from '../../src/tree/read.ts'
import { MemoryBucket, MemoryStore } from '../support/memory-store.ts'
import { inlinePool } from '../support/inline-pool.ts'
import { inWorkspace, pathsOf, restoreTree, scanned, temporary } from '../tree/trees.ts'

const written = 1_700_000_000

test.each([
  { name: 'with the right mode and time stays', change: () => {}, kept: Keep.stay },
  { name: 'with another time is replaced', change: (file: string) => lutimesSync(file, 1, 1), kept: Keep.write },
  { name: 'with another mode is replaced', change: (file: string) => chmodSync(file, 0o600), kept: Keep.write },
])('a file that is linked from a store of packages and $name, and the store is not touched', async ({ change, kept }) => {
  using place = temporary()
  const { wanted, cached, linked } = linkedFromStore(place, ['package.json', 'empty'])
  for (const file of linked) change(file)
  const before = linked.map(factsOf)
  const keep = await findInPlace(wanted, undefined, tools())
  expect(keptFiles(wanted, keep!)).toEqual({ 'package.json': kept, empty: kept })
  restoreTree(cached, wanted.mount, place.workspace, keep)
  expect(linked.map(factsOf)).toEqual(before)
})

test('a file of another time that has no other name is stamped', async () => {
  using place = temporary()
  const { wanted } = linkedFromStore(place, [])
  for (const file of ['package.json', 'empty']) lutimesSync(join(wanted.mount.directory, file), 1, 1)
  const keep = await findInPlace(wanted, undefined, tools())
  expect(keptFiles(wanted, keep!)).toEqual({ 'package.json': Keep.stamp, empty: Keep.stamp })
})

/** A cached tree, and the same tree in the workspace, of which some files are links to those of a store. */
function linkedFromStore({ root, workspace }: { root: string; workspace: string }, shared: readonly string[]) {
  const [cached, store, target] = [join(root, 'cached'), join(root, 'store'), join(workspace, 'node_modules')]
  mkdirSync(cached)
  writeFileSync(join(cached, 'package.json'), '{}')
  writeFileSync(join(cached, 'empty'), '')
  for (const file of ['package.json', 'empty']) lutimesSync(join(cached, file), written, written)
  cpSync(cached, store, { recursive: true, preserveTimestamps: true })
  mkdirSync(target)
  for (const file of ['package.json', 'empty']) {
    if (shared.includes(file)) linkSync(join(store, file), join(target, file))
    else cpSync(join(store, file), join(target, file), { preserveTimestamps: true })
  }
  return { wanted: wantedAs(cached, workspace), cached, linked: shared.map((file) => join(store, file)) }
}

function wantedAs(cached: string, workspace: string): Wanted {
  const table = scanned(cached)
  const planner = new SegmentPlanner()
  const plans = [...planner.add(table, 0, table.length), ...planner.end()]
  const refs = plans.map((plan) => {
    const content = new Uint8Array(plan.plain)
    readPieces(cached, piecesOf(table, plan), content)
    return { hash: hashSegment(content), plain: plan.plain, stored: plan.plain, generation: 0, store: 0 }
  })
  return { mount: inWorkspace(workspace, 'node_modules'), table, plans, segments: SegmentList.from(refs), manifest: new Uint8Array(0) }
}

function tools(): Tools {
  const pool = inlinePool()
  return {
    store: new MemoryStore(new MemoryBucket(), () => 0),
    pool,
    report: () => {},
    signal: new AbortController().signal,
    elapsed: () => 0,
    version: 'larder/test',
    journalDirectories: [],
  }
}

function keptFiles({ table }: Wanted, keep: Uint8Array): Record<string, number> {
  return Object.fromEntries([...pathsOf(table).entries()].filter(([i]) => i > 0).map(([i, path]) => [path, keep[i]!]))
}

function factsOf(file: string) {
  const { ino, mode, mtimeMs, size } = statSync(file)
  return { ino, mode, mtimeMs, size }
}
