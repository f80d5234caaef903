import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { expect, test } from 'vitest'
import { Memory } from '../../src/cache/journal-file.ts'
import { decodeManifest, type Manifest } from '../../src/snapshot/manifest.ts'
import { hashSegment } from '../../src/snapshot/segment.ts'
import { clockTick, Engine, hour, type Workspace } from './engine.ts'

const MiB = 2 ** 20

test('a rebuild of an unchanged tree after a restore reads no file and sends one object', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 0, copied: 0, present: 3 } })
  expect(engine.count('readSegment')).toBe(0)
  expect(engine.sent()).toEqual(['PUT acme/shop/main/archive.snapshot'])
})

test('a rebuild of an unchanged tree keeps the times that the cache has, which a restore cannot set exactly', async () => {
  using engine = new Engine()
  const origin = engine.workspace('origin')
  writeModules(origin)
  execFileSync('touch', ['-d', '2025-02-03 04:05:06.123456789 UTC', origin.at('modules/a')])
  await origin.rebuild(['modules'])
  const before = published(engine)
  const work = await restoredAt(engine)
  expect(statSync(work.at('modules/a'), { bigint: true }).mtimeNs).not.toBe(before.mounts[0]!.table.mtimeNs(1))
  engine.now += hour
  await work.rebuild(['modules'])
  expect(engine.sent()).toEqual(['PUT acme/shop/main/archive.snapshot'])
  const after = published(engine)
  expect(after.startedAt).toBe(before.startedAt + hour)
  expect(after.mounts).toEqual(before.mounts)
})

test('the hashes of stored segments are handed on, whether files are unchanged, read again or sent', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  utimesSync(work.at('modules/a'), new Date(), new Date())
  appendFileSync(work.at('modules/b'), '!')
  await work.rebuild(['modules'])
  expect(engine.count('readSegment')).toBe(2)
  const { segments } = published(engine).mounts[0]!
  for (let i = 0; i < segments.length; i++) {
    const key = engine.keys('segments').find((each) => each.endsWith(Buffer.from(segments.hash(i)).toString('hex')))!
    expect(segments.storedHash(i)).toEqual(hashSegment(engine.bucket.objects.get(key)!.body))
  }
})

test('a tree of which only the mode of a directory has changed is no unchanged tree', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  chmodSync(work.at('modules'), 0o700)
  await work.rebuild(['modules'])
  expect(engine.count('readSegment')).toBe(0)
  expect(published(engine).mounts[0]!.table.mode(0)).toBe(0o700)
})

test('so does a rebuild after a rebuild', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  writeModules(work)
  await clockTick()
  await work.rebuild(['modules'])
  await work.rebuild(['modules'])
  expect(engine.count('readSegment')).toBe(0)
  expect(engine.sent()).toEqual(['PUT acme/shop/main/archive.snapshot'])
})

test('files that only have new times are read again, and no segment is sent', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  for (const file of ['a', 'b', 'c']) utimesSync(work.at('modules', file), new Date(), new Date())
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 0, present: 3 } })
  expect(engine.count('readSegment')).toBe(3)
})

test('one changed file is read and sent, and no other', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  appendFileSync(work.at('modules/b'), '!')
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 1, present: 2 } })
  expect(engine.count('readSegment')).toBe(1)
})

test('another content of the same size and time is noticed', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  writeFileSync(work.at('modules/b'), readFileSync(work.at('modules/b')).fill('!', 0, 1))
  utimesSync(work.at('modules/b'), 1, 1)
  await work.rebuild(['modules'])
  expect(engine.sent()).toHaveLength(2)
  const fresh = engine.workspace('another')
  await fresh.restore()
  expect(readFileSync(fresh.at('modules/b'))[0]).toBe('!'.charCodeAt(0))
})

test('a directory that was moved in from elsewhere is read, though its files look as they did', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  work.write({ 'modules/d/file': 'one', 'elsewhere/d/file': 'two' })
  for (const mount of ['modules', 'elsewhere']) utimesSync(work.at(mount, 'd/file'), 1, 1)
  await clockTick()
  await work.rebuild(['modules'])
  rmSync(work.at('modules/d'), { recursive: true })
  renameSync(work.at('elsewhere/d'), work.at('modules/d'))
  await work.rebuild(['modules'])
  expect(engine.count('readSegment')).toBe(1)
})

