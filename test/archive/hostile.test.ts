import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { archive, base256, block, directory, file, hardlink, larderMounts, long, member, pax, rawPax, symlink } from './support/craft.ts'
import { LarderError } from '../../src/errors.ts'
import { contentsOf, entriesOf, read } from './support/larder.ts'

const refusals: readonly { what: string; bytes: Buffer; code: string }[] = [
  // Names
  { what: 'a name that climbs out', bytes: archive(file('../evil')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a name that climbs out from an absolute one', bytes: archive(file('/../evil')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a name that climbs out from inside', bytes: archive(file('a/b/../../../evil')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a name that climbs and stays inside', bytes: archive(file('a/../b')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a PAX name that climbs out', bytes: archive(pax({ path: 'a/../../evil' }), file('harmless')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a GNU long name that climbs out', bytes: archive(long('L', 'a/../../evil'), file('harmless')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a name that climbs out in the prefix', bytes: archive(member({ name: 'evil', prefix: '..' })), code: 'ARCHIVE_UNSAFE' },
  { what: 'a directory that climbs out', bytes: archive(directory('..')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a zero byte in a PAX name', bytes: archive(pax({ path: 'a/good\0/../../evil' }), file('x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a zero byte in a PAX link', bytes: archive(pax({ linkpath: 'good\0bad' }), symlink('a/x', 'y')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a component of 256 bytes', bytes: archive(pax({ path: `a/${'n'.repeat(256)}` }), file('x')), code: 'UNSAFE_PATH' },
  { what: 'a path of 5000 bytes', bytes: archive(pax({ path: 'a/'.repeat(2500) }), file('x')), code: 'UNSAFE_PATH' },
  { what: 'a path of 1100 components', bytes: archive(pax({ path: `m/${'a/'.repeat(1100)}b` }), file('x')), code: 'UNSAFE_PATH' },
  { what: 'a PAX and a GNU name for one file', bytes: archive(pax({ path: 'a/x' }), long('L', 'a/y'), file('z')), code: 'ARCHIVE_UNSAFE' },
  { what: 'two PAX headers for one file', bytes: archive(pax({ path: 'a/x' }), pax({ path: 'a/y' }), file('z')), code: 'ARCHIVE_UNSAFE' },
  { what: 'two GNU long names for one file', bytes: archive(long('L', 'a/x'), long('L', 'a/y'), file('z')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a name for all files', bytes: archive(pax({ path: 'a/x' }, 'g'), file('b/y')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a link for all files', bytes: archive(pax({ linkpath: '/etc' }, 'g'), symlink('b/y', 'z')), code: 'ARCHIVE_UNSAFE' },
  // Links
  { what: 'a file below a symbolic link', bytes: archive(symlink('a/etc', '/etc'), file('a/etc/passwd')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a file below a mount that is a symbolic link', bytes: archive(symlink('a', '/etc'), file('a/passwd')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a file below a file', bytes: archive(file('a/b'), file('a/b/c')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a symbolic link in place of a directory', bytes: archive(directory('a/b'), symlink('a/b', '/etc')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a directory in place of a symbolic link', bytes: archive(symlink('a/b', '/etc'), directory('a/b')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a hard link to a file of the system', bytes: archive(hardlink('a/x', '/etc/passwd')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a hard link that climbs out', bytes: archive(file('a/y'), hardlink('a/x', '../../etc/passwd')), code: 'ARCHIVE_UNSAFE' },
  {
    what: 'a hard link through a symbolic link',
    bytes: archive(symlink('a/etc', '/etc'), hardlink('a/x', 'a/etc/passwd')),
    code: 'ARCHIVE_UNSAFE',
  },
  { what: 'a hard link to what comes later', bytes: archive(hardlink('a/x', 'a/y'), file('a/y')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a hard link to itself', bytes: archive(hardlink('a/x', 'a/x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a hard link to a directory', bytes: archive(directory('a/d'), hardlink('a/x', 'a/d')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a hard link into another mount', bytes: archive(file('a/x'), hardlink('b/y', 'a/x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a mount that is a hard link', bytes: archive(file('a/x'), hardlink('b', 'a/x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a symbolic link to nothing', bytes: archive(symlink('a/x', '')), code: 'ARCHIVE_UNSAFE' },
  // Twice
  { what: 'a file twice, as tar --append makes', bytes: archive(file('a/x', 'old'), file('a/x', 'newer')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a file in place of a directory', bytes: archive(directory('a/x'), file('a/x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a link twice, to two places', bytes: archive(symlink('a/x', 'y'), symlink('a/x', 'z')), code: 'ARCHIVE_UNSAFE' },
  // Sizes
  { what: 'a negative size in base 256', bytes: archive(member({ name: 'a/x', size: base256(-512n) })), code: 'ARCHIVE_CORRUPT' },
  { what: 'a size beyond all numbers', bytes: archive(member({ name: 'a/x', size: base256(2n ** 80n) })), code: 'ARCHIVE_CORRUPT' },
  { what: 'a negative PAX size', bytes: archive(pax({ size: '-1' }), file('a/x')), code: 'ARCHIVE_CORRUPT' },
  { what: 'a PAX size that is no number', bytes: archive(pax({ size: '1e3' }), file('a/x')), code: 'ARCHIVE_CORRUPT' },
  { what: 'a PAX size beyond all numbers', bytes: archive(pax({ size: '9'.repeat(16) }), file('a/x')), code: 'ARCHIVE_CORRUPT' },
  { what: 'a size for all files', bytes: archive(pax({ size: '0' }, 'g'), file('a/x')), code: 'ARCHIVE_UNSAFE' },
  { what: 'a file without a size', bytes: archive(member({ name: 'a/x', size: Buffer.alloc(12) })), code: 'ARCHIVE_CORRUPT' },
  { what: 'a PAX header of a gigabyte', bytes: block({ name: 'pax', type: 'x', size: 2 ** 30 }), code: 'ARCHIVE_UNSAFE' },
  { what: 'a long name of a gigabyte', bytes: block({ name: 'long', type: 'L', size: 2 ** 30 }), code: 'ARCHIVE_UNSAFE' },
  { what: 'more content than is allowed', bytes: archive(file('a/x', 'x'.repeat(2000))), code: 'ARCHIVE_TOO_LARGE' },
  { what: 'a file that says it is larger than is allowed', bytes: block({ name: 'a/x', size: 8 ** 11 - 1 }), code: 'ARCHIVE_TOO_LARGE' },
  // PAX records
  ...['', '99 path=x\n', '3 path=x\n', '0 path=x\n', 'nine path=x\n', '10 path=xy', ' path=x\n', '9 path:x\n', '-9 path=x\n', '5\n']
    .filter((body) => body !== '')
    .map((body) => ({
      what: `the PAX record ${JSON.stringify(body)}`,
      bytes: archive(rawPax(body), file('a/x')),
      code: 'ARCHIVE_CORRUPT',
    })),
  { what: 'a PAX time that is none', bytes: archive(pax({ mtime: 'yesterday' }), file('a/x')), code: 'ARCHIVE_CORRUPT' },
  // What larder itself writes into archives
  {
    what: 'a mount that climbs out',
    bytes: archive(larderMounts([{ name: 'a', anchor: 'home', path: '../a' }]), file('a/x')),
    code: 'ARCHIVE_UNSAFE',
  },
  {
    what: 'a mount at no known anchor',
    bytes: archive(larderMounts([{ name: 'a', anchor: 'etc', path: 'a' }]), file('a/x')),
    code: 'ARCHIVE_UNSAFE',
  },
  {
    what: 'a mount with a zero byte',
    bytes: archive(larderMounts([{ name: 'a', anchor: 'home', path: 'a\0' }]), file('a/x')),
    code: 'ARCHIVE_UNSAFE',
  },
  { what: 'mounts that are no list', bytes: archive(pax({ comment: 'larder.mounts={' }, 'g'), file('a/x')), code: 'ARCHIVE_UNSAFE' },
  {
    what: 'two lists of mounts',
    bytes: archive(
      larderMounts([{ name: 'a', anchor: 'workspace', path: 'a' }]),
      file('a/x'),
      larderMounts([{ name: 'b', anchor: 'workspace', path: 'b' }]),
    ),
    code: 'ARCHIVE_UNSAFE',
  },
  {
    what: 'a list of mounts of which one is not there',
    bytes: archive(larderMounts(['a', 'b'].map((name) => ({ name, anchor: 'workspace', path: name }))), file('a/x')),
    code: 'ARCHIVE_CORRUPT',
  },
  // What is not read
  { what: 'an old GNU sparse file', bytes: archive(member({ name: 'a/x', type: 'S', magic: 'gnu' })), code: 'ARCHIVE_UNSUPPORTED' },
  {
    what: 'a PAX sparse file',
    bytes: archive(pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'a/x' }), file('GNUSparseFile.0/x')),
    code: 'ARCHIVE_UNSUPPORTED',
  },
  {
    what: 'a part of a multi-volume archive',
    bytes: archive(member({ name: 'a/x', type: 'M', magic: 'gnu' })),
    code: 'ARCHIVE_UNSUPPORTED',
  },
  { what: 'a type that nobody knows', bytes: archive(member({ name: 'a/x', type: 'Q' })), code: 'ARCHIVE_UNSUPPORTED' },
  // Damage
  { what: 'nothing', bytes: Buffer.alloc(0), code: 'ARCHIVE_CORRUPT' },
  { what: 'one byte', bytes: Buffer.from('x'), code: 'ARCHIVE_CORRUPT' },
  { what: 'a page of an error', bytes: Buffer.from('<html>404 Not Found</html>'.repeat(100)), code: 'ARCHIVE_CORRUPT' },
  { what: 'a valid archive of nothing', bytes: archive(), code: 'ARCHIVE_EMPTY' },
  { what: 'an archive of a comment', bytes: archive(pax({ comment: 'abc' }, 'g')), code: 'ARCHIVE_EMPTY' },
  { what: 'a wrong checksum', bytes: archive(member({ name: 'a/x', checksum: 1 })), code: 'ARCHIVE_CORRUPT' },
  { what: 'no end', bytes: file('a/x'), code: 'ARCHIVE_CORRUPT' },
  { what: 'a block of zeros in the middle', bytes: archive(file('a/x'), Buffer.alloc(512), file('a/y')), code: 'ARCHIVE_CORRUPT' },
  { what: 'a PAX header before the end', bytes: archive(file('a/x'), pax({ path: 'a/y' })), code: 'ARCHIVE_CORRUPT' },
  {
    what: 'text behind zstd',
    bytes: Buffer.concat([zstdCompressSync(archive(file('a/x'))), Buffer.from('and so on')]),
    code: 'ARCHIVE_CORRUPT',
  },
  { what: 'zstd with a window of 2 GiB', bytes: Buffer.from('28b52ffd00a8010000', 'hex'), code: 'ARCHIVE_UNSUPPORTED' },
  { what: 'zstd with a block of no kind', bytes: Buffer.from('28b52ffd2001070000', 'hex'), code: 'ARCHIVE_CORRUPT' },
  { what: 'xz', bytes: Buffer.from('fd377a585a000004', 'hex'), code: 'ARCHIVE_UNSUPPORTED' },
  { what: 'zip', bytes: Buffer.from('504b030414000000', 'hex'), code: 'ARCHIVE_UNSUPPORTED' },
  { what: 'brotli, which has no mark', bytes: brotliCompressSync(archive(file('a/x'))), code: 'ARCHIVE_CORRUPT' },
]

test.each(refusals)('an archive with $what is refused as $code', async ({ bytes, code }) => {
  await expect(read(bytes, { maxBytes: 1000 })).rejects.toMatchObject({ name: 'LarderError', code })
})

describe('an archive that is cut short is refused wherever the cut is', () => {
  const plain = archive(
    pax({ mtime: '1.5' }),
    file('a/x', 'x'.repeat(700)),
    long('L', `a/${'n'.repeat(120)}`),
    file('y'),
    symlink('a/z', 'x'),
  )
  const forms = [
    { form: 'tar', bytes: plain.subarray(0, plain.length - 1024) },
    { form: 'tar.gz', bytes: gzipSync(plain) },
    { form: 'tar.zst', bytes: zstdCompressSync(plain) },
    {
      form: 'tar.zst of two frames',
      bytes: Buffer.concat([zstdCompressSync(plain.subarray(0, 1500)), zstdCompressSync(plain.subarray(1500))]),
    },
  ]
  test.each(forms)('$form', async ({ bytes }) => {
    const step = bytes.length > 1000 ? 29 : 1
    for (let length = 0; length < bytes.length; length += step) {
      await expect(read(bytes.subarray(0, length)), `${length} of ${bytes.length} bytes`).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT' })
    }
  })
})

test.each([
  { form: 'gzip', bytes: gzipSync(archive(file('a/x', 'text'.repeat(500)))) },
  { form: 'zstd', bytes: zstdCompressSync(archive(file('a/x', 'text'.repeat(500))), { params: { 201: 1 } }) },
])('a flipped bit anywhere in the compressed bytes of $form never passes for another content', async ({ bytes }) => {
  const intact = contentsOf(await read(bytes))
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes)
    damaged[at]! ^= 0x10
    const outcome = await read(damaged).then(contentsOf, (error: unknown) => (error instanceof LarderError ? 'refused' : error))
    expect(['refused', intact], `byte ${at}`).toContainEqual(outcome)
  }
})

test('a bomb of zeros is refused long before it has unpacked', async () => {
  const zeros = zstdCompressSync(Buffer.alloc(16 * 2 ** 20))
  const bytes = Buffer.concat([zstdCompressSync(block({ name: 'a/x', size: 2 ** 33 - 1 })), ...Array.from({ length: 500 }, () => zeros)])
  await expect(read(bytes)).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
})

test('a bomb in one frame without its size is refused too', async () => {
  const zeros = gzipSync(Buffer.alloc(64 * 2 ** 20))
  const bytes = Buffer.concat([gzipSync(block({ name: 'a/x', size: 2 ** 33 - 1 })), ...Array.from({ length: 8 }, () => zeros)])
  await expect(read(bytes)).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
})

test('a PAX size counts for the next member and not for a header in between, which would smuggle a file', async () => {
  const smuggled = archive(file('a/smuggled'))
  const bytes = archive(pax({ size: String(smuggled.length) }), long('L', 'a/carrier'), file('x', smuggled.toString('latin1')))
  expect(entriesOf((await read(bytes)).reading)).toEqual(['d ', 'f carrier'])
})

test('bits beyond the nine of permission are never restored', async () => {
  const { reading } = await read(archive(member({ name: 'a/x', mode: 0o6755 }), member({ name: 'a/d/', type: '5', mode: 0o1777 })))
  const { table } = reading.mounts[0]!
  expect([table.mode(1), table.mode(2)]).toEqual([0o755, 0o777])
})

test('devices and FIFOs are passed over and counted', async () => {
  const bytes = archive(file('a/x'), ...['3', '4', '6'].map((type) => member({ name: `a/${type}`, type, size: 0 })))
  const { reading } = await read(bytes)
  expect(entriesOf(reading)).toEqual(['d ', 'f x'])
  expect(reading.skipped()).toBe(3)
})

test('what follows the end is read to its end and ignored', async () => {
  let taken = 0
  const bytes = Buffer.concat([archive(file('a/x')), Buffer.alloc(9216), file('../evil')])
  const { reading } = await read(bytes, { chunkBytes: 512 })
  for (const { table } of reading.mounts) taken += table.length
  expect(taken).toBe(2)
})

test('an error of the sender comes through as it is', async () => {
  const failure = new Error('connection reset')
  async function* failing(bytes: Buffer) {
    yield bytes.subarray(0, bytes.length - 20)
    throw failure
  }
  const { readArchive } = await import('../../src/archive/read.ts')
  const options = { places: { workspace: '/ws', home: '/home/ci' }, wanted: undefined, maxBytes: 1e9 }
  const plain = archive(file('a/x'))
  for (const bytes of [plain, gzipSync(plain), zstdCompressSync(plain)]) {
    await expect(readArchive(failing(bytes), options).batches.next()).rejects.toBe(failure)
  }
})

test.each([
  { form: 'tar', of: (plain: Buffer) => plain },
  { form: 'tar.gz', of: gzipSync },
  { form: 'tar.zst', of: (plain: Buffer) => zstdCompressSync(plain) },
])('a reader that stops early lets the sender of a $form go', async ({ of }) => {
  const { readArchive } = await import('../../src/archive/read.ts')
  let closed = false
  async function* endless() {
    try {
      yield of(file('../evil'))
      for (;;) yield Buffer.alloc(65_536)
    } finally {
      closed = true
    }
  }
  const { batches } = readArchive(endless(), { places: { workspace: '/ws', home: '/home/ci' }, wanted: undefined, maxBytes: 1e9 })
  await expect(batches.next()).rejects.toMatchObject({ name: 'LarderError' })
  expect(closed).toBe(true)
})
