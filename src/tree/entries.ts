import { enlarged, shared, type EntryColumns } from './columns.ts'

/** What an entry is. A hard link names an earlier file entry of the same table. */
export const EntryType = { directory: 0, file: 1, symlink: 2, hardlink: 3 } as const
export type EntryType = (typeof EntryType)[keyof typeof EntryType]

/** One entry, as it is added to a table. */
export interface Entry {
  readonly type: EntryType
  /** Permission bits only, at most 0o777. */
  readonly mode: number
  /** Bytes of content; 0 for anything but a file. */
  readonly size: number
  readonly mtimeNs: bigint
  /** Index of the directory that holds it; -1 for the first entry, the mount itself. */
  readonly parent: number
  /** Last component of the path, as bytes; empty for the mount itself. */
  readonly name: Uint8Array
  /** Where a symbolic link points, verbatim. */
  readonly target?: Uint8Array
  /** The entry a hard link shares its content with. */
  readonly original?: number
  /** Facts of the disk, for noticing changes; never stored in a cache. */
  readonly ctimeNs?: bigint
  readonly inode?: bigint
}

const slash = 0x2f

/**
 * The tree below one mount as columns: about 50 bytes an entry plus its name, so that a million entries fit where objects would not.
 * Entry 0 is the mount itself (a directory, or a single file); a directory stands before what it holds.
 */
export class EntryTable {
  length = 0
  #type: Uint8Array = new Uint8Array(64)
  #mode: Uint16Array = new Uint16Array(64)
  #size: Float64Array = new Float64Array(64)
  #mtimeNs: BigInt64Array = new BigInt64Array(64)
  #ctimeNs: BigInt64Array = new BigInt64Array(64)
  #inode: BigUint64Array = new BigUint64Array(64)
  #parent: Int32Array = new Int32Array(64)
  #link: Int32Array = new Int32Array(64)
  #nameEnd: Uint32Array = new Uint32Array(64)
  #names: Uint8Array = new Uint8Array(1024)
  #targets: Uint8Array<ArrayBuffer>[] = []

  static from(columns: EntryColumns): EntryTable {
    const table = new EntryTable()
    table.#hold(columns)
    return table
  }

  /** Adds an entry and gives its index. */
  append(entry: Entry): number {
    const index = this.length
    this.#reserve(index + 1)
    this.#type[index] = entry.type
    this.#mode[index] = entry.mode
    this.#size[index] = entry.size
    this.#mtimeNs[index] = entry.mtimeNs
    this.#ctimeNs[index] = entry.ctimeNs ?? 0n
    this.#inode[index] = entry.inode ?? 0n
    this.#parent[index] = entry.parent
    this.#link[index] = entry.original ?? (entry.target === undefined ? -1 : this.#targets.push(new Uint8Array(entry.target)) - 1)
    this.#appendName(index, entry.name)
    this.length++
    return index
  }

  /** Adds the entries `from` to `to` (exclusive) of a batch whose parents and originals are counted from the start of this table. */
  appendColumns(batch: EntryColumns, from = 0, to = batch.length): void {
    const { length } = this
    const count = to - from
    this.#reserve(length + count)
    this.#type.set(batch.type.subarray(from, to), length)
    this.#mode.set(batch.mode.subarray(from, to), length)
    this.#size.set(batch.size.subarray(from, to), length)
    this.#mtimeNs.set(batch.mtimeNs.subarray(from, to), length)
    this.#ctimeNs.set(batch.ctimeNs.subarray(from, to), length)
    this.#inode.set(batch.inode.subarray(from, to), length)
    this.#parent.set(batch.parent.subarray(from, to), length)
    this.#link.set(batch.link.subarray(from, to), length)
    this.#appendNames(batch, from, to)
    this.#appendTargets(batch, from, to)
    this.length += count
  }

  /** Gives an entry another mode and time: of a directory, an archive may tell them after what it holds. */
  amend(index: number, { mode, mtimeNs }: Pick<Entry, 'mode' | 'mtimeNs'>): void {
    this.#mode[index] = mode
    this.#mtimeNs[index] = mtimeNs
  }

  type(index: number): EntryType {
    return this.#type[index] as EntryType
  }

  mode(index: number): number {
    return this.#mode[index]!
  }

  size(index: number): number {
    return this.#size[index]!
  }

  mtimeNs(index: number): bigint {
    return this.#mtimeNs[index]!
  }

  ctimeNs(index: number): bigint {
    return this.#ctimeNs[index] ?? 0n
  }

