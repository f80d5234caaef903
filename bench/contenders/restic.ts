import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { run } from '../rig/command.ts'
import { programAt } from '../rig/programs.ts'
import type { Contender, Job, Missing } from './contender.ts'

/** A backup program: incremental like a snapshot, and it encrypts. Its repository is made beforehand. */
export function restic(): Contender | Missing {
  const program = programAt('restic')
  if (program === undefined) return { name: 'restic', install: 'apt-get install restic' }
  const call = ({ stage, place, endpoint }: Job, cwd: string, cache: string, ...args: string[]) => ({
    argv: [program, '--repo', `s3:${endpoint}/${stage.bucket.name}/${place}`, '--quiet', ...args],
    cwd,
    env: { ...stage.env, RESTIC_PASSWORD: 'bench', RESTIC_CACHE_DIR: path.join(stage.scratch, 'tmp', `restic-${cache}`) },
  })
  return {
    name: 'restic',
    version: execFileSync(program, ['version'], { encoding: 'utf8' }).trim(),
    prepare: async (job) => {
      await run(call(job, job.tree.parent, job.place, 'init'))
    },
    rebuild: (job) => call(job, job.tree.parent, job.place, 'backup', job.tree.mount),
    // A new machine has no cache of the repository.
    restore: (job) => call(job, job.directory, path.basename(job.directory), 'restore', 'latest', '--target', '.'),
  }
}
