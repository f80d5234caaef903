import { hash } from 'node:crypto'
import { EntryType, type EntryTable } from '../tree/entries.ts'
import type { MountPoint } from '../tree/mount.ts'
import { ByteReader, ByteWriter, Malformed } from './bytes.ts'
import { isSamePoint, readPoint, writePoint } from './mount-points.ts'

/**
 * What restores and rebuilds of this machine left behind, so that the next rebuild need not read what has not changed. It keeps no fact of
 * any file; FORMAT.md, "Journal", says why that is enough. Holds no absolute path: some runners move the workspace with every run.
 */
export interface Journal {
  readonly sources: readonly JournalSource[]
}

/** A manifest, and the mounts that were as it says. */
export interface JournalSource {
  /** The store's name and the object's key. */
  readonly store: string
  readonly key: string
  /** The object's bytes. */
  readonly manifest: Uint8Array<ArrayBuffer>
  readonly mounts: readonly JournalMount[]
}

export interface JournalMount {
  readonly point: MountPoint
  /**
   * The ctime of a probe: a file that was made on the mount's file system after a restore had written everything, or before a rebuild
   * scanned. Whatever has an older ctime has not changed since.
   */
  readonly settledNs: bigint
  /** Of the mount itself and of every directory, in the order of the manifest's table; see {@link entriesWithInode}. */
  readonly inodes: BigUint64Array<ArrayBuffer>
}

const magic = Buffer.from('LARDERJN')
const version = 1
const digestBytes = 32
const inodeBytes = 8
const mostItems = 10_000

export function encodeJournal({ sources }: Journal): Uint8Array<ArrayBuffer> {
  const content = new ByteWriter()
  content.varint(sources.length)
  for (const source of sources) {
    for (const text of [source.store, source.key]) content.text(text)
    content.block(source.manifest)
    content.varint(source.mounts.length)
    for (const mount of source.mounts) writeMount(content, mount)
  }
  const bytes = new ByteWriter()
  bytes.raw(magic)
  bytes.uint32(version)
  bytes.raw(hash('sha256', content.written, 'buffer'))
  bytes.raw(content.written)
  return bytes.written.slice()
}

/** Undefined for anything that cannot be relied on: cut off, damaged, of another version. Then everything is read, which is only slower. */
export function decodeJournal(bytes: Uint8Array<ArrayBuffer>): Journal | undefined {
  try {
    return readJournal(new ByteReader(bytes))
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** The journal after a restore or a rebuild: what it tells replaces what was known of the same mounts. */
export function withSource(journal: Journal | undefined, source: JournalSource): Journal {
  const older = (journal?.sources ?? []).map((known) => without(known, source.mounts)).filter(({ mounts }) => mounts.length > 0)
  return { sources: [...older, source] }
}

function without(source: JournalSource, replaced: readonly JournalMount[]): JournalSource {
  return { ...source, mounts: source.mounts.filter(({ point }) => !replaced.some((mount) => isSamePoint(mount.point, point))) }
}

/** What is known of a mount. */
export function findInJournal(journal: Journal | undefined, point: MountPoint): { source: JournalSource; mount: JournalMount } | undefined {
  for (const source of journal?.sources ?? []) {
    const mount = source.mounts.find((candidate) => isSamePoint(candidate.point, point))
    if (mount !== undefined) return { source, mount }
  }
  return undefined
}

/** The inodes that a journal keeps of a scanned table. */
export function inodesToKeep(table: EntryTable): BigUint64Array<ArrayBuffer> {
  return BigUint64Array.from(entriesWithInode(table), (index) => table.inode(index))
}

/** The mount itself and every directory in it: what a journal keeps the inodes of, in this order. */
export function entriesWithInode(table: EntryTable): number[] {
  const entries: number[] = []
  for (let i = 0; i < table.length; i++) if (i === 0 || table.type(i) === EntryType.directory) entries.push(i)
  return entries
}

function writeMount(bytes: ByteWriter, { point, settledNs, inodes }: JournalMount): void {
  writePoint(bytes, point)
  const numbers = new DataView(new ArrayBuffer((inodes.length + 1) * inodeBytes))
  numbers.setBigInt64(0, settledNs, true)
  for (const [i, inode] of inodes.entries()) numbers.setBigUint64((i + 1) * inodeBytes, inode, true)
  bytes.varint(inodes.length)
  bytes.raw(new Uint8Array(numbers.buffer))
}

function readJournal(bytes: ByteReader): Journal {
  if (!magic.equals(bytes.raw(magic.length)) || bytes.uint32() !== version) throw new Malformed('another format')
  const digest = bytes.raw(digestBytes)
  const content = bytes.raw(bytes.left)
  if (!hash('sha256', content, 'buffer').equals(digest)) throw new Malformed('its checksum does not match')
  const reader = new ByteReader(content)
  const sources = readList(reader, () => readSource(reader))
  reader.end()
  return { sources }
}

function readSource(bytes: ByteReader): JournalSource {
  const [store, key] = [bytes.text(), bytes.text()]
  return { store, key, manifest: bytes.block().slice(), mounts: readList(bytes, () => readMount(bytes)) }
}

function readMount(bytes: ByteReader): JournalMount {
  const point = readPoint(bytes)
  const length = bytes.varint()
  const raw = bytes.raw((length + 1) * inodeBytes)
  const numbers = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const inodes = new BigUint64Array(length)
  for (let i = 0; i < length; i++) inodes[i] = numbers.getBigUint64((i + 1) * inodeBytes, true)
  return { point, settledNs: numbers.getBigInt64(0, true), inodes }
}

function readList<T>(bytes: ByteReader, read: () => T): T[] {
  const length = bytes.varint()
  if (length > mostItems) throw new Malformed('a list is too long')
  return Array.from({ length }, read)
}
