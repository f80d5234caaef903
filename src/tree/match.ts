import type { EntryTable } from './entries.ts'

/**
 * For every entry of `table` the entry of `other` at the same path, or -1. Both are in the order of a scan; takes time in proportion to both.
 * What lies in a directory that `mayPair` refuses has no counterpart.
 */
export function matchPaths(
  table: EntryTable,
  other: EntryTable,
  mayPair: (entry: number, counterpart: number) => boolean = () => true,
): Int32Array<ArrayBuffer> {
  const { following, firstIn } = siblings(other)
  const matches = new Int32Array(table.length).fill(-1)
  if (table.length > 0 && other.length > 0 && mayPair(0, 0)) matches[0] = 0
  for (let i = 1; i < table.length; i++) {
    const directory = matches[table.parent(i)]!
    if (directory < 0) continue
    const name = table.name(i)
    let candidate = firstIn[directory]!
    let order = -1
    while (candidate >= 0 && (order = Buffer.compare(other.name(candidate), name)) < 0) candidate = following[candidate]!
    firstIn[directory] = candidate
    if (candidate >= 0 && order === 0 && mayPair(i, candidate)) matches[i] = candidate
  }
  return matches
}

/** The first entry of each directory, and the entry after each in the same directory; -1 for none. */
function siblings(table: EntryTable): { following: Int32Array; firstIn: Int32Array } {
  const following = new Int32Array(table.length).fill(-1)
  const firstIn = new Int32Array(table.length).fill(-1)
  for (let i = table.length - 1; i > 0; i--) {
    const parent = table.parent(i)
    following[i] = firstIn[parent]!
    firstIn[parent] = i
  }
  return { following, firstIn }
}
