import { programAt } from '../rig/programs.ts'
import type { Contender, Job, Missing } from './contender.ts'

/** The plugin that larder replaces, as its documentation calls it. */
export function droneS3Cache(): Contender | Missing {
  const program = programAt('drone-s3-cache')
  if (program === undefined) return { name: 'drone-s3-cache', install: 'go build of github.com/drone-plugins/drone-s3-cache v1.5.0' }
  const call = (job: Job, cwd: string, mode: Record<string, string>) => ({
    argv: [program],
    cwd,
    env: {
      ...job.stage.env,
      ...mode,
      PLUGIN_ENDPOINT: job.endpoint,
      PLUGIN_ACCESS_KEY: job.stage.server.accessKey,
      PLUGIN_SECRET_KEY: job.stage.server.secretKey,
      PLUGIN_ROOT: job.stage.bucket.name,
      PLUGIN_PATH: job.place,
      PLUGIN_FILENAME: 'archive.tar.gz',
      DRONE_REPO_OWNER: job.stage.bucket.name,
      DRONE_REPO_NAME: 'bench',
      DRONE_COMMIT_BRANCH: 'main',
    },
  })
  return {
    name: 'drone-s3-cache',
    version: 'as found on PATH, `.tar.gz`',
    rebuild: (job) => call(job, job.tree.parent, { PLUGIN_REBUILD: 'true', PLUGIN_MOUNT: job.tree.mount }),
    restore: (job) => call(job, job.directory, { PLUGIN_RESTORE: 'true' }),
  }
}

/** meltwater's plugin, with its fastest format. */
export function droneCache(): Contender | Missing {
  const program = programAt('drone-cache')
  if (program === undefined) return { name: 'drone-cache', install: 'go build of github.com/meltwater/drone-cache v1.4.0' }
  const call = (job: Job, cwd: string, mode: 'PLUGIN_REBUILD' | 'PLUGIN_RESTORE') => ({
    argv: [program],
    cwd,
    env: {
      ...job.stage.env,
      [mode]: 'true',
      PLUGIN_BACKEND: 's3',
      PLUGIN_BUCKET: job.stage.bucket.name,
      PLUGIN_ENDPOINT: new URL(job.endpoint).host,
      PLUGIN_REGION: job.stage.server.region,
      PLUGIN_PATH_STYLE: 'true',
      PLUGIN_MOUNT: job.tree.mount,
      PLUGIN_CACHE_KEY: job.place,
      PLUGIN_ARCHIVE_FORMAT: 'zstd',
      DRONE_REPO: 'bench/bench',
    },
  })
  return {
    name: 'drone-cache',
    version: 'as found on PATH, zstd',
    rebuild: (job) => call(job, job.tree.parent, 'PLUGIN_REBUILD'),
    restore: (job) => call(job, job.directory, 'PLUGIN_RESTORE'),
  }
}