test('what one mount knows stays known when another is restored or rebuilt', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  work.write({ 'target/x': 'x' })
  await clockTick()
  await work.rebuild(['target'])
  await work.rebuild(['modules', 'target'])
  expect(engine.count('readSegment')).toBe(0)
})

test('a workspace that moves with every run keeps what it knows', async () => {
  using engine = new Engine()
  const work = await restored(engine)
  const moved = engine.workspace('moved')
  rmSync(moved.path, { recursive: true })
  renameSync(work.path, moved.path)
  await moved.rebuild(['modules'])
  expect(engine.count('readSegment')).toBe(0)
})

test.each([
  { what: 'damaged', change: (bytes: Buffer) => bytes.fill(7, 60) },
  { what: 'cut off', change: (bytes: Buffer) => bytes.subarray(0, 100) },
  { what: 'empty', change: () => Buffer.alloc(0) },
])('with a journal that is $what everything is read, and nothing else is different', async ({ change }) => {
  using engine = new Engine()
  const work = await restored(engine)
  writeFileSync(work.at('.larder/journal'), change(readFileSync(work.at('.larder/journal'))))
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 0, present: 3 } })
  expect(engine.count('readSegment')).toBe(3)
})

test('a journal whose manifest was written by a newer larder is as good as none', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  writeModules(work)
  const manifest = new Uint8Array(Buffer.from('LARDERMF\x09\0\0\0 and what follows'))
  const mount = { point: { anchor: 'workspace', path: 'modules' } as const, settledNs: 1n, inodes: BigUint64Array.of(1n) }
  new Memory([work.at('.larder')], () => {}).remember({
    store: 'memory',
    key: 'acme/shop/main/archive.snapshot',
    manifest,
    mounts: [mount],
  })
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published', segments: { sent: 3 } })
})

test('where no journal can be kept, a rebuild says so at most in a debug line', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  writeModules(work)
  writeFileSync(work.at('.larder'), 'a file where the directory should be')
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published' })
  expect(engine.events.filter(({ type }) => type === 'debug')).toHaveLength(1)
  expect(engine.warnings()).toBe('')
})

test('the journal is kept in the first directory that can be written, and ignores itself in git', () => {
  using engine = new Engine()
  const work = engine.workspace()
  writeFileSync(work.at('file'), '')
  mkdirSync(work.at('job'))
  const memory = new Memory([work.at('file/larder'), work.at('job'), work.at('.larder')], () => {})
  memory.rememberCorrupt('acme/shop/.segments/1/aa/aaaa')
  expect(readFileSync(work.at('job/.gitignore'), 'utf8')).toBe('*\n')
  expect(existsSync(work.at('.larder'))).toBe(false)
})

test('what is corrupt is remembered in all directories, until it is replaced', () => {
  using engine = new Engine()
  const work = engine.workspace()
  const [one, two] = [work.at('one'), work.at('two')]
  new Memory([one], () => {}).rememberCorrupt('a')
  new Memory([two], () => {}).rememberCorrupt('b')
  const memory = new Memory([one, two], () => {})
  memory.rememberCorrupt('c')
  expect([...memory.corruptSegments()].sort()).toEqual(['a', 'b', 'c'])
  memory.forgetCorrupt((key) => key !== 'b')
  expect([...memory.corruptSegments()]).toEqual(['b'])
})

/** A workspace into which three segments have just been restored. */
async function restored(engine: Engine): Promise<Workspace> {
  const origin = engine.workspace('origin')
  writeModules(origin)
  await origin.rebuild(['modules'])
  return restoredAt(engine)
}

async function restoredAt(engine: Engine): Promise<Workspace> {
  const work = engine.workspace()
  await work.restore()
  await clockTick()
  // A restore may take no longer than a tick, and what is as young as its probe is read again.
  await work.restore()
  return work
}

function published(engine: Engine): Manifest {
  const key = 'acme/shop/main/archive.snapshot'
  return decodeManifest(new Uint8Array(engine.bucket.objects.get(key)!.body), key)
}

/** Each file is a segment. */
function writeModules(work: Workspace): void {
  for (const file of ['a', 'b', 'c']) {
    work.write({ [`modules/${file}`]: Buffer.alloc(3.5 * MiB, file) })
    utimesSync(work.at('modules', file), 1, 1)
  }
}
