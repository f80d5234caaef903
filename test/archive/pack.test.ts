import {
  createReadStream,
  ftruncateSync,
  mkdirSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
  linkSync,
} from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGunzip, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Step, type TarBatch } from '../../src/archive/batch.ts'
import { compress } from '../../src/archive/compression.ts'
import { encodeEnd, encodeHeader } from '../../src/archive/header.ts'
import { packTar } from '../../src/archive/pack.ts'
import { TarPlanner } from '../../src/archive/plan.ts'
import { readArchive } from '../../src/archive/read.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'
import type { Mount } from '../../src/tree/mount.ts'
import { scanTree } from '../../src/tree/scan-assembly.ts'
import { requires } from '../support/requirements.ts'
import { entriesOf, inChunks, pack, read, workspaceMount } from './support/larder.ts'
import { goProgram, run } from './support/programs.ts'

const MiB = 2 ** 20
const GiB = 2 ** 30
const none = { kind: 'none' } as const

let workspace: string
const mounts = (...names: string[]): Mount[] => names.map((name) => workspaceMount(workspace, name))

beforeEach(async () => {
  workspace = await mkdtemp(path.join(tmpdir(), 'larder-pack-'))
})

afterEach(() => rmSync(workspace, { recursive: true, force: true }))

test('a batch holds about 4 MiB: small files stay whole, large ones are cut', () => {
  mkdirSync(path.join(workspace, 'a'))
  for (const [name, bytes] of [
    ['a', 3 * MiB],
    ['b', 9 * MiB],
    ['c', 900_000],
    ['d', 900_000],
  ] as const) {
    writeFileSync(path.join(workspace, 'a', name), Buffer.alloc(bytes, name))
  }
  const batches = planOf(mounts('a'))
  expect(batches.map(({ content }) => content)).toEqual([4 * MiB, 4 * MiB, 4 * MiB, 1_800_000])
  expect(batches.flatMap(({ pieces }) => [...pieces.offset])).toEqual([0, 0, MiB, 5 * MiB, 0, 0])
  expect(batches.reduce((sum, { entries }) => sum + entries, 0)).toBe(5)
})

test('thousands of empty files are cut into batches too', () => {
  const planner = new TarPlanner(mounts('a'), 'tar')
  const table = new EntryTable()
  const entry = { mode: 0o755, size: 0, mtimeNs: 0n }
  table.append({ ...entry, type: EntryType.directory, parent: -1, name: new Uint8Array(0) })
  for (let i = 0; i < 5000; i++) table.append({ ...entry, type: EntryType.file, parent: 0, name: Buffer.from(String(i)) })
  const batches = [...planner.advance(table, table.length), ...planner.endMount(), planner.finish()]
  expect(batches.map(({ entries }) => entries)).toEqual([1024, 1024, 1024, 1024, 905])
})

test('the archive ends with two blocks of zeros and nothing after', () => {
  writeFileSync(path.join(workspace, 'a'), 'content')
  const bytes = pack(mounts('a'), 'tar')
  expect(bytes.subarray(-1024).every((byte) => byte === 0)).toBe(true)
  expect(bytes.subarray(-1536, -1024).toString()).toBe(`content${'\0'.repeat(505)}`)
})

test('a file that changes after the scan fails the batch', () => {
  writeFileSync(path.join(workspace, 'a'), 'content')
  const [batch] = planOf(mounts('a'))
  writeFileSync(path.join(workspace, 'a'), 'CONTENT')
  expect(() => packTar(batch!, none)).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }))
})

test('a file that shrinks after the scan fails the batch, rather than being filled with zeros', () => {
  writeFileSync(path.join(workspace, 'a'), 'content')
  const [batch] = planOf(mounts('a'))
  truncateSync(path.join(workspace, 'a'), 3)
  expect(() => packTar(batch!, none)).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }))
})

