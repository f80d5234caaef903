import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { inodesToKeep } from '../../src/snapshot/journal.ts'
import { SegmentPlanner, type SegmentPlan } from '../../src/snapshot/plan.ts'
import { SegmentList } from '../../src/snapshot/segment-list.ts'
import { reusableSegments, unchangedFiles } from '../../src/snapshot/unchanged.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'
import { segmentsOf, sha256 } from './manifests.ts'
import { anyTree, scanned, tableOf, write, type Tree } from './trees.ts'

let base: string
let count = 0

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'larder-unchanged-'))
})
afterAll(() => rm(base, { recursive: true }))

/** The ctime of a file that is made again until the clock of the file system has gone on. */
function probe(): bigint {
  const file = join(base, 'probe')
  const ctime = () => {
    rmSync(file, { force: true })
    writeFileSync(file, '')
    return lstatSync(file, { bigint: true }).ctimeNs
  }
  const first = ctime()
  for (;;) {
    const now = ctime()
    if (now > first) return now
  }
}

const tree: Tree = { a: { one: 10, two: 20, deep: { three: 30, four: 40 } }, b: { one: 10, two: 20 }, top: 5, empty: 0 }
const everything = ['a/deep/four', 'a/deep/three', 'a/one', 'a/two', 'b/one', 'b/two', 'empty', 'top']
const longAgo = new Date('1985-10-26T08:15:00Z')

/** A mount as a restore left it: old times that all files share, and a journal. */
function restored() {
  const directory = join(base, `${count++}`)
  write(tree, directory)
  for (const file of everything) utimesSync(join(directory, file), longAgo, longAgo)
  const recorded = scanned(directory)
  const journal = { point: { anchor: 'workspace' as const, path: 'm' }, settledNs: probe(), inodes: inodesToKeep(recorded) }
  return { directory, recorded, journal }
}

function unchangedPaths({ directory, recorded, journal }: ReturnType<typeof restored>, probeNs = probe()): string[] {
  const now = scanned(directory)
  const unchanged = unchangedFiles({ scanned: now, recorded, journal, probeNs })
  const found = Array.from(unchanged, (match, i) => ({ match, path: now.path(i).toString() })).filter(({ match }) => match >= 0)
  expect(found.map(({ match }) => recorded.path(match).toString())).toEqual(found.map(({ path }) => path))
  return found.map(({ path }) => path).toSorted()
}

/** The same time and size as before: nothing but the ctime tells. */
function disguise(file: string): void {
  utimesSync(file, longAgo, longAgo)
}

