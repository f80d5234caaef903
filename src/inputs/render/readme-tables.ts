import type { SettingName } from '../settings.ts'
import { settingGroups, settingOf } from '../settings.ts'
import { spellings } from '../spellings.ts'
import { defaultText } from './help.ts'

const start = '<!-- settings -->'
const end = '<!-- /settings -->'

/** The text with everything between its markers replaced by the tables of settings; unchanged where it has none. */
export function withSettingTables(readme: string): string {
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from === -1 || to < from) return readme
  return `${readme.slice(0, from + start.length)}\n\n${settingTables()}\n${readme.slice(to)}`
}

function settingTables(): string {
  return Object.entries(settingGroups)
    .map(([title, settings]) => {
      const rows = (Object.keys(settings) as SettingName[]).filter(isForUsers).map(settingRow)
      return `### ${title}\n\n| Setting | What it does | Default | Other names |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
    })
    .join('\n')
}

function isForUsers(name: SettingName): boolean {
  return settingOf(name).manifestDefault === undefined
}

function settingRow(name: SettingName): string {
  const cells = [`\`${name}\``, settingOf(name).doc, defaultText(name) ?? '', otherNames(name).join(', ')]
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** Those that do not follow from the setting's own name. */
function otherNames(name: SettingName): readonly string[] {
  const own = name.toUpperCase().replaceAll('-', '_')
  const inputs = spellings
    .input(name)
    .filter((input) => input !== name)
    .map((input) => `\`${input}\` in the action`)
  const variables = [...spellings.plugin(name), ...spellings.variable(name)]
    .filter((variable) => variable !== `PLUGIN_${own}` && variable !== `LARDER_${own}`)
    .map((variable) => `\`${variable}\``)
  return [...inputs, ...variables]
}
