import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { hasCode } from '../../src/errors.ts'
import { generationAt } from '../../src/snapshot/generations.ts'
import { limits } from '../../src/snapshot/limits.ts'
import { decodeHead, decodeManifest, encodeManifest, headLength, type Manifest } from '../../src/snapshot/manifest.ts'
import { isInstant, joinInstants, splitInstants } from '../../src/snapshot/nanoseconds.ts'
import { SegmentList } from '../../src/snapshot/segment-list.ts'
import { EntryTable, EntryType, type Entry } from '../../src/tree/entries.ts'
import { key, manifestOf, segmentsOf, sha256, startedAt } from './manifests.ts'
import { anyTable, tableOf } from './trees.ts'

const thrown = (code: string) => expect.toSatisfy((error: unknown) => hasCode(error, code), `an error ${code}`)

/** Everything that a manifest keeps, as values that can be compared. */
function facts(manifest: Manifest): unknown {
  return {
    ...manifest,
    mounts: manifest.mounts.map(({ point, table, segments }) => {
      const { ctimeNs: _ctimeNs, inode: _inode, targets: _targets, link: _link, ...columns } = table.columns()
      const links = Array.from({ length: table.length }, (_, i) => {
        if (table.type(i) === EntryType.symlink) return Buffer.from(table.target(i)).toString('hex')
        return table.type(i) === EntryType.hardlink ? table.original(i) : undefined
      })
      return { point, columns, links, segments: segments.columns }
    }),
  }
}

describe('a manifest', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(anyTable, { maxLength: 3 }), (tables) => {
        const manifest = manifestOf(...tables)
        expect(facts(decodeManifest(encodeManifest(manifest), key))).toEqual(facts(manifest))
      }),
    )
  })

  test('comes back with parents, anchors and both generations', () => {
    const table = tableOf({ a: 5_000_000, b: 3 })
    const now = generationAt(startedAt)
    const refs = [
      { hash: sha256('1'), plain: 4_194_304, stored: 1000, generation: now, store: 0 },
      { hash: sha256('2'), plain: 805_696, stored: 4_294_967_295, generation: now - 1, store: 1 },
      { hash: sha256('3'), plain: 3, stored: 12, generation: now - 1, store: 2 },
    ]
    const manifest: Manifest = {
      tool: 'larder 9.9.9 (é)',
      startedAt,
      stores: ['octo/app/pull/12', 'octo/app', 'octo'],
      mounts: [
        { point: { anchor: 'home', path: '.m2' }, table, segments: SegmentList.from(refs) },
        { point: { anchor: 'root', path: '' }, table: tableOf(0), segments: SegmentList.from([]) },
        { point: { anchor: 'workspace', path: '' }, table: tableOf({}), segments: SegmentList.from([]) },
      ],
    }
    const back = decodeManifest(encodeManifest(manifest), 'octo/app/pull/12/deps.snapshot')
    expect(facts(back)).toEqual(facts(manifest))
    expect(Array.from({ length: 3 }, (_, i) => back.mounts[0]!.segments.stored(i))).toEqual([1000, 4_294_967_295, 12])
  })

  test('tells what it names from its first bytes alone', () => {
    const manifest = manifestOf(tableOf({ a: 9_000_000, b: { c: 0, d: 'a' } }), tableOf({}))
    const bytes = encodeManifest(manifest)
    const length = headLength(bytes.slice(0, 92), key)
    expect(length).toBeLessThan(bytes.length)
    expect(decodeHead(bytes.slice(0, length), key)).toEqual({
      ...manifest,
      mounts: manifest.mounts.map(({ point, table, segments }) => ({ point, entries: table.length, segments })),
    })
    expect(() => decodeHead(bytes.slice(0, length - 1), key)).toThrow(thrown('MANIFEST_CORRUPT'))
  })

  test('keeps the hashes of stored segments where they are known, in any of its mounts', () => {
    const [one, two] = [tableOf({ a: 9_000_000 }), tableOf({ b: 1 })]
    const manifest = manifestOf(one, two)
    const refs = [0, 1].map((i) => ({
      hash: sha256(`${i}`),
      plain: [8_388_608, 611_392][i]!,
      stored: 1,
      generation: generationAt(startedAt),
      store: 0,
    }))
    const segments = SegmentList.from([refs[0]!, { ...refs[1]!, storedHash: sha256('stored') }])
    const back = decodeManifest(encodeManifest({ ...manifest, mounts: [{ ...manifest.mounts[0]!, segments }, manifest.mounts[1]!] }), key)
    expect(back.mounts.map((mount) => Array.from({ length: mount.segments.length }, (_, i) => mount.segments.storedHash(i)))).toEqual([
      [undefined, new Uint8Array(sha256('stored'))],
      [undefined],
    ])
  })

  test('is the same bytes every time', () => {
    const manifest = manifestOf(tableOf({ a: 5, b: { c: 7 } }))
    expect(encodeManifest(manifest)).toEqual(encodeManifest(manifest))
  })

  test('of a tree like a node_modules takes less than 8 bytes an entry', () => {
    const table = tableOf(
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, p) => [
          `package-${p}`,
          { lib: { 'index.js': 3000 + ((p * 7919) % 5000), 'index.d.ts': (p * 104_729) % 9000 }, 'package.json': 900 + (p % 300) },
        ]),
      ),
    )
    expect(encodeManifest(manifestOf(table)).length / table.length).toBeLessThan(8)
  })

  test('of an earlier release still reads', () => {
    const earlier = Buffer.from(
      'TEFSREVSTUYBAAAAWQAAAFAAAABxAAAAaAAAACHyqqzcmNfdCrOw8yHvsD9ICP9Jt7tXaWpN/Ab2tXdyKJ1KjxX+2+ZAbWAn9vI95SuccwKWdJutYiH+0JzlJ9ootS/9IFCBAgAMbGFyZGVyIDAuMS4wgIm8qKA0AQhvY3RvL2FwcAEAB21vdW50LTAGAdIJ2QmONgBf7Otm/8hvONlSeGxtaWx5wtvCOd1OkbRnKdc6J/tX6Si1L/0gaEEDAAPtA/8LpAcAAAEAAgICAQIbYmluAHRvb2wAbGliAGVtcHR5AHRvb2wuanMAANIJBoDEn9UMAJWa7zoE1pnvOgSXme86BNiY7zoEmZjvOgTal+86AAICAgICDi4uL2xpYi90b29sLmpz',
      'base64',
    )
    const table = tableOf({ bin: { tool: '../lib/tool.js' }, lib: { 'tool.js': 1234, empty: 0 } })
    expect(facts(decodeManifest(new Uint8Array(earlier), key))).toEqual(facts(manifestOf(table)))
  })
})

