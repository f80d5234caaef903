import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ordinaryLocation } from '../support/configs.ts'
import { differences } from '../support/list-tree.ts'
import { clockTick, Engine, type Workspace } from './engine.ts'

const MiB = 2 ** 20

test.each(['write', 'none'] as const)('with access "%s" nothing is restored', async (access) => {
  using engine = new Engine()
  const work = await cached(engine)
  const build = { host: 'github', hostName: 'GitHub', dialect: 'github', workspace: work.path, access } as const
  expect(await work.restore({ build })).toMatchObject({ status: 'skipped' })
  expect(engine.requests).toEqual([])
})

test('a tree comes back whole: content, links, modes and times', async () => {
  using engine = new Engine()
  const origin = await cached(engine)
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore()).toMatchObject({ status: 'hit', key: 'archive', kept: 0 })
  expect(differences(origin.list(), fresh.list())).toEqual([])
})

test('with `lookup-only` nothing but the object is looked for', async () => {
  using engine = new Engine()
  await cached(engine)
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore({ lookupOnly: true })).toMatchObject({ status: 'hit', lookupOnly: true, transferred: 0 })
  expect(engine.requests).toEqual(['HEAD acme/shop/main/archive.snapshot'])
  expect(fresh.list()).toEqual([])
})

test('with `fail-on-miss` a miss fails', async () => {
  using engine = new Engine()
  await expect(engine.workspace().restore({ failOnMiss: true })).rejects.toMatchObject({ code: 'CACHE_MISS' })
})

test('a cache above the largest allowed size is a miss, and none of its content is fetched', async () => {
  using engine = new Engine()
  await cached(engine)
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore({ maxSize: 10 })).toMatchObject({ status: 'miss', failure: expect.stringContaining('at most 10 ') })
  expect(engine.requests.filter((request) => request.includes('.segments'))).toEqual([])
})

test('what is in place by the journal stays, and no content is read or fetched', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  const before = work.list()
  const outcome = await work.restore()
  expect(outcome).toMatchObject({ status: 'hit', entries: before.length, kept: before.length })
  expect(engine.count('hashPieces')).toBe(0)
  expect(engine.requests.filter((request) => request.includes('.segments'))).toEqual([])
  expect(differences(before, work.list())).toEqual([])
})

test('without a journal what is in place is hashed and stays', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  rmSync(work.at('.larder'), { recursive: true })
  const before = work.list()
  expect(await work.restore()).toMatchObject({ status: 'hit', kept: before.length })
  expect(engine.count('hashPieces')).toBeGreaterThan(0)
  expect(engine.requests.filter((request) => request.includes('.segments'))).toEqual([])
})

const damages: { damage: string; act: (work: Workspace) => void; written: number }[] = [
  { damage: 'a file is gone', act: (work) => rmSync(work.at('modules/d/b')), written: 3 },
  { damage: 'a directory is gone', act: (work) => rmSync(work.at('modules/d'), { recursive: true }), written: 3 },
  { damage: 'a file holds something else', act: (work) => writeFileSync(work.at('modules/a'), 'b'), written: 2 },
  { damage: 'a file has another mode', act: (work) => chmodSync(work.at('modules/run'), 0o600), written: 0 },
  { damage: 'a file has another time', act: (work) => utimesSync(work.at('modules/a'), 5, 5), written: 0 },
  { damage: 'a directory has another mode', act: (work) => chmodSync(work.at('modules/d'), 0o700), written: 0 },
  { damage: 'an empty file has content', act: (work) => writeFileSync(work.at('modules/empty'), 'no'), written: 2 },
  { damage: 'a symbolic link leads elsewhere', act: replaceLink, written: 2 },
  { damage: 'a file is a directory', act: (work) => (rmSync(work.at('modules/a')), mkdirSync(work.at('modules/a'))), written: 2 },
  { damage: 'a directory is a file', act: replaceDirectory, written: 3 },
  { damage: 'a directory is a link to another', act: linkDirectory, written: 3 },
]

test.each(damages)('where $damage, exactly what differs is put right ($written entries written)', async ({ act, written }) => {
  using engine = new Engine()
  const work = await cached(engine)
  const before = work.list()
  act(work)
  const outcome = await work.restore()
  expect(outcome).toMatchObject({ status: 'hit', kept: before.length - written })
  expect(differences(before, work.list())).toEqual([])
})

test.each(damages)('so it is without a journal where $damage', async ({ act }) => {
  using engine = new Engine()
  const work = await cached(engine)
  const before = work.list()
  rmSync(work.at('.larder'), { recursive: true })
  act(work)
  expect(await work.restore()).toMatchObject({ status: 'hit' })
  expect(differences(before, work.list())).toEqual([])
})

test('files that were only touched are read and not fetched', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  for (const file of ['modules/a', 'modules/d/b', 'other/x']) utimesSync(work.at(file), 9, 9)
  expect(await work.restore()).toMatchObject({ status: 'hit', kept: work.list().length })
  expect(engine.count('hashPieces')).toBe(2)
  expect(engine.requests.filter((request) => request.includes('.segments'))).toEqual([])
})

