import { lstatSync, statSync } from 'node:fs'
import { pathsBelow } from './disk-path.ts'
import { readError } from './disk-errors.ts'
import { EntryType, type EntryTable } from './entries.ts'

/** The inodes that a mount and its directories have on disk, in the order of the table; undefined when one of them is not there. */
export function directoryInodes(directory: string, table: EntryTable): BigUint64Array<ArrayBuffer> | undefined {
  const pathOf = pathsBelow(directory)
  const inodes: bigint[] = []
  for (let i = 0; i < table.length; i++) {
    if (i > 0 && table.type(i) !== EntryType.directory) continue
    const path = pathOf(table.path(i))
    try {
      const stat = (i === 0 ? statSync : lstatSync)(path, { bigint: true, throwIfNoEntry: false })
      if (stat === undefined) return undefined
      inodes.push(stat.ino)
    } catch (error) {
      throw readError(error, path)
    }
  }
  return BigUint64Array.from(inodes)
}
