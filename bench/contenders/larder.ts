import { rmSync } from 'node:fs'
import path from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import type { Command, Measured } from '../rig/command.ts'
import type { Contender, Job } from './contender.ts'

/** The built program of this checkout, with flags of its own. A first rebuild has no journal of an earlier one. */
export function larder(flags: readonly string[] = []): Contender {
  return {
    name: 'larder',
    version: `${packageJson.version} on Node ${process.versions.node}`,
    prepare: async ({ tree }) => rmSync(path.join(tree.parent, '.larder'), { recursive: true, force: true }),
    rebuild: (job) => larderCommand('rebuild', job, job.tree.parent, flags),
    restore: (job) => larderCommand('restore', job, job.directory, flags),
  }
}

export function larderCommand(
  mode: 'rebuild' | 'restore',
  { stage, tree, place, endpoint }: Job,
  directory: string,
  flags: readonly string[] = [],
): Command {
  const where = ['--endpoint', endpoint, '--bucket', stage.bucket.name, '--path', place]
  return {
    argv: [process.execPath, stage.larder, mode, '--mount', tree.mount, ...where, '--json', '--log-level', 'quiet', ...flags],
    cwd: directory,
    env: stage.env,
  }
}

/** What larder says of a run of its own. */
export interface Outcome {
  readonly status: string
  readonly transferred: number
  readonly kept?: number
  readonly segments?: { readonly sent: number; readonly copied: number; readonly present: number }
}

/** Throws when it has not done what it was asked to do, which for a restore is no failure: a miss. */
export function outcomeOf({ stdout }: Measured): Outcome {
  const outcome = JSON.parse(stdout) as Outcome
  if (outcome.status !== 'published' && outcome.status !== 'hit') throw new Error(`larder: ${stdout}`)
  return outcome
}