describe('after a restore', () => {
  test('everything is unchanged while nobody touches it', () => {
    expect(unchangedPaths(restored())).toEqual(everything)
  })

  const changes: { change: string; act: (at: (path: string) => string) => void; changed: readonly string[] }[] = [
    {
      change: 'a file is written, with its size and time put back',
      changed: ['a/one'],
      act: (at) => {
        writeFileSync(at('a/one'), 'x'.repeat(10))
        disguise(at('a/one'))
      },
    },
    { change: 'a file is written', changed: ['a/one'], act: (at) => writeFileSync(at('a/one'), 'x'.repeat(10)) },
    { change: 'a file is cut off', changed: ['a/two'], act: (at) => truncateSync(at('a/two'), 3) },
    { change: 'a mode is changed', changed: ['b/two'], act: (at) => chmodSync(at('b/two'), 0o600) },
    { change: 'a file gets a second name', changed: ['b/one'], act: (at) => linkSync(at('b/one'), at('b/link')) },
    {
      change: 'a file is replaced by another of its size and time',
      changed: ['a/two', 'b/two'],
      act: (at) => renameSync(at('a/two'), at('b/two')),
    },
    {
      change: 'two files of one size and time change places',
      changed: ['a/one', 'b/one'],
      act: (at) => swap(at('a/one'), at('b/one'), at('x')),
    },
    { change: 'a file is removed', changed: ['a/deep/four'], act: (at) => unlinkSync(at('a/deep/four')) },
    {
      change: 'a file becomes a link to its like',
      changed: ['a/one'],
      act: (at) => {
        unlinkSync(at('a/one'))
        symlinkSync('../b/one', at('a/one'))
      },
    },
    {
      change: 'a file becomes a directory',
      changed: ['a/one'],
      act: (at) => {
        unlinkSync(at('a/one'))
        mkdirSync(at('a/one'))
      },
    },
    {
      change: 'a directory becomes a file',
      changed: ['b/one', 'b/two'],
      act: (at) => {
        rmSync(at('b'), { recursive: true })
        writeFileSync(at('b'), '')
      },
    },
    {
      change: 'a directory is moved away and another takes its place',
      changed: ['a/deep/four', 'a/deep/three', 'a/one', 'a/two', 'b/one', 'b/two'],
      act: (at) => swap(at('a'), at('b'), at('x')),
    },
    {
      change: 'a directory is moved away and back',
      changed: [],
      act: (at) => {
        renameSync(at('a'), at('x'))
        renameSync(at('x'), at('a'))
      },
    },
    { change: 'a directory is renamed', changed: ['b/one', 'b/two'], act: (at) => renameSync(at('b'), at('c')) },
    {
      change: 'files are added before, between and after',
      changed: [],
      act: (at) => {
        for (const name of ['0', 'a/0', 'a/oneself', 'a/zero', 'b/p', 'zz']) writeFileSync(at(name), 'new')
      },
    },
    { change: 'a directory is added before the others', changed: [], act: (at) => write({ one: 10, two: 20 }, at('A')) },
    {
      change: 'a directory is made again with files of the same sizes and times',
      changed: ['b/one', 'b/two'],
      act: (at) => {
        rmSync(at('b'), { recursive: true })
        write({ one: 10, two: 20 }, at('b'))
        disguise(at('b/one'))
        disguise(at('b/two'))
      },
    },
  ]
  test.each(changes)('just what is concerned has changed when $change', ({ act, changed }) => {
    const mount = restored()
    act((path) => join(mount.directory, path))
    expect(unchangedPaths(mount)).toEqual(everything.filter((path) => !changed.includes(path)))
  })

  test('everything may have changed when the mount is another directory', () => {
    const [mount, other] = [restored(), restored()]
    swap(mount.directory, other.directory, join(base, 'x'))
    expect(unchangedPaths(mount)).toEqual([])
  })

  test('everything is unchanged when the mount was moved', () => {
    const mount = restored()
    renameSync(mount.directory, `${mount.directory}-moved`)
    expect(unchangedPaths({ ...mount, directory: `${mount.directory}-moved` })).toEqual(everything)
  })

  test('everything may have changed when the clock went back', () => {
    const mount = restored()
    expect(unchangedPaths(mount, mount.journal.settledNs - 1n)).toEqual([])
  })

  test('a file written in the same tick as the probe may have changed', () => {
    const mount = restored()
    const newest = mount.recorded.ctimeNs(mount.recorded.length - 1)
    expect(unchangedPaths({ ...mount, journal: { ...mount.journal, settledNs: newest } })).not.toContain('top')
  })

  test('everything may have changed when the journal tells of another tree', () => {
    const mount = restored()
    expect(unchangedPaths({ ...mount, journal: { ...mount.journal, inodes: mount.journal.inodes.slice(1) } })).toEqual([])
  })

  test('a mount that is a single file is known by its inode', () => {
    const [one, other] = [join(base, 'single'), join(base, 'other')]
    for (const file of [one, other]) {
      writeFileSync(file, 'same size')
      disguise(file)
    }
    const recorded = scanned(one)
    const journal = { point: { anchor: 'home' as const, path: 'single' }, settledNs: probe(), inodes: inodesToKeep(recorded) }
    const probeNs = probe()
    expect(unchangedFiles({ scanned: scanned(one), recorded, journal, probeNs })).toEqual(Int32Array.of(0))
    expect(unchangedFiles({ scanned: scanned(other), recorded, journal, probeNs })).toEqual(Int32Array.of(-1))
  })

  test.each([
    { off: 2000n, same: true },
    { off: -2000n, same: true },
    { off: 2001n, same: false },
    { off: -2001n, same: false },
  ])('a time that differs by $off ns is the same: $same', ({ off, same }) => {
    const facts = { type: EntryType.file, mode: 0o644, size: 1, parent: -1, name: Buffer.alloc(0), ctimeNs: 5n, inode: 1n }
    const [recorded, now] = [new EntryTable(), new EntryTable()]
    recorded.append({ ...facts, mtimeNs: 1_000_000n })
    now.append({ ...facts, mtimeNs: 1_000_000n + off })
    const journal = { point: { anchor: 'home' as const, path: 'f' }, settledNs: 6n, inodes: BigUint64Array.of(1n) }
    expect(unchangedFiles({ scanned: now, recorded, journal, probeNs: 6n })[0]! >= 0).toBe(same)
  })
})

