import type { Block } from './block.ts'
import { corrupt, quoted, unsafe, unsupported } from './failures.ts'
import { decodePercent, linkComment } from './header.ts'
import { instantOf, instantOfDecimal } from './instants.ts'

/** A member as an archive states it; nothing about its name is checked yet. */
export interface StatedMember {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo' | 'label'
  readonly name: Buffer
  readonly link: Buffer
  /** Permission bits only. */
  readonly mode: number
  readonly mtimeNs: bigint
  /** Bytes of content. */
  readonly size: number
  /** Bytes that follow in the archive; more than `size` only where an old tar marked a directory by a slash. */
  readonly stored: number
  /** The member that this file is a copy of, where a hard link was meant. */
  readonly copyOf?: Buffer
}

/** What headers before the member's own say about it. */
export interface Extensions {
  /** Records of its PAX header. */
  readonly pax: ReadonlyMap<string, Buffer>
  /** From GNU `L` and `K` headers. */
  readonly longName: Buffer | undefined
  readonly longLink: Buffer | undefined
}

const none: ReadonlyMap<string, Buffer> = new Map()
const nothing = Buffer.alloc(0)
export const noExtensions: Extensions = { pax: none, longName: undefined, longLink: undefined }

/** Puts a header and its extensions together. Throws `ARCHIVE_CORRUPT`, `ARCHIVE_UNSAFE`, `ARCHIVE_UNSUPPORTED`. */
export function stateMember(block: Block, extensions: Extensions, globals: ReadonlyMap<string, Buffer>): StatedMember {
  const { pax } = extensions
  if (pax.size > 0) refuseSparse(pax)
  const name = oneOf('path', extensions.longName, pax) ?? block.name
  const type = typeOf(block.type, name)
  const stored = type === 'file' || (type === 'directory' && block.type === '0') ? sizeOf(block, pax) : 0
  const copyOf = type === 'file' ? originalIn(pax.get('comment')) : undefined
  return {
    type,
    name,
    link: oneOf('linkpath', extensions.longLink, pax) ?? (type === 'symlink' || type === 'hardlink' ? block.link : nothing),
    mode: (block.mode ?? 0o644) & 0o777,
    mtimeNs: mtimeOf(block, pax, globals),
    size: type === 'file' ? stored : 0,
    stored,
    ...(copyOf === undefined ? {} : { copyOf }),
  }
}

function typeOf(type: string, name: Buffer): StatedMember['type'] {
  switch (type) {
    case '0':
      return name.at(-1) === 0x2f ? 'directory' : 'file'
    case '7':
      return 'file'
    case '1':
      return 'hardlink'
    case '2':
      return 'symlink'
    case '3':
    case '4':
      return 'device'
    case '5':
      return 'directory'
    case '6':
      return 'fifo'
    case 'V':
      return 'label'
    case 'S':
      throw sparse(name)
    default:
      throw unsupported(
        `${quoted(name)} is of the type ${JSON.stringify(type)}`,
        'Write the archive with larder, or with tar --format=posix.',
      )
  }
}

function refuseSparse(pax: ReadonlyMap<string, Buffer>): void {
  for (const key of pax.keys()) if (key.startsWith('GNU.sparse.')) throw sparse(pax.get('GNU.sparse.name') ?? Buffer.from('a file'))
}

function sparse(name: Buffer): Error {
  return unsupported(`${quoted(name)} is stored as a sparse file`, 'Write the archive with larder, or without tar --sparse.')
}

/** Readers do not agree on which of the two counts, so whoever states both wants them to differ. */
function oneOf(key: 'path' | 'linkpath', long: Buffer | undefined, pax: ReadonlyMap<string, Buffer>): Buffer | undefined {
  const record = pax.get(key)
  if (record !== undefined && long !== undefined) throw unsafe(`${quoted(long)} has two long names`)
  const name = record ?? long
  if (name?.includes(0)) throw unsafe(`the name ${quoted(name)} has a zero byte`)
  // An empty record takes back what a global one said.
  return name === undefined || name.length === 0 ? undefined : name
}

function sizeOf(block: Block, pax: ReadonlyMap<string, Buffer>): number {
  const record = pax.get('size')?.toString('latin1')
  if (record === undefined || record === '') {
    if (block.size === undefined) throw corrupt(`${quoted(block.name)} states no size`)
    return block.size
  }
  const size = /^\d{1,16}$/.test(record) ? Number(record) : Number.NaN
  if (!Number.isSafeInteger(size)) throw corrupt(`${quoted(block.name)} states a size of ${JSON.stringify(record.slice(0, 40))}`)
  return size
}

function mtimeOf(block: Block, pax: ReadonlyMap<string, Buffer>, globals: ReadonlyMap<string, Buffer>): bigint {
  const record = pax.get('mtime') ?? globals.get('mtime')
  if (record === undefined || record.length === 0) return block.mtime === undefined ? 0n : instantOf(block.mtime)
  const instant = instantOfDecimal(record.toString('latin1'))
  if (instant === undefined) throw corrupt(`${quoted(block.name)} states a time of ${quoted(record.subarray(0, 40))}`)
  return instant
}

function originalIn(comment: Buffer | undefined): Buffer | undefined {
  const text = comment?.toString('latin1')
  return text?.startsWith(linkComment) ? decodePercent(text.slice(linkComment.length)) : undefined
}
