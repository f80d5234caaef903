import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyFiles, piecesOf } from '../../src/snapshot/pieces.ts'
import { assignContent, SegmentPlanner } from '../../src/snapshot/plan.ts'
import { decodeSegment, encodeSegment, hashSegment } from '../../src/snapshot/segment.ts'
import { commitStagings } from '../../src/tree/commit.ts'
import { openStaging } from '../../src/tree/staging.ts'
import { isKnown, knownHashes } from '../../src/workers/known-hashes.ts'
import { openPool } from '../../src/workers/pool.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { inWorkspace, scanned, temporary } from '../tree/trees.ts'

const corrupt = expect.objectContaining({ code: 'SEGMENT_CORRUPT' })

test('a segment is decoded to what was encoded, at any level', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200_000 }), fc.constantFrom(1, 3, 9, 19), (plain, level) => {
      const stored = encodeSegment(plain, level)
      expect(Buffer.compare(decodeSegment(stored, { plain: plain.length, hash: hashSegment(plain) }), plain)).toBe(0)
    }),
    { numRuns: 30 },
  )
})

const plain = Buffer.concat([randomBytes(50_000), Buffer.alloc(50_000)])
const hash = hashSegment(plain)
const stored = encodeSegment(plain, 3)

test('an encoded segment is in a buffer that can be given away', () => {
  for (const bytes of [1, 1000, 70_000]) {
    const { buffer } = encodeSegment(new Uint8Array(bytes), 1)
    structuredClone(buffer, { transfer: [buffer] })
    expect(buffer.byteLength).toBe(0)
  }
})

test.each([
  { name: 'fewer bytes than it should', bytes: encodeSegment(plain.subarray(1), 3) },
  { name: 'more bytes than it should', bytes: encodeSegment(Buffer.concat([plain, plain]), 3) },
  { name: 'other content', bytes: encodeSegment(Buffer.alloc(plain.length, 1), 3) },
  { name: 'nothing', bytes: new Uint8Array(0) },
  { name: 'a missing end', bytes: stored.subarray(0, -1) },
  { name: 'no zstd', bytes: randomBytes(1000) },
  { name: 'a bomb', bytes: encodeSegment(Buffer.alloc(32 * 2 ** 20), 19) },
  { name: 'more stored bytes than the content can need', bytes: Buffer.concat([stored, Buffer.alloc(200_000)]) },
  { name: 'a window of 128 MiB', bytes: withWindow(27) },
])('a segment with $name is corrupt', ({ bytes }) => {
  for (const storedHash of [undefined, hashSegment(stored)]) {
    expect(() => decodeSegment(bytes, { plain: plain.length, hash, storedHash })).toThrow(corrupt)
  }
})

test('a segment that another writer has compressed in another way is as good as the one that the manifest knows', () => {
  const other = encodeSegment(plain, 9)
  expect(Buffer.compare(other, stored)).not.toBe(0)
  expect(Buffer.compare(decodeSegment(other, { plain: plain.length, hash, storedHash: hashSegment(stored) }), plain)).toBe(0)
})

test('a segment that is said to have more than 64 MiB is refused before anything is decoded', () => {
  expect(() => decodeSegment(stored, { plain: 64 * 2 ** 20 + 1, hash })).toThrow(corrupt)
})

/** The right content in a frame that asks for a large window. Without its size in advance zstd cannot make the window smaller. */
function withWindow(log: number): Uint8Array {
  const params = { [constants.ZSTD_c_windowLog]: log, [constants.ZSTD_c_contentSizeFlag]: 0 }
  const frame = zstdCompressSync(Buffer.alloc(1), { params })
  // The frame's header: magic, descriptor without a content size and not a single segment, then the window.
  return Buffer.concat([frame.subarray(0, 4), Buffer.from([0, (log - 10) << 3]), Buffer.from([1, 0, 0])])
}

test('known hashes are found, and others are not', () => {
  const hashes = Array.from({ length: 1000 }, (_, i) => hashSegment(Buffer.from(String(i))))
  const known = knownHashes(hashes.slice(0, 500))
  expect(hashes.map((each) => isKnown(known, each))).toEqual(hashes.map((_, i) => i < 500))
  expect(isKnown(knownHashes([]), hashes[0]!)).toBe(false)
})

