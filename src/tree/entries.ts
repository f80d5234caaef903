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

/** The columns of a table, as they cross from one thread to another. */
export interface EntryColumns {
  readonly length: number
  readonly type: Uint8Array<ArrayBuffer>
  readonly mode: Uint16Array<ArrayBuffer>
  readonly size: Float64Array<ArrayBuffer>
  readonly mtimeNs: BigInt64Array<ArrayBuffer>
  readonly ctimeNs: BigInt64Array<ArrayBuffer>
  readonly inode: BigUint64Array<ArrayBuffer>
  readonly parent: Int32Array<ArrayBuffer>
  /** For a hard link the index of its original, for a symbolic link the place of its target in `targets`, else -1. */
  readonly link: Int32Array<ArrayBuffer>
  /** All names one after another; the name of entry i ends at nameEnd[i]. */
  readonly names: Uint8Array<ArrayBuffer>
  readonly nameEnd: Uint32Array<ArrayBuffer>
  readonly targets: readonly Uint8Array<ArrayBuffer>[]
}

const slash = 0x2f

/**
 * The tree below one mount as columns: about 50 bytes an entry plus its name, so that a million entries fit where objects would not.
 * Entry 0 is the mount itself (a directory, or a single file); a directory stands before what it holds.
 */
export class EntryTable {
  length = 0
  #type = new Uint8Array(64)
  #mode = new Uint16Array(64)
  #size = new Float64Array(64)
  #mtimeNs = new BigInt64Array(64)
  #ctimeNs = new BigInt64Array(64)
  #inode = new BigUint64Array(64)
  #parent = new Int32Array(64)
  #link = new Int32Array(64)
  #nameEnd = new Uint32Array(64)
  #names = new Uint8Array(1024)
  #targets: Uint8Array<ArrayBuffer>[] = []

  static from(columns: EntryColumns): EntryTable {
    const table = new EntryTable()
    table.length = columns.length
    table.#type = columns.type
    table.#mode = columns.mode
    table.#size = columns.size
    table.#mtimeNs = columns.mtimeNs
    table.#ctimeNs = columns.ctimeNs
    table.#inode = columns.inode
    table.#parent = columns.parent
    table.#link = columns.link
    table.#nameEnd = columns.nameEnd
    table.#names = columns.names
    table.#targets = [...columns.targets]
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

  /** Adds entries whose parents and originals are already counted from the start of this table; their targets are their own. */
  appendColumns(batch: EntryColumns): void {
    const { length } = this
    this.#reserve(length + batch.length)
    this.#type.set(batch.type, length)
    this.#mode.set(batch.mode, length)
    this.#size.set(batch.size, length)
    this.#mtimeNs.set(batch.mtimeNs, length)
    this.#ctimeNs.set(batch.ctimeNs, length)
    this.#inode.set(batch.inode, length)
    this.#parent.set(batch.parent, length)
    this.#link.set(batch.link, length)
    this.#appendNames(batch)
    this.#appendTargets(batch)
    this.length += batch.length
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
    return this.#ctimeNs[index]!
  }

  inode(index: number): bigint {
    return this.#inode[index]!
  }

  parent(index: number): number {
    return this.#parent[index]!
  }

  name(index: number): Uint8Array<ArrayBuffer> {
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

  /** Forgets what is not needed; the arrays fit exactly and share nothing with the table. */
  columns(): EntryColumns {
    const { length } = this
    return {
      length,
      type: this.#type.slice(0, length),
      mode: this.#mode.slice(0, length),
      size: this.#size.slice(0, length),
      mtimeNs: this.#mtimeNs.slice(0, length),
      ctimeNs: this.#ctimeNs.slice(0, length),
      inode: this.#inode.slice(0, length),
      parent: this.#parent.slice(0, length),
      link: this.#link.slice(0, length),
      nameEnd: this.#nameEnd.slice(0, length),
      names: this.#names.slice(0, length === 0 ? 0 : this.#nameEnd[length - 1]!),
      targets: this.#targets,
    }
  }

  #appendName(index: number, name: Uint8Array): void {
    const start = index === 0 ? 0 : this.#nameEnd[index - 1]!
    const end = start + name.length
    this.#reserveNames(end)
    this.#names.set(name, start)
    this.#nameEnd[index] = end
  }

  #appendNames({ names, nameEnd, length }: EntryColumns): void {
    const start = this.length === 0 ? 0 : this.#nameEnd[this.length - 1]!
    this.#reserveNames(start + names.length)
    this.#names.set(names, start)
    for (let i = 0; i < length; i++) this.#nameEnd[this.length + i] = start + nameEnd[i]!
  }

  #appendTargets({ type, targets, length }: EntryColumns): void {
    const before = this.#targets.length
    if (targets.length === 0) return
    for (const target of targets) this.#targets.push(target)
    for (let i = 0; i < length; i++) if (type[i] === EntryType.symlink) this.#link[this.length + i]! += before
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

interface Column<T> {
  readonly length: number
  set(from: T): void
}

function enlarged<T extends Column<T>>(column: T, length: number): T {
  const larger = new (column.constructor as new (length: number) => T)(length)
  larger.set(column)
  return larger
}