test.each([
  { format: 'tar', step: Step.copy },
  { format: 'tar.gz', step: Step.copy },
  { format: 'tar.zst', step: Step.hardlink },
] as const)('a hard link is a copy for readers that drop links, and a link in $format again for ours', async ({ format, step }) => {
  mkdirSync(path.join(workspace, 'a'))
  writeFileSync(path.join(workspace, 'a/x %'), 'content')
  linkSync(path.join(workspace, 'a/x %'), path.join(workspace, 'a/y'))
  const { reading } = await read(pack(mounts('a'), format))
  expect(entriesOf(reading)).toEqual(['d ', 'f x %', 'h y -> x %'])
  expect(planOf(mounts('a'), format)[0]!.steps).toContain(step)
})

test('mounts say in the archive where they belong', async () => {
  const home = path.join(workspace, 'home')
  mkdirSync(path.join(home, '.m2'), { recursive: true })
  writeFileSync(path.join(home, '.m2/settings.xml'), '<settings/>')
  writeFileSync(path.join(workspace, 'file'), 'content')
  const bytes = pack([...mounts('file'), { anchor: 'home', path: '.m2', directory: path.join(home, '.m2') }], 'tar.zst')
  const elsewhere = { places: { workspace: '/build', home: '/home/other' } }
  const all = await read(bytes, { ...elsewhere, wanted: () => true })
  expect(all.reading.mounts.map(({ mount }) => mount.directory)).toEqual(['/build/file', '/home/other/.m2'])
  const workspaceOnly = await read(bytes, elsewhere)
  expect(workspaceOnly.reading.mounts.map(({ mount }) => mount.directory)).toEqual(['/build/file'])
  expect(workspaceOnly.reading.leftOut()).toEqual(['~/.m2'])
})

test.each([
  {
    what: 'one name',
    points: [
      ['home', 'x/.m2', '/root/.m2'],
      ['workspace', 'root/.m2', '/ws/root/.m2'],
    ],
  },
  {
    what: 'one name within the other',
    points: [
      ['workspace', 'root', '/ws/root'],
      ['root', 'root/.m2', '/root/.m2'],
    ],
  },
] as const)('mounts of two places that would get $what are refused', ({ points }) => {
  const clashing = points.map(([anchor, name, directory]) => ({ anchor, path: name, directory }))
  expect(() => new TarPlanner(clashing, 'tar')).toThrow(expect.objectContaining({ code: 'MOUNTS_CLASH' }))
})

test.each([
  { kind: 'gzip', level: 1 },
  { kind: 'gzip', level: 9 },
  { kind: 'zstd', level: 3 },
] as const)('zeros, compressed with $kind at level $level, are not taken for a bomb by our own reader', async (compression) => {
  const zeros = compress(Buffer.alloc(4 * MiB), compression)
  const header = encodeHeader({ type: 'file', name: Buffer.from('a'), mode: 0o644, size: 280 * MiB, mtimeNs: 0n })
  const archive = Buffer.concat([
    compress(header, compression),
    ...Array.from({ length: 70 }, () => zeros),
    compress(encodeEnd(), compression),
  ])
  expect(archive.length).toBeLessThan(2 * MiB)
  let content = 0
  const { batches } = readArchive(inChunks(archive, 65_536), { places: { workspace: '/ws', home: '/' }, wanted: undefined, maxBytes: GiB })
  for await (const batch of batches) content += batch.data.length
  expect(content).toBe(280 * MiB)
})

test("Node's own readers take the members of a tar.gz one after another", async () => {
  writeFileSync(path.join(workspace, 'large'), Buffer.alloc(9 * MiB, 'large '))
  const plain = pack(mounts('large'), 'tar')
  const archive = path.join(workspace, 'archive')
  writeFileSync(archive, pack(mounts('large'), 'tar.gz'))
  expect(plain.equals(await buffer(createReadStream(archive).pipe(createGunzip())))).toBe(true)
  expect(plain.equals(gunzipSync(pack(mounts('large'), 'tar.gz', 9)))).toBe(true)
})

