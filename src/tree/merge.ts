import { chmodSync, lstatSync, renameSync } from 'node:fs'
import { LarderError } from '../errors.ts'
import type { Children } from './children.ts'
import { writeError } from './disk-errors.ts'
import { joined } from './disk-path.ts'
import { EntryType, type EntryTable } from './entries.ts'
import { holdChild, type HeldDirectory } from './held-directory.ts'
import { isWritten, Keep, type KeepColumn } from './keep.ts'
import { moveAway, type Spot } from './move-away.ts'
import { stampEntry, stampIfOurs, stampOf, statHeld, type Stamp } from './stamp.ts'
import type { Step } from './undo.ts'

/** A staged tree on its way into the workspace. */
export interface Merge {
  readonly table: EntryTable
  readonly children: Children
  readonly keep: KeepColumn | undefined
  /** Path of the staged tree. */
  readonly staged: Buffer
  /** A new path for something that was in the way. */
  readonly aside: () => Buffer
  readonly steps: Step[]
}

const ownerWrites = 0o300

/**
 * Puts one entry of the staged tree where it belongs. A directory onto a directory is merged; a directory onto nothing is moved whole;
 * anything else takes the place of what is there, which is moved away and never followed or written through.
 */
export function putEntry(merge: Merge, index: number, spot: Spot): void {
  try {
    if (merge.keep?.[index] === Keep.stay) return
    const existing = lstatSync(spot.parent.at(spot.name), { bigint: true, throwIfNoEntry: false })
    const isDirectory = merge.table.type(index) === EntryType.directory
    if (isDirectory && existing?.isDirectory() === true) mergeChild(merge, index, spot)
    else if (!isWritten(merge.keep, index)) stampKept(merge, index, spot, existing && stampOf(existing))
    else {
      if (isDirectory) assertNothingKept(merge, index, spot.path)
      if (existing !== undefined) moveAway(spot, existing, merge.aside(), merge.steps)
      moveIn(merge, index, spot)
    }
  } catch (error) {
    throw writeError(error, spot.path)
  }
}

function mergeChild(merge: Merge, index: number, { parent, name, path }: Spot): void {
  using held = holdChild(parent, name, path)
  mergeDirectory(merge, index, held, path)
}

/** Puts what a staged directory holds into one that exists, which stays itself and gets the staged one's mode and time. */
export function mergeDirectory(merge: Merge, index: number, held: HeldDirectory, path: Buffer): void {
  const { table, steps } = merge
  const before = stampOf(statHeld(held))!
  steps.push({ type: 'stamped', path, stamp: before })
  if ((before.mode & ownerWrites) !== ownerWrites) chmodSync(held.self, before.mode | 0o700)
  if (isWritten(merge.keep, index) && (table.mode(index) & ownerWrites) !== ownerWrites) chmodSync(stagedPath(merge, index), 0o700)
  for (const child of merge.children.of(index)) {
    const name = table.name(child)
    putEntry(merge, child, { parent: held, name, path: joined(path, name) })
  }
  steps.push({ type: 'stamped', path, stamp: { ...before, mode: before.mode | 0o700 } })
  stampIfOurs(held, { kind: 'directory', mode: (before.mode & 0o7000) | table.mode(index), mtimeNs: table.mtimeNs(index) })
}

function moveIn({ table, steps, ...merge }: Merge, index: number, { parent, name, path }: Spot): void {
  const aside = stagedPath({ ...merge, table, steps }, index)
  const mode = table.mode(index)
  const isReadOnly = table.type(index) === EntryType.directory && (mode & ownerWrites) !== ownerWrites
  // Only who may write to a directory can move it elsewhere.
  if (isReadOnly) chmodSync(aside, mode | 0o700)
  renameSync(aside, parent.at(name))
  steps.push({ type: 'placed', path, aside })
  if (!isReadOnly) return
  const stamp = { kind: 'directory', mode, mtimeNs: table.mtimeNs(index) } as const
  steps.push({ type: 'stamped', path, stamp: { ...stamp, mode: mode | 0o700 } })
  stampEntry(parent, name, stamp)
}

/** What is kept was there when the restore began; `before` is what is there now. */
function stampKept({ table, steps }: Merge, index: number, { parent, name, path }: Spot, before: Stamp | undefined): void {
  const kind = kinds[table.type(index)]
  if (before?.kind !== kind) throw vanished(path)
  steps.push({ type: 'stamped', path, stamp: before })
  stampEntry(parent, name, { kind, mode: table.mode(index), mtimeNs: table.mtimeNs(index) })
}

const kinds = {
  [EntryType.directory]: 'directory',
  [EntryType.file]: 'file',
  [EntryType.hardlink]: 'file',
  [EntryType.symlink]: 'symlink',
} as const

function assertNothingKept(merge: Merge, index: number, path: Buffer): void {
  if (merge.keep === undefined) return
  for (const child of merge.children.of(index)) {
    if (!isWritten(merge.keep, child)) throw vanished(path)
    if (merge.table.type(child) === EntryType.directory) assertNothingKept(merge, child, path)
  }
}

function vanished(path: Buffer): LarderError {
  return new LarderError('WRITE_FAILED', `${path.toString()} was in place when the restore began, and is not there any more.`, {
    hint: 'Let nothing else write to the mount during the restore.',
  })
}

function stagedPath({ staged, table }: Merge, index: number): Buffer {
  return index === 0 ? staged : joined(staged, table.path(index))
}
