import { chmodSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, type BigIntStats } from 'node:fs'
import { isSystemError } from './disk-errors.ts'
import { joined } from './disk-path.ts'
import { holdChild, type HeldDirectory } from './held-directory.ts'
import { statHeld, stampOf } from './stamp.ts'
import type { Step } from './undo.ts'

/** An entry of the workspace: where it lies, its name there, and its whole path. */
export interface Spot {
  readonly parent: HeldDirectory
  readonly name: Uint8Array
  readonly path: Buffer
}

/** Moves what is at a spot to `aside`, and records how to take that back. */
export function moveAway(spot: Spot, existing: BigIntStats, aside: Buffer, steps: Step[]): void {
  if (existing.isDirectory()) makeMovable(spot, steps)
  try {
    renameSync(spot.parent.at(spot.name), aside)
    steps.push({ type: 'moved-away', path: spot.path, aside })
  } catch (error) {
    // A directory of a lower layer of overlayfs, as in a container image, cannot be renamed; what it holds can.
    if (!existing.isDirectory() || !isSystemError(error, 'EXDEV')) throw error
    moveApart(spot, aside, steps)
  }
}

/** A directory can be moved elsewhere only by who may write to it. */
function makeMovable({ parent, name, path }: Spot, steps: Step[]): void {
  using held = holdChild(parent, name, path)
  const stamp = stampOf(statHeld(held))
  if (stamp === undefined || (stamp.mode & 0o300) === 0o300) return
  steps.push({ type: 'stamped', path, stamp })
  chmodSync(held.self, stamp.mode | 0o700)
}

function moveApart({ parent, name, path }: Spot, aside: Buffer, steps: Step[]): void {
  mkdirSync(aside, 0o700)
  steps.push({ type: 'made', path, aside })
  {
    using held = holdChild(parent, name, path)
    const stamp = stampOf(statHeld(held))!
    steps.push({ type: 'stamped', path, stamp })
    for (const child of readdirSync(held.self, 'buffer')) {
      const existing = lstatSync(held.at(child), { bigint: true })
      moveAway({ parent: held, name: child, path: joined(path, child) }, existing, joined(aside, child), steps)
    }
  }
  rmdirSync(parent.at(name))
  steps.push({ type: 'removed', path })
}