test.runIf(requires('gzip', 'zstd')).each([
  { program: 'gzip', format: 'tar.gz' },
  { program: 'zstd', format: 'tar.zst' },
] as const)('$program finds a $format whole', ({ program, format }) => {
  writeFileSync(path.join(workspace, 'large'), Buffer.alloc(9 * MiB, 'large '))
  const archive = path.join(workspace, `archive.${format}`)
  writeFileSync(archive, pack(mounts('large'), format))
  expect(run(program, ['-q', '-t', archive], workspace)).toBe('')
})

const listings = [
  { name: 'GNU tar', needs: 'gnu-tar', list: (archive: string) => run('tar', ['-tvf', archive], workspace) },
  { name: 'bsdtar', needs: 'bsdtar', list: (archive: string) => run('bsdtar', ['-tvf', archive], workspace) },
  {
    name: 'Python',
    needs: 'python3',
    list: (archive: string) =>
      run('python3', ['-c', 'import sys, tarfile\nfor m in tarfile.open(sys.argv[1]): print(m.name, m.size)', archive], workspace),
  },
  { name: 'Go', needs: 'go', list: (archive: string) => run(goProgram(), ['list', archive], workspace) },
] as const

test.runIf(requires('gnu-tar', 'bsdtar', 'python3', 'go')).each(listings)('$name reads the header of a file of 9 GiB', ({ list }) => {
  const listed = list(sparseArchiveOf(9 * GiB + 1))
  expect(listed).toContain(String(9 * GiB + 1))
  expect(listed).toContain('small')
})

test('a file of 9 GiB arrives in slices', async () => {
  const archive = sparseArchiveOf(9 * GiB + 1)
  const slices: number[] = []
  const { batches } = readArchive(createReadStream(archive, { highWaterMark: MiB }), {
    places: { workspace: '/ws', home: '/' },
    wanted: undefined,
    maxBytes: 2 ** 40,
  })
  for await (const { pieces } of batches) {
    expect(pieces.size[0]).toBe(9 * GiB + 1)
    if (slices.push(pieces.offset[0]!) === 3) break
  }
  expect(slices).toEqual([0, 4 * MiB, 8 * MiB])
})

function planOf(all: readonly Mount[], format: 'tar' | 'tar.gz' | 'tar.zst' = 'tar'): TarBatch[] {
  const planner = new TarPlanner(all, format)
  const batches: TarBatch[] = []
  for (const { directory } of all) {
    const { table } = scanTree(directory)
    batches.push(...planner.advance(table, table.length), ...planner.endMount())
  }
  return [...batches, planner.finish()]
}

/** A whole archive of a sparse file and another after it, of which only the headers are really there. */
function sparseArchiveOf(bytes: number): string {
  mkdirSync(path.join(workspace, 'a'))
  const large = path.join(workspace, 'a/large')
  writeFileSync(large, '')
  truncateSync(large, bytes)
  utimesSync(large, 1_700_000_000, 1_700_000_000)
  writeFileSync(path.join(workspace, 'a/small'), 'after')
  const batches = planOf(mounts('a'))
  const archive = path.join(workspace, 'archive.tar')
  const file = openSync(archive, 'w')
  const head = packTar(batches[0]!, none).bytes
  const contentEnd = head.length - batches[0]!.content + Math.ceil(bytes / 512) * 512
  writeSync(file, head, 0, head.length - batches[0]!.content, 0)
  const tail = packTar(batches.at(-1)!, none).bytes
  const rest = tail.subarray(Math.ceil(batches.at(-1)!.pieces.bytes[0]! / 512) * 512)
  ftruncateSync(file, contentEnd)
  writeSync(file, rest, 0, rest.length, contentEnd)
  closeSync(file)
  expect(statSync(archive).size).toBeGreaterThan(bytes)
  return archive
}
