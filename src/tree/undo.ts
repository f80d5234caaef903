import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { LarderError, messageOf } from '../errors.ts'
import { holdDirectory } from './held-directory.ts'
import { stampEntry, type Stamp } from './stamp.ts'

/** Something that was done in the workspace. `path` is real and absolute; `aside` lies in a staging directory. */
export type Step =
  /** What is at `path` came from `aside`. */
  | { readonly type: 'placed'; readonly path: Buffer; readonly aside: Buffer }
  /** What was at `path` is now at `aside`. */
  | { readonly type: 'moved-away'; readonly path: Buffer; readonly aside: Buffer }
  /** `aside` was made a directory, for what `path` held. */
  | { readonly type: 'made'; readonly path: Buffer; readonly aside: Buffer }
  /** A directory that was emptied and removed. */
  | { readonly type: 'removed'; readonly path: Buffer }
  /** Its mode and modification time are about to change. */
  | { readonly type: 'stamped'; readonly path: Buffer; readonly stamp: Stamp }

const slash = 0x2f

/**
 * Takes steps back, the last one first, and goes on where one cannot be: the error to throw is the cause, which then says what was left.
 */
export function undo(steps: readonly Step[], cause: unknown): unknown {
  const failures: string[] = []
  for (const step of steps.toReversed()) {
    try {
      undoStep(step)
    } catch (error) {
      failures.push(`${step.path.toString()}: ${messageOf(error)}`)
    }
  }
  if (failures.length === 0) return cause
  return new LarderError(
    'UNDO_FAILED',
    `${messageOf(cause)} What had been moved could not all be put back: ${failures.slice(0, 3).join('; ')}.`,
    {
      hint: 'What was replaced is kept in a directory named `.larder-staging-…` beside the mount.',
      cause,
    },
  )
}

function undoStep(step: Step): void {
  const cut = step.path.lastIndexOf(slash)
  const name = step.path.subarray(cut + 1)
  using parent = holdDirectory(step.path.subarray(0, cut))
  switch (step.type) {
    case 'placed':
      return renameSync(parent.at(name), step.aside)
    case 'moved-away':
      return renameSync(step.aside, parent.at(name))
    case 'made':
      return rmdirSync(step.aside)
    case 'removed':
      return mkdirSync(parent.at(name), 0o700)
    case 'stamped':
      return stampEntry(parent, name, step.stamp)
  }
}
