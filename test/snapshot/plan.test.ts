import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { hasCode } from '../../src/errors.ts'
import { PathHashes } from '../../src/snapshot/path-hash.ts'
import { assignContent, SegmentPlanner, type SegmentPlan } from '../../src/snapshot/plan.ts'
import { emptyFiles, piecesOf } from '../../src/snapshot/pieces.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'
import type { Pieces } from '../../src/tree/pieces.ts'
import { anyTree, indexOf, tableOf, type Tree } from './trees.ts'

const MiB = 2 ** 20

function plan(table: EntryTable): SegmentPlan[] {
  const planner = new SegmentPlanner()
  return [...planner.add(table, 0, table.length), ...planner.end()]
}

interface Slice {
  readonly path: string
  readonly offset: number
  readonly bytes: number
}

function slicesIn(pieces: Pieces): Slice[] {
  return Array.from({ length: pieces.length }, (_, k) => {
    const start = k === 0 ? 0 : pieces.pathEnd[k - 1]!
    return {
      path: Buffer.from(pieces.paths.subarray(start, pieces.pathEnd[k])).toString(),
      offset: pieces.offset[k]!,
      bytes: pieces.bytes[k]!,
    }
  })
}

function groups(table: EntryTable): string[] {
  return plan(table).map((segment) => JSON.stringify(slicesIn(piecesOf(table, segment))))
}

/** Files put together from slices, which must be in order and leave nothing out. */
function joined(slices: readonly Slice[]): { path: string; size: number }[] {
  const whole: { path: string; size: number }[] = []
  for (const { path, offset, bytes } of slices) {
    if (offset === 0) whole.push({ path, size: 0 })
    const last = whole.at(-1)
    expect([last?.path, last?.size]).toEqual([path, offset])
    last!.size += bytes
  }
  return whole
}

function filesWithContent(table: EntryTable): { path: string; size: number }[] {
  return files(table).filter(({ size }) => size > 0)
}

function files(table: EntryTable): { path: string; size: number }[] {
  const indexes = Array.from({ length: table.length }, (_, i) => i).filter((i) => table.type(i) === EntryType.file)
  return indexes.map((i) => ({ path: table.path(i).toString(), size: table.size(i) }))
}

describe('every tree', () => {
  test('gives the same plan however it is streamed', () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.nat(40)), (tree, steps) => {
        const table = tableOf(tree)
        const planner = new SegmentPlanner()
        const streamed: SegmentPlan[] = []
        let at = 0
        for (const step of [...steps, table.length]) {
          const to = Math.min(table.length, at + step)
          streamed.push(...planner.add(table, at, to))
          at = to
        }
        expect([...streamed, ...planner.end()]).toEqual(plan(table))
      }),
    )
  })

  test('is given back by its segments, every byte once and in order', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const table = tableOf(tree)
        expect(joined(plan(table).flatMap((segment) => slicesIn(piecesOf(table, segment))))).toEqual(filesWithContent(table))
      }),
    )
  })

  test('has segments from 1 byte to 8 MiB, and a larger file shares none', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const table = tableOf(tree)
        for (const segment of plan(table)) {
          const pieces = piecesOf(table, segment)
          expect(pieces.bytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(segment.plain)
          expect(segment.plain).toBeGreaterThan(0)
          expect(segment.plain).toBeLessThanOrEqual(8 * MiB)
          expect(pieces.length === 1 || pieces.size.every((size) => size <= 8 * MiB)).toBe(true)
        }
      }),
    )
  })

  test('is read back from the sizes of its segments alone', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const table = tableOf(tree)
        const planned = plan(table)
        expect(
          assignContent(
            table,
            planned.map(({ plain }) => plain),
          ),
        ).toEqual(planned)
      }),
    )
  })

  test('is read back from any other cuts too', () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.integer({ min: 1, max: 2_000_000 })), (tree, wanted) => {
        const table = tableOf(tree)
        let left = filesWithContent(table).reduce((sum, { size }) => sum + size, 0)
        const sizes: number[] = []
        for (const most of [...wanted, Infinity]) {
          const size = Math.min(most, left)
          if (size > 0) sizes.push(size)
          left -= size
        }
        const pieces = assignContent(table, sizes).map((segment) => piecesOf(table, segment))
        expect(pieces.map(({ bytes }) => bytes.reduce((sum, some) => sum + some, 0))).toEqual(sizes)
        expect(joined(pieces.flatMap(slicesIn))).toEqual(filesWithContent(table))
      }),
    )
  })

  test('tells its empty files apart', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const table = tableOf(tree)
        const expected = files(table).filter(({ size }) => size === 0)
        expect(slicesIn(emptyFiles(table))).toEqual(expected.map(({ path }) => ({ path, offset: 0, bytes: 0 })))
      }),
    )
  })
})

