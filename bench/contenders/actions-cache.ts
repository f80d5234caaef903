import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageAt } from '../rig/programs.ts'
import type { Stage } from '../rig/stage.ts'
import { startCacheService } from './actions-cache-service.ts'
import type { Contender, Job, Missing } from './contender.ts'

/** GitHub's own cache client, with tar and zstd, against a service that only writes and reads one file. */
export async function actionsCache(stage: Stage): Promise<Contender | Missing> {
  const name = '@actions/cache'
  const directory = packageAt('actions-cache', name)
  if (directory === undefined) return { name, install: 'npm install --prefix "$LARDER_TOOLS/actions-cache" @actions/cache@6.3.0' }
  const { version } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as { version: string }
  const service = await startCacheService(path.join(stage.scratch, 'tmp'))
  const client = path.join(import.meta.dirname, 'actions-cache-client.mjs')
  const call = ({ tree, place }: Job, cwd: string, mode: 'save' | 'restore') => ({
    argv: [process.execPath, client, path.join(directory, 'lib', 'cache.js'), mode, place, tree.mount],
    cwd,
    env: {
      ...stage.env,
      ACTIONS_CACHE_URL: service.url,
      ACTIONS_RUNTIME_TOKEN: 'bench',
      GITHUB_WORKSPACE: cwd,
      RUNNER_TEMP: path.join(stage.scratch, 'tmp'),
    },
  })
  return {
    name,
    version,
    rebuild: (job) => call(job, job.tree.parent, 'save'),
    restore: (job) => call(job, job.directory, 'restore'),
    storedBytes: ({ place }) => service.sizeOf(place),
    close: () => service.close(),
  }
}
