import type { Door } from '../host/build.ts'
import { LarderError } from '../errors.ts'
import { accessOf } from './access.ts'
import { completeConfig } from './complete-config.ts'
import type { Config } from './config.ts'
import { describeSettings } from './describe.ts'
import type { RunCommand } from './flags.ts'
import { fromFlags } from './flags.ts'
import { modeOf } from './mode.ts'
import type { Reading } from './reading.ts'
import { readSettings } from './reading.ts'
import { secretValues } from './secrets.ts'
import type { Mode } from './setting.ts'
import type { InputSource } from './sources.ts'
import { fromInputs, fromPlugin, fromVariables } from './sources.ts'
import type { Surroundings } from './surroundings.ts'
import { typoNotices } from './typos.ts'

export interface Request extends Surroundings {
  readonly door: Door
  /** Wins over every setting: the action's post step is always a rebuild. */
  readonly mode?: Mode
  /** At the `command` door: what `parseCommandLine` made of the arguments. */
  readonly commandLine?: RunCommand
}

export interface Inputs {
  readonly config: Config
  /** What the user should know though nothing is wrong; a sentence each. */
  readonly notices: readonly string[]
  /** Every secret that was written, for masks. */
  readonly secrets: readonly string[]
  /** For debug output: a line for each setting that was written, with its value (secrets only as `set`) and where it came from. */
  readonly described: readonly string[]
  /** The action's post step: whether this job is to be saved, by how it went. */
  readonly saveOn: SaveOn
}

export type SaveOn = 'success' | 'failure' | 'always' | 'never'

/**
 * Reads, checks and completes all settings. Throws one `BAD_INPUT` that names every mistake by the name the user wrote,
 * with what was expected and what was got, and never the value of a secret.
 */
export function readConfig(request: Request): Inputs {
  const flagMistakes: string[] = []
  const reading = readSettings(request.door, sourcesOf(request, flagMistakes), secretValues(request.env))
  reading.mistakes.unshift(...flagMistakes)
  const typos = typosIn(request)
  reading.notices.push(...typos)
  addNotices(reading)
  const mode = request.mode ?? request.commandLine?.mode ?? modeOf(reading)
  const config = completeConfig(reading, mode, { ...request, build: buildOf(reading, request) })
  if (config === undefined || reading.mistakes.length > 0) throw badInput(reading.mistakes, typos, request)
  return {
    config,
    notices: reading.notices,
    secrets: reading.secrets,
    described: describeSettings(reading),
    saveOn: saveOnOf(reading),
  }
}

function sourcesOf({ door, env, commandLine }: Request, mistakes: string[]): readonly InputSource[] {
  switch (door) {
    case 'plugin':
      return [fromPlugin(env), fromVariables(env)]
    case 'action':
      return [fromInputs(env), fromVariables(env)]
    case 'command':
      return [...(commandLine ? [fromFlags(commandLine, mistakes)] : []), fromVariables(env)]
  }
}

function typosIn({ door, env }: Request): string[] {
  return [...(door === 'plugin' ? typoNotices(env, 'PLUGIN_') : []), ...typoNotices(env, 'LARDER_')]
}

function addNotices(reading: Reading): void {
  for (const name of ['enable-cross-os-archive', 'upload-chunk-size'] as const) {
    if (reading.values[name]) reading.notices.push(`${reading.called(name)} has no effect here.`)
  }
}

function buildOf(reading: Reading, { build }: Request): Request['build'] {
  const jobStatus = reading.values['job-status'] ?? build.jobStatus
  return { ...build, access: accessOf(reading, build.access), ...(jobStatus && { jobStatus }) }
}

function saveOnOf({ values }: Reading): SaveOn {
  return values['save-on'] ?? (values['save-always'] || values['cache-on-failure'] ? 'always' : 'success')
}

/** What is missing may be there under a name with a typing error. */
function badInput(mistakes: readonly string[], typos: readonly string[], { door, commandLine }: Request): LarderError {
  const lines = [...new Set(mistakes)]
  const message =
    lines.length === 1 ? `${lines[0]}.` : [`${lines.length} settings are wrong:`, ...lines.map((line) => `  ${line}`)].join('\n')
  const helpHint = `Run \`larder ${commandLine?.mode ?? ''} --help\`.`
  const hints = [...typos, ...(door === 'command' ? [helpHint] : [])]
  return new LarderError('BAD_INPUT', message, hints.length > 0 ? { hint: hints.join(' ') } : {})
}