/** A thousand packages of ten files: 80 MiB in files as small as those of a `node_modules`. */
function packages(change: (tree: Record<string, Record<string, Tree>>) => void = () => {}): EntryTable {
  const tree: Record<string, Record<string, Tree>> = {}
  for (let p = 0; p < 1000; p++) {
    tree[`package-${p}`] = Object.fromEntries(
      Array.from({ length: 10 }, (_, f) => [`file-${f}.js`, 1 + ((p * 7919 + f * 104_729) % 16_384)]),
    )
  }
  change(tree)
  return tableOf(tree)
}

describe('a large tree', () => {
  test('has segments of nearly 4 MiB on average', () => {
    const planned = plan(packages())
    const mean = planned.reduce((sum, { plain }) => sum + plain, 0) / planned.length
    expect(mean).toBeGreaterThan(3.2 * MiB)
    expect(mean).toBeLessThan(4.8 * MiB)
  })

  const edits: { edit: string; change: (tree: Record<string, Record<string, Tree>>, at: string) => void }[] = [
    { edit: 'a file is added', change: (tree, at) => (tree[at]!['file-4b.js'] = 9000) },
    { edit: 'a file is removed', change: (tree, at) => delete tree[at]!['file-4.js'] },
    { edit: 'a file grows', change: (tree, at) => (tree[at]!['file-4.js'] = 40_000) },
    { edit: 'a file of 1 MiB is added', change: (tree, at) => (tree[at]!['large'] = MiB) },
    { edit: 'a file of 20 MiB is added', change: (tree, at) => (tree[at]!['huge'] = 20 * MiB) },
    { edit: 'a package is removed', change: (tree, at) => delete tree[at] },
    { edit: 'a package is added', change: (tree, at) => (tree[`${at}-more`] = { 'a.js': 5000, 'b.js': 70_000 }) },
  ]
  test.each(edits)('keeps nearly all of its segments when $edit', ({ change }) => {
    const before = new Set(groups(packages()))
    const changed = Array.from({ length: 10 }, (_, round) => {
      const after = groups(packages((tree) => change(tree, `package-${(round * 389 + 11) % 1000}`)))
      return after.filter((group) => !before.has(group) && !group.includes('huge')).length
    })
    expect(Math.max(...changed)).toBeLessThanOrEqual(6)
    expect(changed.reduce((sum, count) => sum + count, 0) / changed.length).toBeLessThanOrEqual(2.5)
  })
})

test('pieces carry the facts of their files', () => {
  const table = new EntryTable()
  table.append({ type: EntryType.directory, mode: 0o755, size: 0, mtimeNs: 5n, parent: -1, name: Buffer.alloc(0) })
  table.append({ type: EntryType.directory, mode: 0o755, size: 0, mtimeNs: 5n, parent: 0, name: Buffer.from('bin') })
  table.append({
    type: EntryType.file,
    mode: 0o755,
    size: 9 * MiB,
    mtimeNs: 1_234_567_890_123_456_789n,
    parent: 1,
    name: Buffer.from([0x66, 0xff]),
    ctimeNs: 77n,
  })
  const [, second] = plan(table)
  expect(piecesOf(table, second!)).toEqual({
    length: 1,
    paths: Uint8Array.of(0x62, 0x69, 0x6e, 0x2f, 0x66, 0xff),
    pathEnd: Uint32Array.of(6),
    offset: Float64Array.of(8 * MiB),
    bytes: Float64Array.of(MiB),
    size: Float64Array.of(9 * MiB),
    mode: Uint16Array.of(0o755),
    mtimeNs: BigInt64Array.of(1_234_567_890_123_456_789n),
    ctimeNs: BigInt64Array.of(77n),
  })
})

test('a mount that is a single file is its own content', () => {
  const table = tableOf(3)
  expect(plan(table)).toEqual([{ plain: 3, first: 0, offset: 0, last: 0 }])
  expect(slicesIn(piecesOf(table, plan(table)[0]!))).toEqual([{ path: '', offset: 0, bytes: 3 }])
})

test.each([
  { sizes: [], says: 'nothing' },
  { sizes: [9], says: 'too little' },
  { sizes: [4, 4], says: 'too little in two segments' },
  { sizes: [11], says: 'too much' },
  { sizes: [10, 1], says: 'a segment too many' },
])('segments that hold $says are refused', ({ sizes }) => {
  expect(() => assignContent(tableOf({ a: 3, b: { c: 7 } }), sizes)).toThrow(
    expect.toSatisfy((error) => hasCode(error, 'MANIFEST_CORRUPT')),
  )
})

// The numbers are of a Python program: FNV-1a 32, then the finalizer of MurmurHash3.
test.each([
  { path: 'a', hash: 444641715 },
  { path: 'lib/index.js', hash: 1847496160 },
  { path: 'é', hash: 2387039943 },
])('the hash of $path is $hash', ({ path, hash }) => {
  const [first, second] = path.split('/')
  const table = tableOf({ [first!]: second === undefined ? 1 : { [second]: 1 } })
  const hashes = new PathHashes()
  for (let i = 0; i < table.length; i++) if (table.type(i) === EntryType.directory) hashes.enter(table, i)
  expect(hashes.of(table, indexOf(table, path))).toBe(hash)
})
