import type { SettingName } from './settings.ts'
import { settingNames, settingOf } from './settings.ts'
import type { Environment } from './sources.ts'
import { plain } from './sources.ts'
import { spellings } from './spellings.ts'

/**
 * Every secret in the environment under any name we know, whichever door is used, for hosts that mask their log.
 * Asks for no valid settings, so that masks are in place before the first message.
 */
export function secretValues(env: Environment): readonly string[] {
  const names = new Set(settingNames.filter((name) => settingOf(name).kind.secret).flatMap(variableNames))
  const values = Object.entries(env)
    .filter(([variable]) => names.has(variable) || names.has(plain(variable)))
    .flatMap(([, value]) => value?.trim() || [])
  return [...new Set(values)]
}

function variableNames(name: SettingName): readonly string[] {
  const inputs = spellings.input(name).map((input) => plain(`INPUT_${input.toUpperCase()}`))
  return [...spellings.plugin(name), ...spellings.variable(name), ...inputs]
}
