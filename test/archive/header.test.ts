import fc from 'fast-check'
import { Header } from 'tar'
import { expect, test } from 'vitest'
import { decodeBlock } from '../../src/archive/block.ts'
import { encodeEnd, encodeGlobalHeader, encodeHeader, type Member } from '../../src/archive/header.ts'
import { decimalOf, instantOfDecimal, secondsOf } from '../../src/archive/instants.ts'
import type { StatedMember } from '../../src/archive/member.ts'
import { TarParser } from '../../src/archive/parser.ts'
import { decodeRecords, encodeRecords } from '../../src/archive/pax.ts'
import { base256, block } from './support/craft.ts'

const anyByteButZero = fc.integer({ min: 1, max: 255 })
const component = fc
  .uint8Array({ minLength: 1, maxLength: 255 })
  .map((bytes) => Buffer.from(bytes).map((byte) => (byte === 0 || byte === 0x2f ? 0x61 : byte)))
const path = fc
  .array(component, { minLength: 1, maxLength: 6 })
  .map((components) => Buffer.from(components.map((bytes) => Buffer.from(bytes).toString('latin1')).join('/'), 'latin1'))
const instant = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -5, max: 2 ** 31 }).map((seconds) => BigInt(seconds) * 1_000_000_000n),
)
const mode = fc.integer({ min: 0, max: 0o777 })
const common = { name: path, mode, mtimeNs: instant }
const linkTarget = fc.array(anyByteButZero, { minLength: 1, maxLength: 400 }).map((bytes) => Uint8Array.from(bytes))
const aMember: fc.Arbitrary<Member> = fc.oneof(
  fc.record({ ...common, type: fc.constant('file' as const), size: fc.integer({ min: 0, max: 2 ** 45 }) }),
  fc.record({ ...common, type: fc.constant('file' as const), size: fc.integer({ min: 0, max: 2 ** 45 }), copyOf: path }),
  fc.record({ ...common, type: fc.constant('directory' as const), size: fc.constant(0) }),
  fc.record({ ...common, type: fc.constant('symlink' as const), size: fc.constant(0), link: linkTarget }),
  fc.record({ ...common, type: fc.constant('hardlink' as const), size: fc.constant(0), link: path }),
)

test('what is written of any entry is read as it was', () => {
  fc.assert(
    fc.property(aMember, fc.integer({ min: 1, max: 1500 }), (member, chunkBytes) => {
      const stated = stateOf(encodeHeader(member), chunkBytes)
      expect({
        ...stated,
        name: latin1(withoutSlash(stated.name)),
        link: latin1(stated.link),
        copyOf: stated.copyOf && latin1(stated.copyOf),
      }).toEqual({
        type: member.type,
        name: latin1(member.name),
        link: latin1(member.link ?? new Uint8Array(0)),
        mode: member.mode,
        mtimeNs: member.mtimeNs,
        size: member.size,
        stored: member.size,
        copyOf: member.copyOf && latin1(member.copyOf),
      })
    }),
  )
})

test('a short name, a size below 8 GiB and a whole second need one block and nothing else', () => {
  const member: Member = { type: 'file', name: Buffer.alloc(100, 'n'), mode: 0o644, size: 8 ** 11 - 1, mtimeNs: 1_700_000_000_000_000_000n }
  expect(encodeHeader(member)).toHaveLength(512)
  expect(encodeHeader({ ...member, size: 8 ** 11 })).toHaveLength(1536)
  expect(encodeHeader({ ...member, mtimeNs: member.mtimeNs + 1n })).toHaveLength(1536)
  expect(encodeHeader({ ...member, mtimeNs: -1_000_000_000n })).toHaveLength(1536)
  expect(encodeHeader({ ...member, name: Buffer.alloc(101, 'n') })).toHaveLength(1536)
  expect(encodeHeader({ ...member, name: Buffer.from(`${'d'.repeat(155)}/${'n'.repeat(100)}`) })).toHaveLength(512)
})

