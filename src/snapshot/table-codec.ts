import { shareable, type EntryColumns } from '../tree/columns.ts'
import { EntryTable, EntryType } from '../tree/entries.ts'
import { Malformed, type ByteReader, type ByteWriter } from './bytes.ts'
import { limits } from './limits.ts'
import { findFlaw } from './table-flaws.ts'
import { readTimes, writeTimes } from './table-times.ts'

// Four types, nine bits of mode.
const mostPairs = 0o4000

/** Writes a sound table column by column: on a `node_modules` about five bytes an entry once they are compressed. */
export function writeTable(bytes: ByteWriter, columns: EntryColumns): void {
  writeKinds(bytes, columns)
  writeTree(bytes, columns)
  writeNames(bytes, columns)
  for (let i = 0; i < columns.length; i++) if (columns.type[i] === EntryType.file) bytes.varint(columns.size[i]!)
  writeTimes(bytes, columns.mtimeNs)
  writeLinks(bytes, columns)
}

/** Reads a table of `length` entries, into memory that threads can share. Throws {@link Malformed} for anything but a sound one, before it takes memory for it. */
export function readTable(bytes: ByteReader, length: number): EntryTable {
  const { type, mode } = readKinds(bytes, length)
  const parent = readTree(bytes, type)
  const { names, nameEnd } = readNames(bytes, length)
  const size = readSizes(bytes, type)
  const mtimeNs = readTimes(bytes, length)
  const { link, targets } = readLinks(bytes, type)
  const unknown = { ctimeNs: new BigInt64Array(0), inode: new BigUint64Array(0) }
  const columns = { length, type, mode, size, mtimeNs, parent, link, names, nameEnd, targets, ...unknown }
  const flaw = findFlaw(columns)
  if (flaw !== undefined) throw new Malformed(flaw.problem)
  return EntryTable.from(columns)
}

/** Few trees have more than a dozen pairs of type and mode, so each entry takes the number of its pair. */
function writeKinds(bytes: ByteWriter, { length, type, mode }: EntryColumns): void {
  const numbers = new Map<number, number>()
  const kind = (i: number) => type[i]! * 0o1000 + mode[i]!
  for (let i = 0; i < length; i++) if (!numbers.has(kind(i))) numbers.set(kind(i), numbers.size)
  bytes.varint(numbers.size)
  for (const pair of numbers.keys()) bytes.varint(pair)
  for (let i = 0; i < length; i++) bytes.varint(numbers.get(kind(i))!)
}

function readKinds(bytes: ByteReader, length: number): Pick<EntryColumns, 'type' | 'mode'> {
  const pairs = bytes.numbers(Uint32Array, Math.min(bytes.varint(), mostPairs), mostPairs - 1)
  const numbers = bytes.numbers(Uint32Array, length, mostPairs)
  const type = shareable(Uint8Array, length)
  const mode = shareable(Uint16Array, length)
  for (let i = 0; i < length; i++) {
    const pair = pairs[numbers[i]!]
    if (pair === undefined) throw new Malformed('an entry has no type')
    type[i] = pair >>> 9
    mode[i] = pair & 0o777
  }
  return { type, mode }
}

/** Depth first, so the number of entries in each directory tells who is whose parent. */
function writeTree(bytes: ByteWriter, { length, type, parent }: EntryColumns): void {
  const held = new Uint32Array(length)
  for (let i = 1; i < length; i++) held[parent[i]!]!++
  for (let i = 0; i < length; i++) if (type[i] === EntryType.directory) bytes.varint(held[i]!)
}

function readTree(bytes: ByteReader, type: Uint8Array): EntryColumns['parent'] {
  const held = bytes.numbers(Uint32Array, count(type, EntryType.directory), limits.entries)
  const parent = shareable(Int32Array, type.length).fill(-1)
  const open: { readonly directory: number; left: number }[] = []
  let directories = 0
  for (let i = 0; i < type.length; i++) {
    while (open.at(-1)?.left === 0) open.pop()
    const holder = open.at(-1)
    if (i > 0 && holder === undefined) throw new Malformed('an entry lies in no directory')
    if (holder !== undefined) {
      parent[i] = holder.directory
      holder.left--
    }
    if (type[i] === EntryType.directory && open.push({ directory: i, left: held[directories++]! }) > limits.depth + 1) {
      throw new Malformed('directories are nested too deeply')
    }
  }
  if (open.some(({ left }) => left > 0)) throw new Malformed('a directory holds fewer entries than it says')
  return parent
}

/** Each name but the first, which is empty, and a NUL: 14 % shorter than names and lengths apart, once compressed. */
function writeNames(bytes: ByteWriter, { length, names, nameEnd }: EntryColumns): void {
  bytes.blockOf(names.length + length - 1, (into) => {
    let at = 0
    for (let i = 1; i < length; i++) {
      for (let from = nameEnd[i - 1]!; from < nameEnd[i]!; from++) into[at++] = names[from]!
      into[at++] = 0
    }
  })
}

function readNames(bytes: ByteReader, length: number): Pick<EntryColumns, 'names' | 'nameEnd'> {
  const written = bytes.block()
  if (written.length < length - 1) throw new Malformed('there are fewer names than entries')
  const names = shareable(Uint8Array, written.length - (length - 1))
  const nameEnd = shareable(Uint32Array, length)
  let end = 0
  let start = 0
  for (let index = 1; index < length; index++) {
    const nul = written.indexOf(0, start)
    if (nul === -1 || end + nul - start > names.length) throw new Malformed('there are fewer names than entries')
    names.set(written.subarray(start, nul), end)
    end += nul - start
    nameEnd[index] = end
    start = nul + 1
  }
  if (start < written.length) throw new Malformed('there are more names than entries')
  return { names, nameEnd }
}

function readSizes(bytes: ByteReader, type: Uint8Array): EntryColumns['size'] {
  const sizes = bytes.numbers(Float64Array, count(type, EntryType.file), Number.MAX_SAFE_INTEGER)
  const size = shareable(Float64Array, type.length)
  let files = 0
  for (let i = 0; i < type.length; i++) if (type[i] === EntryType.file) size[i] = sizes[files++]!
  return size
}

/** The target of each symbolic link, and how far before each hard link its original stands. */
function writeLinks(bytes: ByteWriter, { length, type, link, targets }: EntryColumns): void {
  for (let i = 0; i < length; i++) {
    if (type[i] === EntryType.symlink) bytes.block(targets[link[i]!]!)
    if (type[i] === EntryType.hardlink) bytes.varint(i - link[i]!)
  }
}

function readLinks(bytes: ByteReader, type: Uint8Array): Pick<EntryColumns, 'link' | 'targets'> {
  const link = shareable(Int32Array, type.length).fill(-1)
  const targets: Uint8Array<ArrayBuffer>[] = []
  for (let i = 0; i < type.length; i++) {
    if (type[i] === EntryType.symlink) link[i] = targets.push(bytes.block().slice()) - 1
    if (type[i] === EntryType.hardlink) link[i] = i - Math.min(bytes.varint(), i + 1)
  }
  return { link, targets }
}

function count(types: Uint8Array, wanted: EntryType): number {
  let found = 0
  for (const type of types) if (type === wanted) found++
  return found
}
