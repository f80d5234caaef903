import type { Separator } from './kinds.ts'
import type { SettingName } from './settings.ts'
import { spellings } from './spellings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A setting as the user wrote it. */
export interface Written {
  /** One text for each time it was written; a flag may be written several times. */
  readonly texts: readonly string[]
  /** The name by which to tell the user. */
  readonly origin: string
  readonly separator: Separator
}

/** Answers where a setting was written, if it was; present but empty is not written. */
export type InputSource = (name: SettingName) => Written | undefined

/** `PLUGIN_<NAME>`; Drone only shouts the name of a setting and keeps its dashes and dots, Woodpecker turns them into `_`. */
export function fromPlugin(env: Environment): InputSource {
  const variables = variablesByPlainName(env, 'PLUGIN_')
  return (name) => firstOf(spellings.plugin(name), (spelling) => variables.get(spelling))
}

/** `INPUT_<NAME>`: GitHub keeps the hyphens of an input's name, other runners turn them into `_`. */
export function fromInputs(env: Environment): InputSource {
  const variables = variablesByPlainName(env, 'INPUT_')
  return (name) =>
    firstOf(spellings.input(name), (input) => {
      const found = variables.get(plain(`INPUT_${input.toUpperCase()}`))
      return found && { ...found, origin: input, separator: 'lines' }
    })
}

/** `LARDER_<NAME>` and the variables of other tools. */
export function fromVariables(env: Environment): InputSource {
  return (name) => firstOf(spellings.variable(name), (spelling) => written(spelling, env[spelling]))
}

function firstOf(names: readonly string[], find: (name: string) => Written | undefined): Written | undefined {
  for (const name of names) {
    const found = find(name)
    if (found) return found
  }
  return undefined
}

function variablesByPlainName(env: Environment, prefix: string): ReadonlyMap<string, Written> {
  const variables = new Map<string, Written>()
  for (const [name, text] of Object.entries(env)) {
    const found = name.startsWith(prefix) ? written(name, text) : undefined
    // A name that is written plainly wins over its variants.
    if (found && (name === plain(name) || !variables.has(plain(name)))) variables.set(plain(name), found)
  }
  return variables
}

function written(origin: string, text: string | undefined): Written | undefined {
  const trimmed = text?.trim()
  return trimmed ? { texts: [trimmed], origin, separator: 'commas and lines' } : undefined
}

/** A variable's name with the dashes, dots and spaces that some hosts keep turned into `_`. */
export function plain(variable: string): string {
  return variable.replaceAll(/[-. ]/g, '_')
}
