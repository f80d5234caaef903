import { lstatSync, readdirSync, readlinkSync, statSync, type BigIntStats } from 'node:fs'
import { LarderError } from '../errors.ts'
import { readError } from './disk-errors.ts'
import type { EntryColumns } from './columns.ts'
import { EntryTable, EntryType } from './entries.ts'
import { compileExclude, type Exclude } from './exclude.ts'
import { treeLimits } from './limits.ts'
import { isOwnDirectory } from './own-names.ts'
import { storedTime } from './file-time.ts'

/** Directories of one mount to read, neighbours in the order of a scan. */
export interface ScanRequest {
  /** The mount. */
  readonly directory: string
  readonly exclude?: Exclude
  /** Paths below the mount; the empty one is the mount itself, which may be a file too. */
  readonly below: readonly Uint8Array<ArrayBuffer>[]
}

/**
 * What was found in directories, one after another: each is followed by what it holds, depth first, children in the order of the bytes of
 * their names, a directory before what it holds.
 */
export interface ScannedPart {
  /** Of the directories that were asked for, only the mount has its facts here. Later names of a file are files, not hard links. */
  readonly columns: EntryColumns
  /** Where those directories stand. */
  readonly roots: Uint32Array<ArrayBuffer>
  /** Entries that are directories and were not read. */
  readonly unread: Uint32Array<ArrayBuffer>
  /** Entries that are files with more than one name, and the devices they lie on. */
  readonly shared: Uint32Array<ArrayBuffer>
  readonly devices: BigUint64Array<ArrayBuffer>
  /** FIFOs, sockets and devices, which no cache can hold. */
  readonly skipped: number
}

/** Once a task has found so many entries it descends no further, so that other threads get their share of the tree: about 8 ms. */
const fairShare = 2048
const slash = 0x2f

/**
 * Reads directories, and what they hold as far as it is a fair share; `ScanAssembly` asks for the rest. Symbolic links are entries and never
 * followed, but for a mount that is a link to a directory. Throws `UNREADABLE`, `FILE_CHANGED` (something vanished meanwhile) and `TREE_LIMIT`.
 */
export function scanDirectories(request: ScanRequest): ScannedPart {
  return new Scan(request).read(request.below)
}

class Scan {
  readonly #isExcluded: ((path: Uint8Array) => boolean) | undefined
  readonly #store: Buffer | undefined
  /** The path of the entry at hand; every deeper one is written behind its directory. */
  readonly #path: Buffer<ArrayBuffer>
  readonly #mountLength: number
  readonly #table = new EntryTable()
  readonly #unread: number[] = []
  readonly #shared: number[] = []
  readonly #devices: bigint[] = []
  #skipped = 0

  constructor({ directory, exclude }: ScanRequest) {
    const mount = Buffer.from(directory)
    this.#mountLength = mount.length
    this.#path = Buffer.allocUnsafeSlow(mount.length + 1 + treeLimits.pathBytes + 1 + treeLimits.nameBytes)
    this.#path.set(mount)
    this.#store = exclude?.store === undefined ? undefined : Buffer.from(exclude.store)
    this.#isExcluded = exclude === undefined || exclude.patterns.length === 0 ? undefined : compileExclude(exclude)
  }