test('times are split and joined without loss', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (instant) => {
      const parts = splitInstants(BigInt64Array.of(instant))
      expect(BigInt(parts.seconds[0]!) * 1_000_000_000n + BigInt(parts.nanoseconds[0]!)).toBe(instant)
      expect(parts.nanoseconds[0]).toBeLessThan(1e9)
      expect(joinInstants(parts)[0]).toBe(instant)
    }),
  )
})

test.each([
  { second: 9_223_372_036, nanosecond: 854_775_807, fits: true },
  { second: 9_223_372_036, nanosecond: 854_775_808, fits: false },
  { second: 9_223_372_037, nanosecond: 0, fits: false },
  { second: -9_223_372_037, nanosecond: 145_224_192, fits: true },
  { second: -9_223_372_037, nanosecond: 145_224_191, fits: false },
  { second: -9_223_372_038, nanosecond: 999_999_999, fits: false },
  { second: 0, nanosecond: 1_000_000_000, fits: false },
])('$second s and $nanosecond ns fit into 64 bits: $fits', ({ second, nanosecond, fits }) => {
  expect(isInstant(second, nanosecond)).toBe(fits)
})

test('a manifest of a newer version says which versions these are', () => {
  const bytes = encodeManifest(manifestOf(tableOf({ a: 1 })))
  new DataView(bytes.buffer).setUint32(8, 7, true)
  const newer = expect.objectContaining({
    code: 'MANIFEST_NEWER',
    message: `The manifest ${key} has format version 7; this larder reads up to version 1.`,
  })
  expect(() => decodeManifest(bytes, key)).toThrow(newer)
  expect(() => decodeHead(bytes.slice(0, 12), key)).toThrow(newer)
  expect(() => headLength(bytes, key)).toThrow(newer)
})