  inode(index: number): bigint {
    return this.#inode[index] ?? 0n
  }

  parent(index: number): number {
    return this.#parent[index]!
  }

  /** A view, good until the table grows. */
  name(index: number): Uint8Array {
    return this.#names.subarray(index === 0 ? 0 : this.#nameEnd[index - 1]!, this.#nameEnd[index]!)
  }

  /** Of a symbolic link. */
  target(index: number): Uint8Array<ArrayBuffer> {
    return this.#targets[this.#link[index]!]!
  }

  /** Of a hard link: the entry that holds the content. */
  original(index: number): number {
    return this.#link[index]!
  }

  /** Relative to the mount, components joined by `/`; empty for the mount itself. */
  path(index: number): Buffer<ArrayBuffer> {
    let length = -1
    for (let i = index; i > 0; i = this.#parent[i]!) length += this.name(i).length + 1
    if (length < 0) return Buffer.alloc(0)
    const path = Buffer.allocUnsafeSlow(length)
    let end = length
    for (let i = index; i > 0; i = this.#parent[i]!) {
      const name = this.name(i)
      end -= name.length
      path.set(name, end)
      if (end > 0) path[--end] = slash
    }
    return path
  }

  /** Views, good until the table grows. */
  columns(): EntryColumns {
    const { length } = this
    return {
      length,
      type: this.#type.subarray(0, length),
      mode: this.#mode.subarray(0, length),
      size: this.#size.subarray(0, length),
      mtimeNs: this.#mtimeNs.subarray(0, length),
      ctimeNs: this.#ctimeNs.subarray(0, length),
      inode: this.#inode.subarray(0, length),
      parent: this.#parent.subarray(0, length),
      link: this.#link.subarray(0, length),
      nameEnd: this.#nameEnd.subarray(0, length),
      names: this.#names.subarray(0, length === 0 ? 0 : this.#nameEnd[length - 1]!),
      targets: this.#targets,
    }
  }

  /** The columns in memory that all threads share. The table stays what it is, but forgets ctimes and inodes. */
  share(): EntryColumns {
    this.#hold(shared(this.columns()))
    return this.columns()
  }

  #hold(columns: EntryColumns): void {
    this.length = columns.length
    this.#type = columns.type
    this.#mode = columns.mode
    this.#size = columns.size
    this.#mtimeNs = columns.mtimeNs
    this.#ctimeNs = columns.ctimeNs
    this.#inode = columns.inode
    this.#parent = columns.parent
    this.#link = columns.link
    this.#nameEnd = columns.nameEnd
    this.#names = columns.names
    this.#targets = [...columns.targets]
  }

  #appendName(index: number, name: Uint8Array): void {
    const start = index === 0 ? 0 : this.#nameEnd[index - 1]!
    const end = start + name.length
    this.#reserveNames(end)
    this.#names.set(name, start)
    this.#nameEnd[index] = end
  }

  #appendNames({ names, nameEnd }: EntryColumns, from: number, to: number): void {
    if (from === to) return
    const start = this.length === 0 ? 0 : this.#nameEnd[this.length - 1]!
    const first = from === 0 ? 0 : nameEnd[from - 1]!
    const last = nameEnd[to - 1]!
    this.#reserveNames(start + last - first)
    this.#names.set(names.subarray(first, last), start)
    for (let i = from; i < to; i++) this.#nameEnd[this.length + i - from] = start + nameEnd[i]! - first
  }

  #appendTargets({ type, link, targets }: EntryColumns, from: number, to: number): void {
    if (targets.length === 0) return
    for (let i = from; i < to; i++) {
      if (type[i] === EntryType.symlink) this.#link[this.length + i - from] = this.#targets.push(targets[link[i]!]!) - 1
    }
  }

  #reserveNames(length: number): void {
    if (length > this.#names.length) this.#names = enlarged(this.#names, Math.max(length, this.#names.length * 2))
  }

  #reserve(length: number): void {
    if (length <= this.#type.length) return
    const size = Math.max(length, this.#type.length * 2)
    this.#type = enlarged(this.#type, size)
    this.#mode = enlarged(this.#mode, size)
    this.#size = enlarged(this.#size, size)
    this.#mtimeNs = enlarged(this.#mtimeNs, size)
    this.#ctimeNs = enlarged(this.#ctimeNs, size)
    this.#inode = enlarged(this.#inode, size)
    this.#parent = enlarged(this.#parent, size)
    this.#link = enlarged(this.#link, size)
    this.#nameEnd = enlarged(this.#nameEnd, size)
  }
}
