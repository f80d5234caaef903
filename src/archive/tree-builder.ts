import { EntryTable, EntryType, type Entry } from '../tree/entries.ts'
import { quoted, unsafe } from './failures.ts'
import { PathIndex } from './path-index.ts'

/** A file, directory or link of one mount. */
export interface NewEntry {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink'
  /** Below the mount; empty for the mount itself. */
  readonly path: Buffer
  readonly mode: number
  readonly size: number
  readonly mtimeNs: bigint
  /** Where a symbolic link points. */
  readonly target: Buffer
  /** Path of the entry that a hard link, or a file that is a copy, shares its content with. */
  readonly original: Buffer | undefined
}

const slash = 0x2f
const nothing = Buffer.alloc(0)
const impliedMode = 0o755

/** Makes the table of a mount from members, in any order that puts originals before hard links. */
export class TreeBuilder {
  readonly table = new EntryTable()
  readonly #index = new PathIndex(this.table)

  /**
   * Adds an entry, and directories above it that are not there yet. True when content is to be written for it.
   *
   * A directory may come again, and so may anything else that is stated the same: drone-s3-cache stores what lies in two mounts twice.
   * Two entries that differ are refused, because readers do not agree which one counts.
   */
  add(entry: NewEntry): boolean {
    const { path } = entry
    const end = path.lastIndexOf(slash)
    const parent = path.length === 0 ? -1 : this.#directory(path.subarray(0, Math.max(end, 0)), entry.mtimeNs)
    const name = path.subarray(end + 1)
    const present = parent === -1 ? this.#mount() : this.#index.child(parent, name)
    const row = this.#rowOf(entry, { parent, name })
    if (present === undefined) this.table.append(row)
    else this.#addAgain(present, row, path)
    return present === undefined && row.type === EntryType.file
  }

  #mount(): number | undefined {
    return this.table.length === 0 ? undefined : 0
  }

  /** Finds a directory, or makes it with the time of what it holds. */
  #directory(path: Buffer, mtimeNs: bigint): number {
    const found = this.table.length === 0 ? undefined : this.#index.find(path)
    if (found !== undefined) {
      if (this.table.type(found) !== EntryType.directory) throw unsafe(`something lies below ${quoted(path)}, which is no directory`)
      return found
    }
    const end = path.lastIndexOf(slash)
    const parent = path.length === 0 ? -1 : this.#directory(path.subarray(0, Math.max(end, 0)), mtimeNs)
    return this.table.append({ type: EntryType.directory, mode: impliedMode, size: 0, mtimeNs, parent, name: path.subarray(end + 1) })
  }

  #rowOf(entry: NewEntry, place: { parent: number; name: Buffer }): Entry {
    const { mode, mtimeNs } = entry
    const facts = { ...place, mode, mtimeNs, size: 0 }
    switch (entry.type) {
      case 'directory':
        return { ...facts, type: EntryType.directory }
      case 'symlink':
        return { ...facts, type: EntryType.symlink, target: entry.target }
      case 'hardlink':
        return this.#linkRow(entry, facts)
      case 'file': {
        const original = this.#originalOf(entry)
        if (original === undefined) return { ...facts, type: EntryType.file, size: entry.size }
        return { ...facts, type: EntryType.hardlink, original }
      }
    }
  }

  #linkRow(entry: NewEntry, facts: Omit<Entry, 'type'>): Entry {
    const found = this.#findOriginal(entry)
    const type = found === undefined ? EntryType.directory : this.table.type(found)
    if (found === undefined || type === EntryType.directory) {
      throw unsafe(`${quoted(entry.path)} is a hard link to something that is no file before it in the same mount`)
    }
    // GNU tar links symbolic links too; two that are alike are as good.
    if (type === EntryType.symlink) return { ...facts, type, target: this.table.target(found) }
    return { ...facts, type: EntryType.hardlink, original: this.#contentOf(found) }
  }

  /** What a file that says it is a copy may be linked to: a file of the same size and time. */
  #originalOf(entry: NewEntry): number | undefined {
    const found = this.#findOriginal(entry)
    if (found === undefined || (this.table.type(found) !== EntryType.file && this.table.type(found) !== EntryType.hardlink))
      return undefined
    const original = this.#contentOf(found)
    return this.table.size(original) === entry.size && this.table.mtimeNs(original) === entry.mtimeNs ? original : undefined
  }

  #findOriginal({ original, path }: NewEntry): number | undefined {
    if (original === undefined || original.equals(path) || this.table.length === 0) return undefined
    return this.#index.find(original)
  }

  #contentOf(index: number): number {
    return this.table.type(index) === EntryType.hardlink ? this.table.original(index) : index
  }

  #addAgain(present: number, row: Entry, path: Buffer): void {
    const { table } = this
    if (row.type === EntryType.directory && table.type(present) === EntryType.directory) return table.amend(present, row)
    const same =
      table.type(present) === row.type &&
      table.mode(present) === row.mode &&
      table.size(present) === row.size &&
      table.mtimeNs(present) === row.mtimeNs &&
      (row.type !== EntryType.symlink || Buffer.compare(table.target(present), row.target ?? nothing) === 0) &&
      (row.type !== EntryType.hardlink || table.original(present) === row.original)
    if (!same) throw unsafe(`it holds two different entries for ${path.length === 0 ? 'one mount' : quoted(path)}`)
  }
}