describe('a manifest is refused that', () => {
  const sound = encodeManifest(manifestOf(tableOf({ a: 1, b: { c: 2 } })))
  const mangled: { is: string; bytes: Uint8Array<ArrayBuffer> }[] = [
    { is: 'is empty', bytes: new Uint8Array() },
    { is: 'is something else', bytes: new Uint8Array(Buffer.from('<html>not found</html>'.repeat(20))) },
    { is: 'is followed by other bytes', bytes: new Uint8Array([...sound, 0]) },
    { is: 'says version 0', bytes: sound.with(8, 0) },
    { is: 'says that it is larger than any may be', bytes: sound.with(27, 0xff) },
  ]
  test.each(mangled)('$is', ({ bytes }) => {
    expect(() => decodeManifest(bytes, key)).toThrow(thrown('MANIFEST_CORRUPT'))
  })

  test.each(['octo/app2/main/deps.snapshot', 'octo/app', 'deps.snapshot'])('lies at %s, outside its domain', (place) => {
    expect(() => decodeManifest(sound, place)).toThrow(thrown('MANIFEST_CORRUPT'))
    expect(() => decodeHead(sound, place)).toThrow(`The manifest ${place} is corrupt: it says that it belongs to octo/app.`)
  })
})

const base = manifestOf(tableOf({ a: 1 }))
const [mount] = base.mounts
const segment = { hash: sha256(''), plain: 1, stored: 1, generation: generationAt(startedAt), store: 0 }
const withSegment = (change: Partial<typeof segment>) => ({
  ...base,
  mounts: [{ ...mount!, segments: SegmentList.from([{ ...segment, ...change }]) }],
})
const withPoint = (path: string) => ({ ...base, mounts: [{ ...mount!, point: { anchor: 'home' as const, path } }] })

const unsound: { what: string; manifest: Manifest }[] = [
  { what: 'no domain', manifest: { ...base, stores: [] } },
  { what: 'a parent that is no parent', manifest: { ...base, stores: ['octo/app', 'octo/ap'] } },
  { what: 'its own domain as parent', manifest: { ...base, stores: ['octo/app', 'octo/app'] } },
  { what: 'a domain that leaves the store', manifest: { ...base, stores: ['octo/../app'] } },
  { what: 'a start before 1970', manifest: { ...base, startedAt: -1 } },
  { what: 'a segment from two generations back', manifest: withSegment({ generation: generationAt(startedAt) - 2 }) },
  { what: 'a segment of the next generation', manifest: withSegment({ generation: generationAt(startedAt) + 1 }) },
  { what: 'a segment of no store', manifest: withSegment({ store: 1 }) },
  {
    what: 'an empty segment',
    manifest: { ...base, mounts: [{ ...mount!, segments: SegmentList.from([segment, { ...segment, plain: 0 }]) }] },
  },
  { what: 'a segment beyond what readers accept', manifest: withSegment({ plain: 2 ** 26 + 1 }) },
  { what: 'segments that do not add up', manifest: withSegment({ plain: 2 }) },
  { what: 'no segments for its files', manifest: { ...base, mounts: [{ ...mount!, segments: SegmentList.from([]) }] } },
  { what: 'one mount twice', manifest: { ...base, mounts: [mount!, mount!] } },
  {
    what: 'a mount without entries',
    manifest: { ...base, mounts: [{ ...mount!, table: new EntryTable(), segments: SegmentList.from([]) }] },
  },
  { what: 'a mount outside its anchor', manifest: withPoint('../other') },
  { what: 'a mount with an empty component', manifest: withPoint('a//b') },
  { what: 'a mount with a NUL', manifest: withPoint('a\0') },
]
test.each(unsound)('a manifest with $what is not written', ({ manifest }) => {
  expect(() => encodeManifest(manifest)).toThrow(thrown('MANIFEST_UNSOUND'))
})

const entry = (change: Partial<Entry>): Entry => ({
  type: EntryType.file,
  mode: 0o644,
  size: 0,
  mtimeNs: 0n,
  parent: 0,
  name: Buffer.from('f'),
  ...change,
})
const directory = entry({ type: EntryType.directory, parent: -1, name: Buffer.alloc(0) })
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, i) => entry({ type: EntryType.directory, parent: i, name: Buffer.from('d') }))

