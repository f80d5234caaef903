import { chmodSync, statSync, utimesSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Children } from './children.ts'
import { systemCode, writeError } from './disk-errors.ts'
import { joined } from './disk-path.ts'
import { EntryType, type EntryTable } from './entries.ts'
import { fileTime } from './file-time.ts'
import { holdDirectory } from './held-directory.ts'
import { Keep, type KeepColumn } from './keep.ts'
import { mergeDirectory, putEntry } from './merge.ts'
import type { Staging } from './staging.ts'
import { removeCommitted, replacedIn } from './staging-removal.ts'
import { undo, type Step } from './undo.ts'

/** A tree that has been written and finished in its staging. */
export interface StagedTree {
  readonly staging: Staging
  readonly table: EntryTable
  readonly keep?: KeepColumn
}

/**
 * Moves trees into the workspace: all of them, or, when any step fails, none. Extra files in the workspace stay. What was replaced is
 * deleted at the end; gives the stagings that could not be removed. Throws `WRITE_FAILED`, `NO_SPACE` or `UNSAFE_PATH` with the workspace
 * as it was, and `UNDO_FAILED` if it could not be made so.
 */
export function commitStagings(trees: readonly StagedTree[]): string[] {
  const steps: Step[] = []
  try {
    for (const tree of trees) moveIntoPlace(tree, steps)
  } catch (error) {
    throw undo(steps, error)
  }
  return trees.map(({ staging }) => staging.directory).filter((directory) => !removeUnnoticed(directory))
}

function moveIntoPlace({ staging, table, keep }: StagedTree, steps: Step[]): void {
  if (keep?.[0] === Keep.stay) return
  const isDirectory = table.type(0) === EntryType.directory
  const path = isDirectory ? staging.target : staging.place
  const replaced = Buffer.from(replacedIn(staging.directory))
  let count = 0
  const aside = () => joined(replaced, Buffer.from(String(count++)))
  const merge = { table, children: new Children(table), keep, staged: Buffer.from(staging.root.path), aside, steps }
  try {
    if (isDirectory && dirname(staging.directory) === path) {
      using held = holdDirectory(path)
      mergeDirectory(merge, 0, held, Buffer.from(path))
    } else {
      using parent = holdDirectory(dirname(path))
      putEntry(merge, 0, { parent, name: Buffer.from(basename(path)), path: Buffer.from(path) })
    }
  } catch (error) {
    throw writeError(error, path)
  }
}

/** A staging may lie in a directory that was just restored: its going must not show in that directory's mode and modification time. */
function removeUnnoticed(directory: string): boolean {
  const above = dirname(directory)
  const { mode, mtimeNs } = statSync(above, { bigint: true })
  const isReadOnly = (Number(mode) & 0o200) === 0
  if (isReadOnly) chmodSync(above, 0o700)
  const isRemoved = removeCommitted(directory)
  if (isReadOnly) chmodSync(above, Number(mode) & 0o7777)
  try {
    utimesSync(above, Date.now() / 1000, fileTime(mtimeNs))
  } catch (error) {
    // The directory of somebody else, which was not stamped either.
    if (systemCode(error) !== 'EPERM') throw error
  }
  return isRemoved
}
