import type { EntryTable } from '../tree/entries.ts'

const basis = 0x811c9dc5
const prime = 0x01000193
const slash = Uint8Array.of(0x2f)

/**
 * The hashes of paths that say where segments are cut: FNV-1a over the bytes of the path, finished as MurmurHash3 finishes, so that
 * every bit depends on every byte. It is part of the format (FORMAT.md, "Which files share a segment"); it guards nothing.
 */
export class PathHashes {
  #directories = new Uint32Array(64)

  /** Must be called for every directory before what it holds. */
  enter(table: EntryTable, directory: number): void {
    while (directory >= this.#directories.length) this.#grow()
    this.#directories[directory] = this.#unfinished(table, directory)
  }

  of(table: EntryTable, index: number): number {
    let hash = this.#unfinished(table, index)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  }

  #unfinished(table: EntryTable, index: number): number {
    const parent = table.parent(index)
    if (parent < 0) return basis
    const above = this.#directories[parent]!
    return mixed(parent === 0 ? above : mixed(above, slash), table.name(index))
  }

  #grow(): void {
    const larger = new Uint32Array(this.#directories.length * 2)
    larger.set(this.#directories)
    this.#directories = larger
  }
}

function mixed(hash: number, bytes: Uint8Array): number {
  let result = hash
  for (const byte of bytes) result = Math.imul(result ^ byte, prime)
  return result
}