test('owners are written as 0 and without names', () => {
  const header = new Header(encodeHeader({ type: 'file', name: Buffer.from('x'), mode: 0o640, size: 3, mtimeNs: 5_000_000_000n }))
  expect(header).toMatchObject({
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    mode: 0o640,
    size: 3,
    mtime: new Date(5000),
    path: 'x',
    type: 'File',
    cksumValid: true,
  })
})

test('the fast reading of a header agrees with the package tar', () => {
  const number = fc.oneof(
    fc.nat({ max: 8 ** 7 - 1 }).map((value) => value.toString(8)),
    fc.constantFrom('', ' ', '   644 ', '644', '8', '0000644 ', '0000644\0', '\0', '12 34'),
  )
  fc.assert(
    fc.property(number, number, number, (modeText, sizeText, mtimeText) => {
      const bytes = block({ name: 'x' })
      bytes.fill(0, 100, 108).fill(0, 124, 148)
      bytes.write(modeText, 100, 8, 'latin1')
      bytes.write(sizeText, 124, 12, 'latin1')
      bytes.write(mtimeText, 136, 12, 'latin1')
      putChecksum(bytes)
      const { mode: expectedMode, size, mtime } = new Header(bytes)
      const decoded = decodeBlock(bytes)!
      expect([decoded.mode, decoded.size, decoded.mtime]).toEqual([expectedMode, size, mtime && mtime.getTime() / 1000])
    }),
  )
})

test.each([0n, 1n, 2n ** 33n, 2n ** 53n - 1n])('a size of %s in base 256 is read', (value) => {
  expect(decodeBlock(block({ name: 'x', size: base256(value) }))?.size).toBe(Number(value))
})

test('records are read as they were written, whatever is in them', () => {
  const text = fc.string({ unit: 'binary' })
  const key = text.filter((candidate) => candidate !== '' && !candidate.includes('='))
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, text), { selector: ([name]) => name }), (records) => {
      const decoded = decodeRecords(encodeRecords(records))
      expect([...decoded].map(([name, value]) => [name, value.toString()])).toEqual(
        records.map(([name, value]) => [name, Buffer.from(value).toString()]),
      )
    }),
  )
})

test('the length of a record counts its own digits where it gains one', () => {
  for (let length = 1; length < 1200; length++) {
    const body = encodeRecords([['k', 'v'.repeat(length)]])
    expect(Number.parseInt(body.toString(), 10)).toBe(body.length)
  }
})

test('a time is read from its decimal as it was', () => {
  fc.assert(fc.property(instant, (ns) => instantOfDecimal(decimalOf(ns)) === ns))
  expect(decimalOf(-1_500_000_000n)).toBe('-1.500000000')
})

test('whole seconds are rounded down, before 1970 too', () => {
  expect([-1n, -1_000_000_000n, -1_000_000_001n, 1_999_999_999n].map(secondsOf)).toEqual([-1, -1, -2, 1])
})

test('the comment of an archive reaches the reader', () => {
  const comments: string[] = []
  const parser = new TarParser({ comment: (comment) => comments.push(comment), member: () => undefined, content: () => undefined })
  parser.push(Buffer.concat([encodeGlobalHeader('larder "ünïcode"\nline'), encodeEnd()]))
  parser.end()
  expect(comments).toEqual(['larder "ünïcode"\nline'])
})

/** The one member of header blocks, which arrive in chunks of this many bytes. */
function stateOf(header: Buffer, chunkBytes: number): StatedMember {
  const members: StatedMember[] = []
  const parser = new TarParser({
    comment: () => undefined,
    member: (member) => members.push({ ...member, name: Buffer.from(member.name), link: Buffer.from(member.link) }),
    content: () => undefined,
  })
  for (let start = 0; start < header.length; start += chunkBytes) parser.push(Buffer.from(header.subarray(start, start + chunkBytes)))
  expect(members).toHaveLength(1)
  return members[0]!
}

function withoutSlash(name: Buffer): Buffer {
  return name.at(-1) === 0x2f ? name.subarray(0, -1) : name
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function putChecksum(bytes: Buffer): void {
  bytes.fill(' ', 148, 156)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
}
