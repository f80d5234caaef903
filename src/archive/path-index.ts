import type { EntryTable } from '../tree/entries.ts'
import { unsafe } from './failures.ts'

const slash = 0x2f
const free = -1
// Half full at most, a table of honest names has no run of a hundred.
const longestRun = 10_000

/**
 * Finds the entries of a growing table by path: an open hash table of 8 to 16 bytes an entry, where a Map of strings takes 150.
 */
export class PathIndex {
  readonly #table: EntryTable
  #slots = new Int32Array(1024).fill(free)
  #indexed = 0
  #lastDirectory: Uint8Array = new Uint8Array(0)
  #lastIndex = 0

  /** The table must already hold its first entry, the mount itself. */
  constructor(table: EntryTable) {
    this.#table = table
  }

  /** Undefined when there is no such entry. The empty path is the mount itself. */
  find(path: Buffer): number | undefined {
    if (path.length === 0) return 0
    const end = path.lastIndexOf(slash)
    const parent = end === -1 ? 0 : this.#findDirectory(path.subarray(0, end))
    return parent === undefined ? undefined : this.child(parent, path.subarray(end + 1))
  }

  /** The entry of this name in a directory. */
  child(parent: number, name: Uint8Array): number | undefined {
    this.#catchUp()
    const mask = this.#slots.length - 1
    const start = hash(parent, name)
    for (let run = 0; run < longestRun; run++) {
      const index = this.#slots[(start + run) & mask]!
      if (index === free) return undefined
      if (this.#table.parent(index) === parent && Buffer.compare(this.#table.name(index), name) === 0) return index
    }
    throw unsafe('its names are chosen to slow a reader down')
  }

  /** Neighbours mostly share their directory. */
  #findDirectory(path: Buffer): number | undefined {
    if (path.equals(this.#lastDirectory)) return this.#lastIndex
    const found = this.find(path)
    if (found === undefined) return undefined
    this.#lastDirectory = Buffer.from(path)
    this.#lastIndex = found
    return found
  }

  #catchUp(): void {
    if (this.#table.length * 2 > this.#slots.length) this.#rehash()
    for (; this.#indexed < this.#table.length; this.#indexed++) this.#insert(this.#indexed)
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(this.#table.length * 4))).fill(free)
    for (let i = 0; i < this.#indexed; i++) this.#insert(i)
  }

  #insert(index: number): void {
    if (index === 0) return
    const mask = this.#slots.length - 1
    let slot = hash(this.#table.parent(index), this.#table.name(index)) & mask
    while (this.#slots[slot] !== free) slot = (slot + 1) & mask
    this.#slots[slot] = index
  }
}

/** FNV-1a over the name, begun with the parent. */
function hash(parent: number, name: Uint8Array): number {
  let value = Math.imul(parent ^ 0x811c9dc5, 0x01000193)
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name[i]!, 0x01000193)
  return (value ^ (value >>> 15)) >>> 0
}
