import type { Mount } from '../tree/mount.ts'
import { commitStagings, type StagedTree } from '../tree/commit.ts'
import { discardStagings, openStaging, type Staging } from '../tree/staging.ts'
import type { Tools } from './tools.ts'

export interface Written<T> {
  /** Finished trees, one for each staging that was opened. */
  readonly trees: readonly StagedTree[]
  readonly result: T
}

/**
 * Lets `write` write trees aside, then moves them into the workspace in one go. When it throws, or the signal fires before, exactly what was
 * written is removed and the workspace is as it was. `write` must not settle while anybody still writes.
 */
export async function inStagings<T>(
  workspace: string,
  { signal, report }: Tools,
  write: (open: (mount: Mount) => Staging) => Promise<Written<T>>,
): Promise<T> {
  const stagings: Staging[] = []
  const open = (mount: Mount): Staging => {
    const staging = openStaging(mount, { workspace })
    stagings.push(staging)
    return staging
  }
  const tellLeft = (left: readonly string[]): void => {
    if (left.length > 0) report({ type: 'warning', message: `Could not remove ${left.join(', ')}.` })
  }
  try {
    const { trees, result } = await write(open)
    signal.throwIfAborted()
    tellLeft(commitStagings(trees))
    return result
  } catch (error) {
    tellLeft(discardStagings(stagings))
    throw error
  }
}
