import { duplicatePath } from './disk-errors.ts'
import type { EntryTable } from './entries.ts'

/**
 * Throws `UNSAFE_PATH` when two entries of a table are one path, on a file system that folds case and Unicode forms if `foldsCase`.
 * Without that, children in ascending order, which is how a scan gives them, are known to differ at a glance.
 */
export function assertDistinct(table: EntryTable, foldsCase: boolean): void {
  if (!foldsCase && isAscending(table)) return
  const seen = new Set<string>()
  for (let i = 1; i < table.length; i++) {
    const name = Buffer.from(table.name(i))
    const key = `${table.parent(i)}/${foldsCase ? folded(name.toString()) : name.toString('latin1')}`
    if (seen.has(key)) throw duplicatePath(table.path(i))
    seen.add(key)
  }
}

function isAscending(table: EntryTable): boolean {
  const latest = new Int32Array(table.length).fill(-1)
  for (let i = 1; i < table.length; i++) {
    const parent = table.parent(i)
    const before = latest[parent]!
    if (before >= 0 && Buffer.compare(table.name(before), table.name(i)) >= 0) return false
    latest[parent] = i
  }
  return true
}

/** Upper case first, because there `ß` is `SS`: so everything that any file system takes for one is taken for one here. */
function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}
