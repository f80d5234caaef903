import type { Mode } from '../setting.ts'
import { modes } from '../setting.ts'
import type { SettingName } from '../settings.ts'
import { settingGroups, settingOf } from '../settings.ts'
import { spellings } from '../spellings.ts'

const purposes = {
  restore: 'bring a cache back into the workspace',
  rebuild: 'store files and directories as a cache',
  flush: 'remove caches that have grown old',
} as const satisfies Record<Mode, string>

const ending = `Every flag can be set as a variable too: --fallback-path is LARDER_FALLBACK_PATH.
Exit codes: 0 when it is done, also if a restore found no cache; 1 when settings are wrong or the
command failed; 2 when nothing was found and --fail-on-miss is set; 130 and 143 when it was stopped
by SIGINT and SIGTERM.
`

/** The text of `--help`: for one command with all its flags, or for larder as a whole. */
export function renderHelp(mode?: Mode): string {
  return mode === undefined ? generalHelp() : commandHelp(mode)
}

function generalHelp(): string {
  const commands = modes.map((mode) => `  larder ${mode.padEnd(9)}${purposes[mode]}`)
  return `larder, the cache step for every CI

${commands.join('\n')}
  larder --version

Run \`larder <command> --help\` for the flags of a command.
${ending}`
}

function commandHelp(mode: Mode): string {
  const groups = Object.entries(settingGroups).flatMap(([title, settings]) => {
    const rows = (Object.keys(settings) as SettingName[]).flatMap((name) => settingLines(name, mode))
    return rows.length > 0 ? [`${title}\n${rows.join('\n')}\n`] : []
  })
  return `larder ${mode}: ${purposes[mode]}

Usage: larder ${mode} [flags]

${groups.join('\n')}
${ending}`
}

function settingLines(name: SettingName, mode: Mode): readonly string[] {
  const { kind, doc, modes: readIn } = settingOf(name)
  const [flag] = spellings.flag(name)
  // A secret is shown by its variable, as it has no flag.
  const [variable] = kind.secret ? spellings.variable(name) : []
  if ((flag ?? variable) === undefined || readIn?.includes(mode) === false) return []
  const head = flag && kind.shape !== 'flag' ? `${flag} <${kind.label}>` : `${flag ?? variable}`
  return [`  ${head}`, ...wrap(`${doc}${defaultOf(name)}`).map((line) => `      ${line}`)]
}

function defaultOf(name: SettingName): string {
  const text = defaultText(name)
  return text === undefined ? '' : ` Default: ${text}.`
}

/** What a setting holds when nothing is written, as text; undefined = nothing, or false. */
export function defaultText(name: SettingName): string | undefined {
  const setting = settingOf(name)
  if (setting.defaultDoc !== undefined) return setting.defaultDoc
  return setting.default === undefined || setting.default === false ? undefined : `\`${String(setting.default)}\``
}

const lineWidth = 94

function wrap(text: string): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > lineWidth) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
    return lines
  }, [])
}