function swap(one: string, other: string, spare: string): void {
  renameSync(one, spare)
  renameSync(other, one)
  renameSync(spare, other)
}

function planOf(table: EntryTable): SegmentPlan[] {
  const planner = new SegmentPlanner()
  return [...planner.add(table, 0, table.length), ...planner.end()]
}

/** The bytes of a planned segment, told by the file and offset that each comes from. */
function contentOf(table: EntryTable, { first, offset, last, plain }: SegmentPlan): string {
  const paths = Array.from({ length: last - first + 1 }, (_, k) => first + k)
    .filter((i) => table.type(i) === EntryType.file && table.size(i) > 0)
    .map((i) => `${table.path(i).toString()}:${table.size(i)}`)
  return JSON.stringify([paths, offset, plain])
}

describe('segments', () => {
  test('are all known when nothing has changed', () => {
    fc.assert(
      fc.property(anyTree, (of) => {
        const table = tableOf(of)
        const [plans, segments, unchanged] = [planOf(table), segmentsOf(table), Int32Array.from({ length: table.length }, (_, i) => i)]
        expect([...reusableSegments({ scanned: table, plans, unchanged, recorded: table, segments })]).toEqual(plans.map((_, i) => i))
      }),
    )
  })

  test('are known exactly where the same unchanged files follow one another', () => {
    fc.assert(
      fc.property(anyTree, anyTree, fc.func(fc.boolean()), (before, added, isChanged) => {
        const [recorded, now] = [tableOf(before), tableOf({ ...added, ...before })]
        const places = new Map(
          Array.from({ length: recorded.length }, (_, i) => [`${recorded.type(i)}:${recorded.size(i)}:${recorded.path(i).toString()}`, i]),
        )
        const unchanged = Int32Array.from({ length: now.length }, (_, i) => {
          const path = now.path(i).toString()
          const place = places.get(`${now.type(i)}:${now.size(i)}:${path}`) ?? -1
          return now.type(i) === EntryType.file && !isChanged(path) ? place : -1
        })
        const known = planOf(recorded).map((plan) => contentOf(recorded, plan))
        const expected = planOf(now).map((plan) => {
          for (let i = plan.first; i <= plan.last; i++)
            if (now.type(i) === EntryType.file && now.size(i) > 0 && unchanged[i] === -1) return -1
          return known.indexOf(contentOf(now, plan))
        })
        const found = reusableSegments({ scanned: now, plans: planOf(now), unchanged, recorded, segments: segmentsOf(recorded) })
        expect([...found]).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('of other cuts than the plan are not known', () => {
    const table = tableOf({ a: 10, b: 20 })
    const refs = [10, 20].map((plain) => ({ hash: sha256(`${plain}`), plain, stored: 1, generation: 1, store: 0 }))
    const found = reusableSegments({
      scanned: table,
      plans: planOf(table),
      unchanged: Int32Array.of(-1, 1, 2),
      recorded: table,
      segments: SegmentList.from(refs),
    })
    expect([...found]).toEqual([-1])
  })
})
