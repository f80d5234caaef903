import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  decodeJournal,
  encodeJournal,
  entriesWithInode,
  findInJournal,
  inodesToKeep,
  withSource,
  type Journal,
  type JournalMount,
  type JournalSource,
} from '../../src/snapshot/journal.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'
import type { MountPoint } from '../../src/tree/mount.ts'
import { tableOf } from './trees.ts'

const anyPoint: fc.Arbitrary<MountPoint> = fc.record({
  anchor: fc.constantFrom('workspace', 'home', 'root'),
  path: fc.constantFrom('', 'node_modules', '.m2', 'a/b/é'),
})
const anyJournal: fc.Arbitrary<Journal> = fc.record({
  sources: fc.array(
    fc.record({
      store: fc.string(),
      key: fc.string(),
      manifest: fc.uint8Array({ maxLength: 5000 }).map((bytes) => new Uint8Array(bytes)),
      mounts: fc.array(
        fc.record({
          point: anyPoint,
          settledNs: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
          inodes: fc.bigUint64Array({ maxLength: 50 }).map((inodes) => new BigUint64Array(inodes)),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 3 },
  ),
})

function at(path: string, settledNs = 1n): JournalMount {
  return { point: { anchor: 'workspace', path }, settledNs, inodes: BigUint64Array.of(7n) }
}

function source(key: string, ...mounts: JournalMount[]): JournalSource {
  return { store: 's3://b', key, manifest: Uint8Array.of(1), mounts }
}

describe('a journal', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(anyJournal, (journal) => {
        expect(decodeJournal(encodeJournal(journal))).toEqual(journal)
      }),
    )
  })

  test('that was changed or cut off is as good as none', () => {
    fc.assert(
      fc.property(anyJournal, fc.nat(), fc.integer({ min: 1, max: 255 }), (journal, where, bits) => {
        const bytes = encodeJournal(journal)
        expect(decodeJournal(bytes.with(where % bytes.length, bytes[where % bytes.length]! ^ bits))).toBeUndefined()
        expect(decodeJournal(bytes.slice(0, where % bytes.length))).toBeUndefined()
      }),
    )
  })

  test('of another version is as good as none', () => {
    expect(decodeJournal(encodeJournal({ sources: [] }).with(8, 2))).toBeUndefined()
  })

  test('knows a mount from the last step that wrote it', () => {
    const journal = withSource(withSource(undefined, source('one', at('a'), at('b'))), source('two', at('b', 2n)))
    expect(journal).toEqual({ sources: [source('one', at('a')), source('two', at('b', 2n))] })
    expect(findInJournal(journal, { anchor: 'workspace', path: 'b' })).toEqual({ source: source('two', at('b', 2n)), mount: at('b', 2n) })
    expect(findInJournal(journal, { anchor: 'home', path: 'b' })).toBeUndefined()
    expect(findInJournal(undefined, { anchor: 'home', path: 'b' })).toBeUndefined()
  })

  test('forgets a manifest whose mounts have all been replaced', () => {
    expect(withSource({ sources: [source('one', at('a'))] }, source('two', at('a'), at('c'))).sources.map(({ key }) => key)).toEqual([
      'two',
    ])
  })

  test('keeps the inodes of the mount and of its directories', () => {
    const table = tableOf({ a: 1, b: { c: 2, d: { e: 'a' } }, f: {} })
    expect(entriesWithInode(table).map((entry) => table.path(entry).toString())).toEqual(['', 'b', 'b/d', 'f'])
    expect(entriesWithInode(tableOf(5))).toEqual([0])
    const single = new EntryTable()
    single.append({ type: EntryType.file, mode: 0o600, size: 1, mtimeNs: 0n, parent: -1, name: Buffer.alloc(0), inode: 99n })
    expect(inodesToKeep(single)).toEqual(BigUint64Array.of(99n))
  })
})