const unsuitable: { what: string; entries: readonly Entry[] }[] = [
  { what: 'a name with "/"', entries: [entry({ name: Buffer.from('a/b') })] },
  { what: 'a name with a NUL', entries: [entry({ name: Buffer.from('a\0') })] },
  { what: 'the name "."', entries: [entry({ name: Buffer.from('.') })] },
  { what: 'the name ".."', entries: [entry({ name: Buffer.from('..') })] },
  { what: 'an empty name', entries: [entry({ name: Buffer.alloc(0) })] },
  { what: 'a name of 256 bytes', entries: [entry({ name: Buffer.alloc(256, 'x') })] },
  { what: 'a name twice in a directory', entries: [entry({}), entry({})] },
  { what: 'names out of order', entries: [entry({ name: Buffer.from('b') }), entry({ name: Buffer.from('a') })] },
  { what: 'a name before the one it continues', entries: [entry({ name: Buffer.from('ab') }), entry({ name: Buffer.from('a') })] },
  {
    what: 'an entry away from its directory',
    entries: [entry({ type: EntryType.directory }), entry({ name: Buffer.from('g') }), entry({ parent: 1 })],
  },
  { what: 'an entry below a file', entries: [entry({}), entry({ parent: 1 })] },
  { what: 'an entry below itself', entries: [entry({ type: EntryType.directory, parent: 1 })] },
  { what: 'a path of 1,025 components', entries: nested(limits.depth + 1) },
  {
    what: 'a path of 4,097 bytes',
    entries: [
      ...nested(2),
      ...Array.from({ length: 16 }, (_, i) => entry({ type: EntryType.directory, parent: 2 + i, name: Buffer.alloc(255, 'd') })),
    ],
  },
  { what: 'a mode with the setuid bit', entries: [entry({ mode: 0o4755 })] },
  { what: 'a negative size', entries: [entry({ size: -1 })] },
  { what: 'half a byte', entries: [entry({ size: 0.5 })] },
  { what: 'sizes beyond counting', entries: [entry({ size: Number.MAX_SAFE_INTEGER }), entry({ name: Buffer.from('g'), size: 1 })] },
  { what: 'a directory with content', entries: [entry({ type: EntryType.directory, size: 1 })] },
  { what: 'a hard link to itself', entries: [entry({ type: EntryType.hardlink, original: 1 })] },
  { what: 'a hard link to a later file', entries: [entry({ type: EntryType.hardlink, original: 2 }), entry({ name: Buffer.from('g') })] },
  { what: 'a hard link to a directory', entries: [entry({ type: EntryType.hardlink, original: 0 })] },
  { what: 'a symbolic link to nothing', entries: [entry({ type: EntryType.symlink, target: Buffer.alloc(0) })] },
  { what: 'a symbolic link with a NUL', entries: [entry({ type: EntryType.symlink, target: Buffer.from('a\0b') })] },
  { what: 'a symbolic link of 4,097 bytes', entries: [entry({ type: EntryType.symlink, target: Buffer.alloc(4097, 'x') })] },
]

function tableWith(entries: readonly Entry[]): EntryTable {
  const table = new EntryTable()
  for (const each of [directory, ...entries]) table.append(each)
  return table
}

test.each(unsuitable)('a tree with $what is not written', ({ entries }) => {
  const table = tableWith(entries)
  const bare = { ...base, mounts: [{ ...mount!, table, segments: SegmentList.from([]) }] }
  expect(() => encodeManifest(bare)).toThrow(thrown('TREE_UNSUITABLE'))
})

test('a tree at every limit is written and read', () => {
  const deepest = nested(limits.depth)
  const longest = Array.from({ length: 15 }, (_, i) => entry({ type: EntryType.directory, parent: i, name: Buffer.alloc(255, 'd') }))
  const fits = [
    ...longest,
    entry({ parent: 15, name: Buffer.alloc(255, 'f') }),
    entry({ parent: 15, name: Buffer.from('g'), type: EntryType.symlink, target: Buffer.alloc(4096, 't') }),
  ]
  for (const entries of [deepest, fits]) {
    const table = tableWith(entries)
    const manifest = { ...base, mounts: [{ ...mount!, table, segments: segmentsOf(table) }] }
    expect(facts(decodeManifest(encodeManifest(manifest), key))).toEqual(facts(manifest))
  }
})
