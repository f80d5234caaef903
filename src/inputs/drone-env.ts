import { parseEnv } from 'node:util'
import type { Environment } from './sources.ts'

/** Where a Drone runner may leave variables for a plugin; what they say wins over the environment. */
export const droneEnvFile = '/run/drone/env'

/** The environment with the variables of that file laid over it. */
export function withDroneEnv(env: Environment, fileText: string | undefined): Environment {
  return fileText === undefined ? env : { ...env, ...parseEnv(fileText) }
}

/** True when a CI has handed us the settings of a plugin step. */
export function looksLikePlugin(env: Environment): boolean {
  return Object.keys(env).some((name) => name.startsWith('PLUGIN_'))
}