test('a tree goes through segments and comes back as it was', async () => {
  using place = temporary()
  const from = join(place.root, 'from')
  mkdirSync(join(from, 'dir'), { recursive: true })
  writeFileSync(join(from, 'dir/large'), randomBytes(9_000_000))
  for (let i = 0; i < 40; i++) writeFileSync(join(from, 'dir', `file${i}`), randomBytes(i * 3000))
  const table = scanned(from)
  const planner = new SegmentPlanner()
  const plans = [...planner.add(table, 0, table.length), ...planner.end()]
  await using pool = openPool(2)
  const read = await Promise.all(plans.map((plan) => pool.run('readSegment', { directory: from, pieces: piecesOf(table, plan), level: 1 })))
  expect(read.map((segment) => segment.plain)).toEqual(plans.map((plan) => plan.plain))

  const staging = openStaging(inWorkspace(place.workspace, 'to'), { workspace: place.workspace })
  const tree = { root: staging.root, columns: table.columns() }
  await pool.run('makeDirectories', tree)
  await pool.run('writePieces', { root: staging.root, pieces: emptyFiles(table), data: new Uint8Array(0) })
  // In any order.
  const contents = [
    ...assignContent(
      table,
      read.map((segment) => segment.plain),
    ).entries(),
  ].toReversed()
  await Promise.all(
    contents.map(([i, plan]) => {
      const segment = read[i]!
      return pool.run('writeSegment', {
        root: staging.root,
        pieces: piecesOf(table, plan),
        stored: segment.stored!,
        plain: segment.plain,
        hash: segment.hash,
      })
    }),
  )
  await pool.run('finishTree', tree)
  expect(commitStagings([{ staging, table }])).toEqual([])
  expect(differences(listTree(from), listTree(join(place.workspace, 'to')))).toEqual([])

  const again = await pool.run('hashPieces', { directory: join(place.workspace, 'to'), pieces: piecesOf(table, plans[0]!) })
  expect(again.hash).toEqual(read[0]!.hash)
})

test('a segment is compressed unless only its hash is wanted or it is known', async () => {
  using place = temporary()
  writeFileSync(join(place.workspace, 'file'), plain)
  const table = scanned(place.workspace)
  const pieces = piecesOf(table, { plain: plain.length, first: 1, offset: 0, last: 1 })
  await using pool = openPool(1)
  const read = (options: { level: number | 'hash-only'; known?: SharedArrayBuffer }) =>
    pool.run('readSegment', { directory: place.workspace, pieces, ...options })
  expect(await read({ level: 'hash-only' })).toEqual({ hash, plain: plain.length, stored: undefined })
  expect(await read({ level: 1, known: knownHashes([hash]) })).toEqual({ hash, plain: plain.length, stored: undefined })
  const full = await read({ level: 1, known: knownHashes([hashSegment(Buffer.from('other'))]) })
  expect(decodeSegment(full.stored!, full).length).toBe(plain.length)
})

test('a corrupt segment writes nothing', async () => {
  using place = temporary()
  writeFileSync(join(place.root, 'file'), plain)
  const table = scanned(join(place.root, 'file'))
  const pieces = piecesOf(table, { plain: plain.length, first: 0, offset: 0, last: 0 })
  await using pool = openPool(1)
  const root = { path: join(place.workspace, 'file'), umask: 0o22, foldsCase: false }
  const damaged = new Uint8Array(stored)
  damaged[damaged.length - 100]! ^= 1
  await expect(pool.run('writeSegment', { root, pieces, stored: damaged, plain: plain.length, hash })).rejects.toThrow(corrupt)
  expect(listTree(place.workspace).map(({ path }) => path)).toEqual([''])
  await pool.run('writeSegment', { root, pieces, stored, plain: plain.length, hash })
  expect(readFileSync(root.path).equals(plain)).toBe(true)
})

test('pieces that are kept are left out of what a segment writes', async () => {
  using place = temporary()
  const from = join(place.root, 'from')
  mkdirSync(from)
  for (const name of ['a', 'b', 'c']) writeFileSync(join(from, name), name.repeat(3))
  const table = scanned(from)
  const pieces = piecesOf(table, { plain: 9, first: 1, offset: 0, last: 3 })
  await using pool = openPool(1)
  const segment = await pool.run('readSegment', { directory: from, pieces, level: 1 })
  const root = { path: place.workspace, umask: 0o22, foldsCase: false }
  await pool.run('writeSegment', { root, pieces, stored: segment.stored!, plain: 9, hash: segment.hash, keep: Uint8Array.of(0, 1, 0) })
  expect(listTree(place.workspace).map(({ path }) => path)).toEqual(['', 'a', 'c'])
  expect(readFileSync(join(place.workspace, 'c'), 'utf8')).toBe('ccc')
})
