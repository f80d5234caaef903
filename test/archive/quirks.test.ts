import { buffer } from 'node:stream/consumers'
import { createZstdCompress, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { archive, base256, directory, file, hardlink, long, member, pax, symlink } from './support/craft.ts'
import { contentsOf, entriesOf, read } from './support/larder.ts'

const inGnu = { magic: 'gnu' } as const
const old = { magic: 'none' } as const

const readings: readonly { what: string; bytes: Buffer; entries: readonly string[] }[] = [
  { what: 'a leading ./', bytes: archive(directory('.'), directory('./a'), file('./a/x')), entries: ['d ', 'f x'] },
  { what: 'a leading slash', bytes: archive(directory('/a'), file('/a/x')), entries: ['d ', 'f x'] },
  { what: 'doubled slashes', bytes: archive(file('a//b///x')), entries: ['d ', 'd b', 'f b/x'] },
  { what: 'a . in the middle', bytes: archive(file('a/./b/./x')), entries: ['d ', 'd b', 'f b/x'] },
  {
    what: 'names that begin with dots',
    bytes: archive(file('a/..x'), file('a/.y'), file('a/...')),
    entries: ['d ', 'f ..x', 'f .y', 'f ...'],
  },
  { what: 'no directories', bytes: archive(file('a/b/c/x'), file('a/b/y')), entries: ['d ', 'd b', 'd b/c', 'f b/c/x', 'f b/y'] },
  {
    what: 'directories after what they hold',
    bytes: archive(file('a/b/x'), directory('a/b'), directory('a')),
    entries: ['d ', 'd b', 'f b/x'],
  },
  { what: 'a directory twice', bytes: archive(directory('a'), file('a/x'), directory('a')), entries: ['d ', 'f x'] },
  { what: 'a mount that is a file', bytes: archive(file('a')), entries: ['f '] },
  { what: 'a mount that is a symbolic link', bytes: archive(symlink('a', '/opt/a')), entries: ['s  -> /opt/a'] },
  {
    what: 'the same file twice, as drone-s3-cache stores nested mounts',
    bytes: archive(file('a/b/x'), symlink('a/b/l', 'x'), file('a/b/x'), symlink('a/b/l', 'x')),
    entries: ['d ', 'd b', 'f b/x', 's b/l -> x'],
  },
  { what: 'a ustar prefix', bytes: archive(member({ name: 'x', prefix: 'a/b' }, 'content')), entries: ['d ', 'd b', 'f b/x'] },
  {
    what: 'what GNU tar keeps where ustar has the prefix',
    bytes: archive(member({ name: 'a/x', prefix: '14000000000', ...inGnu })),
    entries: ['d ', 'f x'],
  },
  {
    what: 'the old format, where a slash makes a directory',
    bytes: archive(member({ name: 'a/b/', type: '\0', ...old })),
    entries: ['d ', 'd b'],
  },
  { what: 'the old format, with a file', bytes: archive(member({ name: 'a/x', type: '\0', ...old }, 'content')), entries: ['d ', 'f x'] },
  { what: 'a contiguous file', bytes: archive(member({ name: 'a/x', type: '7' }, 'content')), entries: ['d ', 'f x'] },
  { what: 'the name of a volume', bytes: archive(member({ name: 'backup', type: 'V', ...inGnu }), file('a/x')), entries: ['d ', 'f x'] },
  {
    what: 'a directory that states a size and has none',
    bytes: archive(member({ name: 'a/d', type: '5', size: 4096 }), file('a/x')),
    entries: ['d ', 'd d', 'f x'],
  },
  {
    what: 'a link that states a size and has none',
    bytes: archive(member({ name: 'a/l', type: '2', link: 'x', size: 99 }), file('a/x')),
    entries: ['d ', 's l -> x', 'f x'],
  },
  { what: 'a GNU long name', bytes: archive(long('L', `a/${'n'.repeat(200)}`), file('cut')), entries: ['d ', `f ${'n'.repeat(200)}`] },
  {
    what: 'a GNU long link',
    bytes: archive(long('K', 't'.repeat(200)), symlink('a/l', 'cut')),
    entries: ['d ', `s l -> ${'t'.repeat(200)}`],
  },
  {
    what: 'a long name and a long link',
    bytes: archive(long('K', 't'.repeat(150)), long('L', 'a/l'), symlink('x', 'y')),
    entries: ['d ', `s l -> ${'t'.repeat(150)}`],
  },
  { what: 'a PAX name with a line break', bytes: archive(pax({ path: 'a/new\nline' }), file('x')), entries: ['d ', 'f new\nline'] },
  { what: 'a PAX name with an equals sign', bytes: archive(pax({ path: 'a/x=y' }), file('x')), entries: ['d ', 'f x=y'] },
  {
    what: 'a PAX name that is no UTF-8',
    bytes: archive(pax({ path: Buffer.from('a/\xff\xfe', 'latin1') }), file('x')),
    entries: ['d ', 'f \xff\xfe'],
  },
  { what: 'a PAX name that takes nothing back', bytes: archive(pax({ path: '' }), file('a/x')), entries: ['d ', 'f x'] },
  {
    what: 'PAX records that nobody needs',
    bytes: archive(pax({ uname: 'ci', 'SCHILY.xattr.user.x': '\0\n=' }), file('a/x')),
    entries: ['d ', 'f x'],
  },
  {
    what: 'a comment of git archive',
    bytes: archive(pax({ comment: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }, 'g'), file('a/x')),
    entries: ['d ', 'f x'],
  },
  { what: 'a hard link', bytes: archive(file('a/x'), hardlink('a/y', './a/x')), entries: ['d ', 'f x', 'h y -> x'] },
  {
    what: 'a hard link to a hard link',
    bytes: archive(file('a/x'), hardlink('a/y', 'a/x'), hardlink('a/z', 'a/y')),
    entries: ['d ', 'f x', 'h y -> x', 'h z -> x'],
  },
  {
    what: 'a hard link to a symbolic link',
    bytes: archive(symlink('a/l', '/opt'), hardlink('a/m', 'a/l')),
    entries: ['d ', 's l -> /opt', 's m -> /opt'],
  },
  { what: 'only one block of zeros at the end', bytes: archive(file('a/x')).subarray(0, -512), entries: ['d ', 'f x'] },
  { what: 'a size in base 256', bytes: archive(member({ name: 'a/x', size: base256(7n) }, 'content')), entries: ['d ', 'f x'] },
]

test.each(readings)('an archive with $what is read', async ({ bytes, entries }) => {
  for (const chunkBytes of [bytes.length, 700, 1]) expect(entriesOf((await read(bytes, { chunkBytes })).reading)).toEqual(entries)
})

const times: readonly { what: string; bytes: Buffer; mtimeNs: bigint }[] = [
  { what: 'whole seconds', bytes: member({ name: 'a', mtime: 7 }), mtimeNs: 7_000_000_000n },
  { what: 'PAX nanoseconds', bytes: Buffer.concat([pax({ mtime: '7.000000001' }), file('a')]), mtimeNs: 7_000_000_001n },
  { what: 'more digits than nanoseconds', bytes: Buffer.concat([pax({ mtime: '7.1234567899' }), file('a')]), mtimeNs: 7_123_456_789n },
  { what: 'fewer digits', bytes: Buffer.concat([pax({ mtime: '7.5' }), file('a')]), mtimeNs: 7_500_000_000n },
  { what: 'a point and nothing', bytes: Buffer.concat([pax({ mtime: '7.' }), file('a')]), mtimeNs: 7_000_000_000n },
  { what: 'a time before 1970', bytes: Buffer.concat([pax({ mtime: '-1.25' }), file('a')]), mtimeNs: -1_250_000_000n },
  { what: 'a time of all members', bytes: Buffer.concat([pax({ mtime: '9' }, 'g'), file('a')]), mtimeNs: 9_000_000_000n },
  { what: 'a time that no clock shows', bytes: Buffer.concat([pax({ mtime: '99999999999999' }), file('a')]), mtimeNs: 2n ** 63n - 1n },
]

test.each(times)('$what is read as the time of a file', async ({ bytes, mtimeNs }) => {
  expect((await read(archive(bytes))).reading.mounts[0]!.table.mtimeNs(0)).toBe(mtimeNs)
})

test('a directory that comes after its entries still gives its mode and time', async () => {
  const { reading } = await read(archive(file('a/x'), member({ name: 'a/', type: '5', mode: 0o700, mtime: 5 })))
  const { table } = reading.mounts[0]!
  expect([table.mode(0), table.mtimeNs(0)]).toEqual([0o700, 5_000_000_000n])
})

test('a file that is marked as a copy becomes the hard link that it was', async () => {
  const bytes = archive(file('a/x y'), pax({ comment: 'larder.link=a/x%20y' }), file('a/copy of x'))
  expect(entriesOf((await read(bytes)).reading)).toEqual(['d ', 'f x y', 'h copy of x -> x y'])
})

test.each([
  { what: 'is not there', bytes: archive(pax({ comment: 'larder.link=a/gone' }), file('a/y')) },
  { what: 'has another size', bytes: archive(file('a/x', 'longer content'), pax({ comment: 'larder.link=a/x' }), file('a/y')) },
  {
    what: 'has another time',
    bytes: archive(member({ name: 'a/x', mtime: 1 }, 'content'), pax({ comment: 'larder.link=a/x' }), file('a/y')),
  },
  { what: 'is a directory', bytes: archive(directory('a/x'), pax({ comment: 'larder.link=a/x' }), file('a/y')) },
])('a copy stays a file of its own when what it was linked to $what', async ({ bytes }) => {
  expect(contentsOf(await read(bytes))).toMatchObject({ y: 'content' })
})

test.each([
  { form: 'gzip members', of: gzipSync },
  { form: 'zstd frames', of: zstdCompressSync },
  { form: 'zstd frames that do not state their size', of: zstdOfUnknownSize },
])('$form one after another are one archive, wherever they are cut', async ({ of }) => {
  const plain = archive(file('a/x', 'x'.repeat(1500)), file('a/y', 'y'.repeat(10)))
  for (const cut of [1, 511, 512, 1000, 2600, plain.length - 1]) {
    const bytes = Buffer.concat(
      await Promise.all([plain.subarray(0, cut), plain.subarray(cut, cut), plain.subarray(cut)].map(async (part) => of(part))),
    )
    for (const chunkBytes of [bytes.length, 5])
      expect(contentsOf(await read(bytes, { chunkBytes }))).toEqual({ x: 'x'.repeat(1500), y: 'y'.repeat(10) })
  }
})

test('small files are never cut between two batches, large ones are', async () => {
  const small = ['a', 'b', 'c', 'd', 'e'].map((name) => file(`m/${name}`, name.repeat(900_000)))
  const { batches } = await read(archive(...small, file('m/large', 'l'.repeat(6_000_000))))
  expect(batches.map(({ pieces }) => [...pieces.bytes])).toEqual([[900_000, 900_000, 900_000, 900_000], [900_000, 3_294_304], [2_705_696]])
  expect(batches.map(({ pieces }) => [...pieces.offset])).toEqual([[0, 0, 0, 0], [0, 0], [3_294_304]])
})

test('zeros behind gzip, as a tape or a block device leaves them, are ignored', async () => {
  const bytes = Buffer.concat([gzipSync(archive(file('a/x'))), Buffer.alloc(300_000)])
  expect(entriesOf((await read(bytes)).reading)).toEqual(['d ', 'f x'])
})

test('frames that zstd skips are skipped', async () => {
  const skipped = Buffer.from('502a4d1803000000616263', 'hex')
  const plain = archive(file('a/x'))
  const bytes = Buffer.concat([skipped, zstdCompressSync(plain.subarray(0, 700)), skipped, zstdCompressSync(plain.subarray(700)), skipped])
  expect(entriesOf((await read(bytes)).reading)).toEqual(['d ', 'f x'])
})

async function zstdOfUnknownSize(plain: Buffer): Promise<Buffer> {
  const stream = createZstdCompress()
  stream.write(plain.subarray(0, plain.length / 2))
  stream.end(plain.subarray(plain.length / 2))
  return buffer(stream)
}
