import type { Reading } from './reading.ts'
import { settingNames, settingOf } from './settings.ts'

/** One line for each setting that was written: `bucket = "cache" (PLUGIN_BUCKET)`; secrets only as `set`. */
export function describeSettings(reading: Reading): readonly string[] {
  return settingNames.flatMap((name) => {
    const origin = reading.origin(name)
    if (origin === undefined) return []
    return [`${name} = ${settingOf(name).kind.secret ? 'set' : reading.quoted(name)} (${origin})`]
  })
}
