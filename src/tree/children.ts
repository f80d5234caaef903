import type { EntryTable } from './entries.ts'

/** The entries of each directory of a table, in the order of the table. */
export class Children {
  readonly #first: Int32Array
  readonly #next: Int32Array

  constructor(table: EntryTable) {
    this.#first = new Int32Array(table.length).fill(-1)
    this.#next = new Int32Array(table.length).fill(-1)
    for (let i = table.length - 1; i > 0; i--) {
      const parent = table.parent(i)
      this.#next[i] = this.#first[parent]!
      this.#first[parent] = i
    }
  }

  *of(directory: number): Generator<number> {
    for (let i = this.#first[directory]!; i >= 0; i = this.#next[i]!) yield i
  }
}
