import type { Door } from '../host/build.ts'
import type { SettingName } from './settings.ts'
import { settingOf } from './settings.ts'

/** The names under which a setting is read, in the order they are tried. */
export const spellings = {
  flag: (name: SettingName): readonly string[] =>
    isOpenTo('command', name) && settingOf(name).kind.secret === undefined ? [`--${name}`] : [],
  plugin: (name: SettingName): readonly string[] => (isOpenTo('plugin', name) ? droneNames(name).map((each) => `PLUGIN_${each}`) : []),
  input: (name: SettingName): readonly string[] => (isOpenTo('action', name) ? (settingOf(name).action ?? [name]) : []),
  variable: (name: SettingName): readonly string[] => [
    ...(settingOf(name).doors === undefined || settingOf(name).doors?.includes('command') ? [`LARDER_${shout(name)}`] : []),
    ...(settingOf(name).env ?? []),
  ],
}

/** The name to use in a message about a setting that was not written. */
export function documentedName(door: Door, name: SettingName): string {
  const own = `PLUGIN_${shout(name)}`
  const named = {
    plugin: spellings.plugin(name).filter((spelling) => spelling === own),
    action: spellings.input(name),
    command: spellings.flag(name),
  }
  return named[door][0] ?? spellings.variable(name)[0] ?? name
}

function isOpenTo(door: Door, name: SettingName): boolean {
  return settingOf(name).doors?.includes(door) ?? true
}

function droneNames(name: SettingName): readonly string[] {
  const own = shout(name)
  const names = settingOf(name).drone ?? []
  return names.includes(own) ? names : [own, ...names]
}

function shout(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
