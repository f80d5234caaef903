import type { Door } from '../host/build.ts'
import { quote } from './redact.ts'
import type { SettingName, Settings } from './settings.ts'
import { settingNames, settingOf } from './settings.ts'
import type { InputSource, Written } from './sources.ts'
import { documentedName } from './spellings.ts'

/** All settings as they were written, and what is to be said about them. */
export interface Reading {
  readonly door: Door
  readonly values: Settings
  /** Whether and under which name the user wrote a setting. */
  origin(name: SettingName): string | undefined
  /** The name to use in a message: the one that was written, else the documented one. */
  called(name: SettingName): string
  /** What was written, fit for a message; `(not set)` when nothing was. */
  quoted(name: SettingName): string
  /** Any other text that came from the user, fit for a message. */
  quote(text: string): string
  /** The raw texts of every secret that was written. */
  readonly secrets: readonly string[]
  /** One line each; a reading with mistakes makes no config. */
  readonly mistakes: string[]
  readonly notices: string[]
}

/** Takes every setting from the first source that has it, and notes what cannot be understood. */
export function readSettings(door: Door, sources: readonly InputSource[], secrets: readonly string[]): Reading {
  const found = new Map(settingNames.flatMap((name) => firstWritten(name, sources) ?? []))
  const mistakes: string[] = []
  const values = Object.fromEntries(settingNames.map((name) => [name, valueOf(name, found.get(name), secrets, mistakes)]))
  return {
    door,
    values: values as Settings,
    origin: (name) => found.get(name)?.origin,
    called: (name) => found.get(name)?.origin ?? documentedName(door, name),
    quoted: (name) => quoteWritten(name, found.get(name), secrets),
    quote: (text) => quote(text, secrets),
    secrets,
    mistakes,
    notices: [],
  }
}

function firstWritten(name: SettingName, sources: readonly InputSource[]): [[SettingName, Written]] | undefined {
  for (const source of sources) {
    const written = source(name)
    if (written) return [[name, written]]
  }
  return undefined
}

function valueOf(name: SettingName, written: Written | undefined, secrets: readonly string[], mistakes: string[]): unknown {
  const { kind, default: fallback } = settingOf(name)
  if (!written) return fallback
  const parsed = written.texts.map((text) => kind.parse(text, written.separator))
  if (parsed.includes(undefined)) {
    mistakes.push(`${written.origin}: expected ${kind.expects}, got ${quoteWritten(name, written, secrets)}`)
    return fallback
  }
  return kind.shape === 'list' ? parsed.flat() : parsed.at(-1)
}

function quoteWritten(name: SettingName, written: Written | undefined, secrets: readonly string[]): string {
  if (!written) return '(not set)'
  if (settingOf(name).kind.secret) return '(not shown: it is a secret)'
  return written.texts.map((text) => quote(text, secrets)).join(', ')
}