  read(below: ScanRequest['below']): ScannedPart {
    const roots = Uint32Array.from(below, (path) => {
      const root = this.#table.length
      if (path.length === 0) this.#readMount()
      else this.#readBelow(path)
      return root
    })
    return {
      columns: this.#table.columns(),
      roots,
      unread: Uint32Array.from(this.#unread),
      shared: Uint32Array.from(this.#shared),
      devices: BigUint64Array.from(this.#devices),
      skipped: this.#skipped,
    }
  }

  #readMount(): void {
    const end = this.#mountLength
    const stat = this.#read(end, (path) => mountStat(path))
    this.#scanEntry(stat, -1, end, end, 0)
  }

  #readBelow(below: Uint8Array): void {
    const start = this.#mountLength + 1
    this.#path[this.#mountLength] = slash
    this.#path.set(below, start)
    const depth = below.reduce((count, byte) => (byte === slash ? count + 1 : count), 1)
    const itself = this.#table.append({ type: EntryType.directory, mode: 0, size: 0, mtimeNs: 0n, parent: -1, name: new Uint8Array(0) })
    this.#scanDirectory(itself, start + below.length, depth + 1)
  }

  #scanDirectory(index: number, end: number, depth: number): void {
    // Latin-1 keeps every byte as one character, so these strings sort as their bytes do; buffers would cost three times as much.
    const names = this.#read(end, (path) => readdirSync(path, 'latin1')).sort()
    if (names.length === 0) return
    if (depth > treeLimits.depth) throw this.#beyond(end, `lies more than ${treeLimits.depth} directories deep`)
    const start = end + 1
    for (const name of names) {
      const childEnd = start + name.length
      this.#path[end] = slash
      this.#path.write(name, start, 'latin1')
      if (childEnd - this.#mountLength - 1 > treeLimits.pathBytes) throw this.#beyond(childEnd, 'is too long a path')
      if (this.#isExcluded?.(this.#path.subarray(this.#mountLength + 1, childEnd)) === true) continue
      const stat = this.#read(childEnd, (path) => lstatSync(path, { bigint: true }))
      if (stat.isDirectory() && (isOwnDirectory(name) || this.#isStore(childEnd))) continue
      this.#scanEntry(stat, index, start, childEnd, depth)
    }
  }

  #isStore(end: number): boolean {
    return this.#store?.equals(this.#path.subarray(this.#mountLength + 1, end)) === true
  }

  #scanEntry(stat: BigIntStats, parent: number, nameStart: number, end: number, depth: number): void {
    const name = this.#path.subarray(nameStart, end)
    if (stat.isFile()) this.#addFile(stat, parent, name)
    else if (stat.isDirectory()) {
      const index = this.#add(EntryType.directory, stat, parent, name)
      if (this.#table.length < fairShare) this.#scanDirectory(index, end, depth + 1)
      else this.#unread.push(index)
    } else if (stat.isSymbolicLink()) {
      const target = this.#read(end, (path) => readlinkSync(path, 'buffer'))
      this.#add(EntryType.symlink, stat, parent, name, target)
    } else this.#skipped++
  }

  #addFile(stat: BigIntStats, parent: number, name: Uint8Array): void {
    const index = this.#add(EntryType.file, stat, parent, name)
    if (stat.nlink === 1n) return
    this.#shared.push(index)
    this.#devices.push(stat.dev)
  }

  #add(type: EntryType, stat: BigIntStats, parent: number, name: Uint8Array, target?: Uint8Array): number {
    if (this.#table.length === treeLimits.entries) throw tooMany(this.#path.subarray(0, this.#mountLength))
    return this.#table.append({
      type,
      mode: Number(stat.mode) & 0o777,
      size: type === EntryType.file ? Number(stat.size) : 0,
      mtimeNs: storedTime(stat.mtimeNs),
      parent,
      name,
      ctimeNs: storedTime(stat.ctimeNs),
      inode: stat.ino,
      ...(target && { target }),
    })
  }

  #read<T>(end: number, call: (path: Buffer<ArrayBuffer>) => T): T {
    const path = this.#path.subarray(0, end)
    try {
      return call(path)
    } catch (error) {
      throw readError(error, path)
    }
  }

  #beyond(end: number, why: string): LarderError {
    return beyondLimits(this.#path.subarray(0, end), why)
  }
}

function mountStat(path: Buffer): BigIntStats {
  const stat = lstatSync(path, { bigint: true })
  if (!stat.isSymbolicLink()) return stat
  const followed = statSync(path, { bigint: true, throwIfNoEntry: false })
  return followed?.isDirectory() === true ? followed : stat
}

export function tooMany(mount: Uint8Array): LarderError {
  return beyondLimits(mount, `holds more than ${treeLimits.entries} entries`)
}

function beyondLimits(path: Uint8Array, why: string): LarderError {
  return new LarderError('TREE_LIMIT', `${Buffer.from(path).toString()} ${why}.`, {
    hint: 'Name a smaller directory, or exclude a part of it with a `!` pattern.',
  })
}
