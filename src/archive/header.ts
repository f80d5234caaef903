import { Header, type HeaderData } from 'tar/header'
import { decimalOf, secondsOf } from './instants.ts'
import { encodeRecords } from './pax.ts'

/** An entry as tar writes it. */
export interface Member {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink'
  /** Bytes, `/`-separated, without a slash at either end; empty only for a workspace that is cached whole. */
  readonly name: Uint8Array
  readonly mode: number
  /** Bytes of content; 0 for anything but a file. */
  readonly size: number
  readonly mtimeNs: bigint
  /** Where a symbolic link points, verbatim; the name of the member that a hard link shares its content with. */
  readonly link?: Uint8Array
  /** Of a file that is written as a copy: the name of the member that it is a hard link to. */
  readonly copyOf?: Uint8Array
}

export const blockSize = 512

/** In a PAX comment, which every reader ignores: that a file is a hard link, written as a copy for readers that drop links. */
export const linkComment = 'larder.link='

const slash = 0x2f
const empty = new Uint8Array(0)
// prettier-ignore
const field = { name: { at: 0, length: 100 }, checksum: { at: 148, length: 8 }, link: { at: 157, length: 100 }, prefix: { at: 345, length: 155 } } as const
const typeNames = { file: 'File', directory: 'Directory', symlink: 'SymbolicLink', hardlink: 'Link' } as const
// What eleven octal digits hold: 8 GiB less one byte, and the year 2242.
const octalMaximum = 8 ** 11 - 1

/**
 * The header blocks of a member: one block where that is enough. Names that do not fit go into GNU `L` and `K` blocks rather than
 * PAX records: those are UTF-8, which a name need not be, and bsdtar complains of them where the locale is not. GNU tar, bsdtar,
 * Python and Go read both.
 */
export function encodeHeader(member: Member): Buffer {
  const name = member.type === 'directory' ? withSlash(member.name) : member.name
  const link = member.link ?? empty
  const blocks: Buffer[] = []
  const records = paxRecords(member)
  if (records.length > 0) blocks.push(extension('ExtendedHeader', encodeRecords(records)))
  if (link.length > field.link.length) blocks.push(extension('NextFileHasLongLinkpath', terminated(link)))
  const split = splitName(name)
  if (split === undefined) blocks.push(extension('NextFileHasLongPath', terminated(name)))
  blocks.push(mainBlock(member, split ?? { prefix: empty, name }, link))
  return blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks)
}

/** The first block of an archive, which readers other than ours ignore. */
export function encodeGlobalHeader(comment: string): Buffer {
  return extension('GlobalExtendedHeader', encodeRecords([['comment', comment]]))
}

/** The end of an archive. drone-s3-cache waits for ever on anything that follows it. */
export function encodeEnd(): Buffer<ArrayBuffer> {
  return Buffer.alloc(2 * blockSize)
}

/** How many zero bytes follow content to fill its last block. */
export function paddingOf(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize
}

function withSlash(name: Uint8Array): Uint8Array {
  return name.length === 0 ? Buffer.from('./') : Buffer.concat([name, Buffer.of(slash)])
}

function paxRecords({ size, mtimeNs, copyOf }: Member): [string, string][] {
  const records: [string, string][] = []
  const seconds = secondsOf(mtimeNs)
  if (mtimeNs % 1_000_000_000n !== 0n || seconds < 0 || seconds > octalMaximum) records.push(['mtime', decimalOf(mtimeNs)])
  if (size > octalMaximum) records.push(['size', String(size)])
  if (copyOf !== undefined) records.push(['comment', linkComment + percentEncoded(copyOf)])
  return records
}

/** Bytes as text that any PAX reader takes; undone by {@link decodePercent}. */
function percentEncoded(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^!-$&-~]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

export function decodePercent(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function terminated(name: Uint8Array): Buffer {
  return Buffer.concat([name, Buffer.of(0)])
}

/** The name as it is when it fits, or cut at a slash into the two fields of ustar; undefined when neither will do. */
function splitName(name: Uint8Array): { prefix: Uint8Array; name: Uint8Array } | undefined {
  if (name.length <= field.name.length) return { prefix: empty, name }
  const cut = name.indexOf(slash, name.length - field.name.length - 1)
  if (cut < 1 || cut > field.prefix.length || cut >= name.length - 1) return undefined
  return { prefix: name.subarray(0, cut), name: name.subarray(cut + 1) }
}

function mainBlock(member: Member, { prefix, name }: { prefix: Uint8Array; name: Uint8Array }, link: Uint8Array): Buffer {
  const { type, mode, size, mtimeNs } = member
  const mtime = new Date(secondsOf(mtimeNs) * 1000)
  const block = encodeBlock({ type: typeNames[type], mode, size, mtime })
  putBytes(block, field.name, name)
  putBytes(block, field.prefix, prefix)
  putBytes(block, field.link, link)
  putChecksum(block)
  return block
}

function encodeBlock(data: HeaderData): Buffer {
  // Assigned, because a Header copies what it is made from one property after another, at the cost of all the rest.
  const header = Object.assign(new Header(), { path: '', linkpath: '', uid: 0, gid: 0, uname: '', gname: '', devmaj: 0, devmin: 0 }, data)
  header.encode()
  return header.block!
}

function putBytes(block: Buffer, { at, length }: { at: number; length: number }, bytes: Uint8Array): void {
  block.set(bytes.subarray(0, length), at)
}

function putChecksum(block: Buffer): void {
  const { at, length } = field.checksum
  block.fill(' ', at, at + length)
  let sum = 0
  for (let i = 0; i < blockSize; i++) sum += block[i]!
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, at, 'latin1')
}

type ExtensionType = 'ExtendedHeader' | 'GlobalExtendedHeader' | 'NextFileHasLongPath' | 'NextFileHasLongLinkpath'

// prettier-ignore
const extensionNames = {
  ExtendedHeader: 'PaxHeader', GlobalExtendedHeader: 'pax_global_header', NextFileHasLongPath: '././@LongLink', NextFileHasLongLinkpath: '././@LongLink',
} as const satisfies Record<ExtensionType, string>

/** Nearly all files have a PAX header of the same length, so nearly all share one block. */
const extensionBlocks = new Map<string, Buffer>()

function extension(type: ExtensionType, body: Buffer): Buffer {
  return Buffer.concat([extensionBlock(type, body.length), body, Buffer.alloc(paddingOf(body.length))])
}

function extensionBlock(type: ExtensionType, size: number): Buffer {
  const key = `${type} ${size}`
  const known = extensionBlocks.get(key)
  if (known !== undefined) return known
  const block = encodeBlock({ type, path: extensionNames[type], mode: 0o644, size, mtime: new Date(0) })
  extensionBlocks.set(key, block)
  return block
}