test('of a mount that is half there only the missing segments are fetched', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  for (const file of ['a', 'b', 'c', 'd']) work.write({ [`modules/${file}`]: Buffer.alloc(3.5 * MiB, file) })
  await clockTick()
  await work.rebuild(['modules'])
  const before = work.list()
  for (const file of ['b', 'd']) rmSync(work.at('modules', file))
  expect(await work.restore()).toMatchObject({ status: 'hit', kept: 2 })
  expect(engine.requests.filter((request) => request.includes('.segments'))).toHaveLength(2)
  expect(differences(before, work.list())).toEqual([])
})

test('files that the cache does not know stay', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  work.write({ 'modules/mine': 'mine', 'modules/d/mine': 'mine' })
  rmSync(work.at('modules/d/b'))
  await work.restore()
  for (const path of ['modules/mine', 'modules/d/mine']) expect(readFileSync(work.at(path), 'utf8')).toBe('mine')
})

test('read-only files and directories, as in the module cache of Go, are restored, kept and replaced', async () => {
  using engine = new Engine()
  const origin = engine.workspace('origin')
  origin.write({ 'go/pkg/mod/x/y.go': 'package x', 'go/pkg/mod/z.go': 'package z' })
  chmodSync(origin.at('go/pkg/mod/x/y.go'), 0o444)
  for (const directory of ['go/pkg/mod/x', 'go/pkg/mod']) chmodSync(origin.at(directory), 0o555)
  await origin.rebuild(['go'])
  const fresh = engine.workspace('fresh')
  await fresh.restore()
  expect(differences(origin.list(), fresh.list())).toEqual([])
  expect(await fresh.restore()).toMatchObject({ kept: origin.list().length })
  chmodSync(fresh.at('go/pkg/mod/x/y.go'), 0o644)
  writeFileSync(fresh.at('go/pkg/mod/x/y.go'), 'package broken')
  expect(await fresh.restore()).toMatchObject({ status: 'hit' })
  expect(differences(origin.list(), fresh.list())).toEqual([])
})

test('hard links within a mount stay hard links, also when only one of the names is missing', async () => {
  using engine = new Engine()
  const origin = engine.workspace('origin')
  origin.write({ 'store/first': 'content' })
  for (const name of ['second', 'third']) linkSync(origin.at('store/first'), origin.at('store', name))
  await origin.rebuild(['store'])
  const fresh = engine.workspace('fresh')
  await fresh.restore()
  expect(statSync(fresh.at('store/third')).nlink).toBe(3)
  rmSync(fresh.at('store/second'))
  await fresh.restore()
  expect(differences(origin.list(), fresh.list())).toEqual([])
})

test('a manifest that is replaced between two requests is restored as the new one', async () => {
  using engine = new Engine()
  const origin = engine.workspace('origin')
  origin.write({ 'modules/a': 'old' })
  await origin.rebuild(['modules'])
  const old = engine.bucket.objects.get('acme/shop/main/archive.snapshot')!
  origin.write({ 'modules/a': 'new and longer' })
  await origin.rebuild(['modules'])
  const { body } = engine.bucket.objects.get('acme/shop/main/archive.snapshot')!
  engine.bucket.objects.set('acme/shop/main/archive.snapshot', old)
  engine.onRequest = (request) => {
    if (request === 'GET acme/shop/main/archive.snapshot') engine.bucket.set('acme/shop/main/archive.snapshot', body, engine.now)
  }
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore()).toMatchObject({ status: 'hit' })
  expect(readFileSync(fresh.at('modules/a'), 'utf8')).toBe('new and longer')
})

test('an archive in another format at the same place is restored where there is no snapshot', async () => {
  using engine = new Engine()
  const origin = engine.workspace('origin')
  origin.write({ 'modules/a': 'a' })
  await origin.rebuild(['modules'], {
    location: { ...ordinaryLocation, object: { by: 'filename', filename: 'archive.tar', format: 'tar' } },
  })
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore()).toMatchObject({ status: 'hit', format: 'tar', object: 'acme/shop/main/archive.tar' })
  expect(readFileSync(fresh.at('modules/a'), 'utf8')).toBe('a')
})

/** A workspace whose mount is in the cache, and known to be as it is there. */
async function cached(engine: Engine): Promise<Workspace> {
  const work = engine.workspace('origin')
  work.write({ 'modules/a': 'a', 'modules/d/b': 'b', 'modules/empty': '', 'modules/run': '#!/bin/sh', 'other/x': 'x' })
  chmodSync(work.at('modules/run'), 0o755)
  symlinkSync('a', work.at('modules/link'))
  await clockTick()
  await work.rebuild(['modules', 'other'])
  return work
}

function replaceLink(work: Workspace): void {
  rmSync(work.at('modules/link'))
  symlinkSync('d/b', work.at('modules/link'))
}

function replaceDirectory(work: Workspace): void {
  rmSync(work.at('modules/d'), { recursive: true })
  writeFileSync(work.at('modules/d'), 'not a directory')
}

function linkDirectory(work: Workspace): void {
  rmSync(work.at('modules/d'), { recursive: true })
  symlinkSync('../other', work.at('modules/d'))
}
