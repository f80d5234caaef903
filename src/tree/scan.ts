import { lstatSync, readdirSync, readlinkSync, statSync, type BigIntStats } from 'node:fs'
import { LarderError } from '../errors.ts'
import { readError } from './disk-errors.ts'
import { EntryTable, EntryType, type EntryColumns } from './entries.ts'
import { compileExclude, type Exclude } from './exclude.ts'
import { treeLimits } from './limits.ts'
import { isOwnDirectory } from './own-names.ts'
import { storedTime } from './file-time.ts'

export interface ScanSummary {
  readonly entries: number
  /** Bytes of content. */
  readonly bytes: number
  /** FIFOs, sockets and devices, which no cache can hold. */
  readonly skipped: number
}

const batchEntries = 4096
const slash = 0x2f

/**
 * Reads the tree of one mount: depth first, children in the order of the bytes of their names, a directory before what it holds.
 * Hands out batches for `EntryTable.appendColumns` while it goes on. Symbolic links are entries and never followed, but for a mount
 * that is a link to a directory. Throws `UNREADABLE`, `FILE_CHANGED` (something vanished meanwhile) and `TREE_LIMIT`.
 */
export function scanTree(directory: string, exclude: Exclude | undefined, onBatch: (batch: EntryColumns) => void): ScanSummary {
  return new Scan(directory, exclude, onBatch).run()
}

class Scan {
  readonly #onBatch: (batch: EntryColumns) => void
  readonly #isExcluded: ((path: Uint8Array) => boolean) | undefined
  readonly #originals = new Map<bigint, Map<bigint, number>>()
  /** The path of the entry at hand; every deeper one is written behind its directory. */
  readonly #path: Buffer<ArrayBuffer>
  readonly #mountLength: number
  #batch = new EntryTable()
  #sent = 0
  #bytes = 0
  #skipped = 0

  constructor(directory: string, exclude: Exclude | undefined, onBatch: (batch: EntryColumns) => void) {
    const mount = Buffer.from(directory)
    this.#mountLength = mount.length
    this.#path = Buffer.allocUnsafeSlow(mount.length + 1 + treeLimits.pathBytes + 1 + treeLimits.nameBytes)
    this.#path.set(mount)
    this.#isExcluded = exclude === undefined || exclude.patterns.length === 0 ? undefined : compileExclude(exclude)
    this.#onBatch = onBatch
  }

  run(): ScanSummary {
    const end = this.#mountLength
    const stat = this.#read(end, (path) => mountStat(path))
    this.#scanEntry(stat, -1, end, end, 0)
    const entries = this.#sent + this.#batch.length
    this.#flush()
    return { entries, bytes: this.#bytes, skipped: this.#skipped }
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
      if (stat.isDirectory() && isOwnDirectory(name)) continue
      this.#scanEntry(stat, index, start, childEnd, depth)
    }
  }

  #scanEntry(stat: BigIntStats, parent: number, nameStart: number, end: number, depth: number): void {
    const name = this.#path.subarray(nameStart, end)
    if (stat.isFile()) this.#addFile(stat, parent, name)
    else if (stat.isDirectory()) {
      const index = this.#add(EntryType.directory, stat, parent, name)
      this.#scanDirectory(index, end, depth + 1)
    } else if (stat.isSymbolicLink()) {
      const target = this.#read(end, (path) => readlinkSync(path, 'buffer'))
      this.#add(EntryType.symlink, stat, parent, name, { target })
    } else this.#skipped++
  }

  #addFile(stat: BigIntStats, parent: number, name: Uint8Array): void {
    const original = stat.nlink > 1n ? this.#originalOf(stat) : undefined
    if (original !== undefined) {
      this.#add(EntryType.hardlink, stat, parent, name, { original })
      return
    }
    this.#bytes += Number(stat.size)
    this.#add(EntryType.file, stat, parent, name)
  }

  /** The entry that was the first with this inode; undefined when this one is. */
  #originalOf({ dev, ino }: BigIntStats): number | undefined {
    let ofDevice = this.#originals.get(dev)
    if (ofDevice === undefined) this.#originals.set(dev, (ofDevice = new Map()))
    const original = ofDevice.get(ino)
    if (original === undefined) ofDevice.set(ino, this.#sent + this.#batch.length)
    return original
  }

  #add(type: EntryType, stat: BigIntStats, parent: number, name: Uint8Array, link?: { target: Uint8Array } | { original: number }): number {
    const index =
      this.#sent +
      this.#batch.append({
        type,
        mode: Number(stat.mode) & 0o777,
        size: type === EntryType.file ? Number(stat.size) : 0,
        mtimeNs: storedTime(stat.mtimeNs),
        parent,
        name,
        ctimeNs: storedTime(stat.ctimeNs),
        inode: stat.ino,
        ...link,
      })
    if (index >= treeLimits.entries) throw this.#beyond(this.#mountLength, `holds more than ${treeLimits.entries} entries`)
    if (this.#batch.length === batchEntries) this.#flush()
    return index
  }

  #flush(): void {
    if (this.#batch.length === 0) return
    this.#sent += this.#batch.length
    this.#onBatch(this.#batch.columns())
    this.#batch = new EntryTable()
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
    return new LarderError('TREE_LIMIT', `${this.#path.subarray(0, end).toString()} ${why}.`, {
      hint: 'Name a smaller directory, or exclude a part of it with a `!` pattern.',
    })
  }
}

function mountStat(path: Buffer): BigIntStats {
  const stat = lstatSync(path, { bigint: true })
  if (!stat.isSymbolicLink()) return stat
  const followed = statSync(path, { bigint: true, throwIfNoEntry: false })
  return followed?.isDirectory() === true ? followed : stat
}
