import { freeMemory } from '../free.ts'
import type { EntryColumns } from './columns.ts'
import { EntryTable, EntryType } from './entries.ts'
import { treeLimits } from './limits.ts'
import { OrderedQueue } from './ordered-queue.ts'
import { scanDirectories, tooMany, type ScannedPart, type ScanRequest } from './scan.ts'

/** Directories that are read by one task: neighbours, so that what they hold lies together on disk and in the table. */
export interface ScanGroup {
  readonly below: ScanRequest['below']
  /** Puts what was found where it belongs. */
  take(part: ScannedPart): void
}

/** More would leave the last threads waiting for the slowest; less would be a message for every small directory. */
const mostInGroup = 16

/** What one task has found, on its way into the table. */
interface Share {
  readonly part: ScannedPart
  /** Where in the table its entries are, as far as they are there. */
  readonly indexes: Int32Array
  /** Its unread directories. */
  readonly inner: readonly Place[]
  /** How many of its directories are not in the table yet with all that was found in them. */
  left: number
}

/** A directory in the order of the scan, whose content is there or still to come. */
interface Place {
  /** Of the directory itself, in the table; -1 for the mount. */
  index: number
  /** Where its content lies, and how far it has been moved into the table. */
  content: { readonly share: Share; at: number; readonly end: number } | undefined
}

/**
 * A scan by several threads: says which directories to read next, and puts what is found into one table in the order of a scan by one
 * thread, as far as everything before it is there. Two names of one file are found here, because the first one in that order is the original.
 */
export class ScanAssembly {
  readonly table = new EntryTable()
  skipped = 0
  readonly #mount: string
  /** The directory at hand is the last, those that hold it are before it. */
  readonly #open: Place[] = []
  /** Read in any other order than that of the table, most of a tree would wait in memory for one directory at its beginning. */
  readonly #groups: OrderedQueue<ScanGroup>
  readonly #originals = new Map<bigint, Map<bigint, number>>()

  constructor(mount: string) {
    this.#mount = mount
    const root: Place = { index: -1, content: undefined }
    this.#open.push(root)
    this.#groups = new OrderedQueue(this.#group([new Uint8Array(0)], [root]))
  }

  /** The next directories to read; undefined when there are none, or none are known yet. */
  next(): ScanGroup | undefined {
    return this.#groups.next()
  }

  /** To be called at the end: a part of a tree must never be taken for the whole. */
  assertComplete(): void {
    if (this.#open.length > 0) throw new TypeError(`The scan of ${this.#mount} ended before all of it was read.`)
  }

  #group(below: readonly Uint8Array<ArrayBuffer>[], places: readonly Place[]): ScanGroup {
    const group: ScanGroup = {
      below,
      take: (part) => {
        const { roots, columns, unread } = part
        const inner = Array.from(unread, (): Place => ({ index: -1, content: undefined }))
        const share: Share = { part, indexes: new Int32Array(columns.length), inner, left: places.length }
        for (const [i, place] of places.entries()) {
          place.content = { share, at: roots[i]!, end: roots[i + 1] ?? columns.length }
        }
        this.#groups.replace(group, this.#groupsIn(share, below))
        this.skipped += part.skipped
        this.#advance()
      },
    }
    return group
  }

  #groupsIn({ part: { columns, roots, unread }, inner }: Share, below: readonly Uint8Array[]): ScanGroup[] {
    const found = EntryTable.from(columns)
    let root = 0
    const paths = Array.from(unread, (index) => {
      while (root + 1 < roots.length && roots[root + 1]! <= index) root++
      return behind(below[root]!, pathBelow(found, index, roots[root]!))
    })
    const groups: ScanGroup[] = []
    for (let from = 0; from < paths.length; from += mostInGroup) {
      const to = from + mostInGroup
      groups.push(this.#group(paths.slice(from, to), inner.slice(from, to)))
    }
    return groups
  }

  /** Moves entries into the table until a directory comes whose content is not there yet. */
  #advance(): void {
    for (let place = this.#open.at(-1); place?.content !== undefined; place = this.#open.at(-1)) {
      const { share, at, end } = place.content
      const next = firstFrom(share.part.unread, at)
      const unread = share.part.unread[next]
      if (unread === undefined || unread >= end) {
        this.#move(share, at, end, place.index)
        this.#open.pop()
        share.left--
        // Waiting for the collector would keep a million entries in memory twice.
        if (share.left === 0) forget(share.part.columns)
      } else {
        this.#move(share, at, unread + 1, place.index)
        place.content.at = unread + 1
        const inner = share.inner[next]!
        inner.index = share.indexes[unread]!
        this.#open.push(inner)
      }
    }
  }

  /** `directory` is where the table has the directory that these entries are of; it may be the first of them, and is not moved again. */
  #move({ part, indexes }: Share, from: number, to: number, directory: number): void {
    if (from === to) return
    const { columns, roots, shared, devices } = part
    const { table } = this
    const isThere = directory >= 0 && roots[firstFrom(roots, from)] === from
    if (isThere) indexes[from] = directory
    const first = isThere ? from + 1 : from
    if (table.length + to - first > treeLimits.entries) throw tooMany(Buffer.from(this.#mount))
    const { parent } = columns
    for (let i = first; i < to; i++) {
      indexes[i] = table.length + i - first
      if (parent[i]! >= 0) parent[i] = indexes[parent[i]!]!
    }
    for (let k = firstFrom(shared, first); k < shared.length && shared[k]! < to; k++) {
      this.#linkToOriginal(columns, shared[k]!, devices[k]!, indexes[shared[k]!]!)
    }
    table.appendColumns(columns, first, to)
  }

  #linkToOriginal({ type, size, inode, link }: ScannedPart['columns'], i: number, device: bigint, index: number): void {
    let ofDevice = this.#originals.get(device)
    if (ofDevice === undefined) this.#originals.set(device, (ofDevice = new Map()))
    const original = ofDevice.get(inode[i]!)
    if (original === undefined) ofDevice.set(inode[i]!, index)
    else {
      type[i] = EntryType.hardlink
      size[i] = 0
      link[i] = original
    }
  }
}

/** A whole tree, read in this thread. */
export function scanTree(directory: string, exclude?: ScanRequest['exclude']): ScanAssembly {
  const assembly = new ScanAssembly(directory)
  for (let group = assembly.next(); group !== undefined; group = assembly.next()) {
    group.take(scanDirectories({ directory, below: group.below, ...(exclude && { exclude }) }))
  }
  assembly.assertComplete()
  return assembly
}

function forget(columns: EntryColumns): void {
  for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) freeMemory(column.buffer)
}

/** The first of ascending numbers that is not below `least`, as an index. */
function firstFrom(ascending: Uint32Array, least: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}

const slash = 0x2f

/** The path of an entry below one of the directories that were asked for. */
function pathBelow(table: EntryTable, index: number, root: number): Uint8Array {
  const parent = table.parent(index)
  return parent === root ? table.name(index) : behind(pathBelow(table, parent, root), table.name(index))
}

/** A path below a directory that is itself below the mount. */
function behind(directory: Uint8Array, path: Uint8Array): Uint8Array<ArrayBuffer> {
  if (directory.length === 0) return new Uint8Array(path)
  const joined = new Uint8Array(directory.length + 1 + path.length)
  joined.set(directory)
  joined[directory.length] = slash
  joined.set(path, directory.length + 1)
  return joined
}
