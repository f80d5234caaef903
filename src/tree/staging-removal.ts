import { lstatSync, readdirSync, renameSync, type BigIntStats } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError, systemCode } from './disk-errors.ts'
import { isStagingName } from './own-names.ts'
import { removeTree } from './remove-tree.ts'

const dayNs = 86_400_000_000_000n

/** Where a staging keeps what was in the way, until everything is in place. */
export function replacedIn(staging: string): string {
  return join(staging, 'replaced')
}

/**
 * Removes a staging directory. False when it has to stay, because it holds what was in the workspace and could not be put back, or
 * because something in it cannot be removed.
 */
export function removeStaging(staging: string): boolean {
  try {
    if (holdsOriginals(staging)) return false
    removeTree(staging)
    return true
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}

/**
 * Removes a staging whose tree is in place, with what it replaced; false when something cannot be removed. What was replaced is renamed
 * first, so that a run which is killed now leaves nothing that looks like the user's.
 */
export function removeCommitted(staging: string): boolean {
  try {
    renameSync(replacedIn(staging), join(staging, 'discarded'))
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
  return removeStaging(staging)
}

/** Removes other stagings beside this one that are ours, a day old by the clock of the file system, and hold nothing of the user's. */
export function removeStaleStagings(staging: string): void {
  const mine = lstatSync(staging, { bigint: true })
  for (const name of namesIn(dirname(staging))) {
    if (!isStagingName(name)) continue
    const path = join(dirname(staging), name)
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    if (stat !== undefined && isStale(stat, mine)) removeStaging(path)
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    // A directory that may be written to and not listed. Tidying up is no reason to fail.
    if (isSystemError(error, 'EACCES', 'EPERM')) return []
    throw error
  }
}

function isStale(stat: BigIntStats, mine: BigIntStats): boolean {
  return stat.isDirectory() && stat.uid === mine.uid && mine.mtimeNs - stat.mtimeNs > dayNs
}

function holdsOriginals(staging: string): boolean {
  try {
    return readdirSync(replacedIn(staging)).length > 0
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return false
    throw error
  }
}
