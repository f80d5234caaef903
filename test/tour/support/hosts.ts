import { environmentOf } from '../../host/environments.ts'

export type Variables = Readonly<Record<string, string>>

/**
 * The variables that a host hands to a step, as they were recorded, in a workspace of the test. `HOME` is an empty place, so that no
 * settings of this machine are read.
 */
export function hostVariables(recorded: string, workspace: string, changes: Readonly<Record<string, string | undefined>> = {}): Variables {
  const moved = Object.entries(environmentOf(recorded)).map(([name, value]) => [name, isWorkspace(name) ? workspace : value])
  const all = { ...Object.fromEntries(moved), HOME: `${workspace}.home`, ...changes }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (typeof value === 'string' && name !== '' ? [[name, value]] : [])),
  )
}

function isWorkspace(name: string): boolean {
  return ['DRONE_WORKSPACE', 'CI_WORKSPACE', 'HARNESS_WORKSPACE', 'CI_PROJECT_DIR'].includes(name)
}

/** Settings of a plugin step as Drone, Woodpecker and Harness hand them over: `{ flush_age: 14 }` is `PLUGIN_FLUSH_AGE=14`. */
export function pluginSettings(settings: Readonly<Record<string, string | number | boolean | readonly string[]>>): Variables {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `PLUGIN_${name.toUpperCase()}`,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  )
}
