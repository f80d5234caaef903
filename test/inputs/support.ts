import type { Build } from '../../src/host/build.ts'
import type { Config, FlushConfig, RebuildConfig, RestoreConfig, S3Config } from '../../src/inputs/config.ts'
import { parseCommandLine } from '../../src/inputs/flags.ts'
import type { Inputs, Request } from '../../src/inputs/read-config.ts'
import { readConfig } from '../../src/inputs/read-config.ts'

/** A push to the branch `feature/x` of `octo/app` on Drone. */
export const push: Build = {
  host: 'drone',
  hostName: 'Drone',
  dialect: 'plain',
  owner: 'octo',
  repo: 'app',
  branch: 'feature/x',
  defaultBranch: 'main',
  workspace: '/drone/src',
  access: 'read-write',
}

/** A checkout that no CI knows of. */
export const laptop: Build = {
  host: 'terminal',
  hostName: 'your terminal',
  dialect: 'terminal',
  workspace: '/home/me/My App',
  access: 'read-write',
}

const surroundings = {
  build: push,
  home: '/home/me',
  platform: 'linux',
  readText: (path: string): string => {
    throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' })
  },
} as const

type Env = Request['env']
type Changes = Partial<Request>

export function readPlugin(env: Env, changes: Changes = {}): Inputs {
  return readConfig({ ...surroundings, door: 'plugin', env, ...changes })
}

export function readAction(env: Env, changes: Changes = {}): Inputs {
  return readConfig({ ...surroundings, door: 'action', build: { ...push, host: 'github' }, env, ...changes })
}

export function readCommand(line: string | readonly string[], env: Env = {}, changes: Changes = {}): Inputs {
  const commandLine = parseCommandLine(typeof line === 'string' ? line.split(' ') : line)
  if (commandLine.type !== 'run') throw new Error(`not a command that runs: ${String(line)}`)
  return readConfig({ ...surroundings, door: 'command', commandLine, env, ...changes })
}

/** What a user is told of wrong settings. */
export function complaint(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error('nothing was wrong')
}

export function restoreOf({ config }: Inputs): RestoreConfig {
  return ofMode(config, 'restore')
}

export function rebuildOf({ config }: Inputs): RebuildConfig {
  return ofMode(config, 'rebuild')
}

export function flushOf({ config }: Inputs): FlushConfig {
  return ofMode(config, 'flush')
}

function ofMode<M extends Config['mode']>(config: Config, mode: M): Extract<Config, { mode: M }> {
  if (config.mode !== mode) throw new Error(`expected ${mode}, got ${config.mode}`)
  return config as Extract<Config, { mode: M }>
}

export function s3Of({ config }: Inputs): S3Config {
  if (config.storage.kind !== 's3') throw new Error('expected S3')
  return config.storage
}
