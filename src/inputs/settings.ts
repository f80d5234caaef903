import type { Kind } from './kinds.ts'
import type { Setting } from './setting.ts'
import { cacheSettings } from './settings/cache.ts'
import { credentialSettings } from './settings/credentials.ts'
import { placeSettings } from './settings/place.ts'
import { runningSettings } from './settings/running.ts'
import { storageSettings } from './settings/storage.ts'

/** The one table of settings, in the groups that help and README show. */
export const settingGroups = {
  'What to cache': cacheSettings,
  'Where it lives': placeSettings,
  Storage: storageSettings,
  Credentials: credentialSettings,
  Running: runningSettings,
} as const satisfies Record<string, Record<string, Setting>>

const table = { ...cacheSettings, ...placeSettings, ...storageSettings, ...credentialSettings, ...runningSettings }

export type SettingName = keyof typeof table

type ValueOf<S> = S extends { kind: Kind<infer T> } ? (S extends { default: unknown } ? T : T | undefined) : never

/** What every setting holds once it has been read; rows without a default may be undefined. */
export type Settings = { readonly [N in SettingName]: ValueOf<(typeof table)[N]> }

export const settingNames = Object.keys(table) as readonly SettingName[]

export function settingOf(name: SettingName): Setting {
  return table[name]
}
