import { nearest } from './nearest.ts'
import { settingNames } from './settings.ts'
import type { Environment } from './sources.ts'
import { plain } from './sources.ts'
import { spellings } from './spellings.ts'

/**
 * A line for each variable that was probably meant for us under another name. Others with our prefix are left alone:
 * a Drone step that writes `pull: true` among its settings hands us `PLUGIN_PULL`.
 */
export function typoNotices(env: Environment, prefix: 'PLUGIN_' | 'LARDER_'): readonly string[] {
  const known = settingNames
    .flatMap((name) => (prefix === 'PLUGIN_' ? spellings.plugin(name) : spellings.variable(name)))
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && !known.includes(plain(variable).slice(prefix.length)))
    .flatMap((variable) => {
      const meant = nearest(plain(variable).slice(prefix.length), known)
      return meant ? [`${variable} is not a setting and was ignored; did you mean ${prefix}${meant}?`] : []
    })
}
