import { chmodSync, lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { isSystemError } from './disk-errors.ts'
import { joined } from './disk-path.ts'

/** Removes a tree, read-only directories and names that are not UTF-8 included. Follows no symbolic link; what is not there is no matter. */
export function removeTree(path: string | Buffer): void {
  const start = Buffer.from(path)
  const stat = lstatSync(start, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) return unlinkSync(start)
  removeDirectory(start)
  rmdirSync(start)
}

function removeDirectory(path: Buffer): void {
  for (const entry of entriesOf(path)) {
    const child = joined(path, entry.name)
    if (entry.isDirectory()) removeDirectoryIn(child, path)
    else actIn(path, () => unlinkSync(child))
  }
}

function removeDirectoryIn(path: Buffer, directory: Buffer): void {
  removeDirectory(path)
  actIn(directory, () => rmdirSync(path))
}

function entriesOf(path: Buffer) {
  return actIn(path, () => readdirSync(path, { withFileTypes: true, encoding: 'buffer' }))
}

/** Makes a directory of the tree writable if something in it cannot be removed without. */
function actIn<T>(directory: Buffer, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!isSystemError(error, 'EACCES', 'EPERM')) throw error
    chmodSync(directory, 0o700)
    return act()
  }
}
