import { parseArgs } from 'node:util'
import { LarderError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { quote } from './redact.ts'
import type { Mode } from './setting.ts'
import { modes } from './setting.ts'
import type { SettingName } from './settings.ts'
import { settingNames, settingOf } from './settings.ts'
import type { InputSource } from './sources.ts'
import { spellings } from './spellings.ts'

export type CommandLine = { readonly type: 'help'; readonly mode: Mode | undefined } | { readonly type: 'version' } | RunCommand

export interface RunCommand {
  readonly type: 'run'
  readonly mode: Mode
  readonly flags: readonly WrittenFlag[]
  /** What was written beside the command and its flags; a mistake, if there is any. */
  readonly strayWords: readonly string[]
}

interface WrittenFlag {
  /** Without the dashes. */
  readonly name: string
  /** With them. */
  readonly written: string
  readonly value: string | undefined
  /** `--name=value`, so that the value may begin with a dash. */
  readonly inline: boolean
}

/**
 * `larder restore --key deps`: what is asked for, with flags and stray words that are not checked yet: {@link fromFlags} tells of their mistakes.
 * Throws `BAD_INPUT` when the first word is not a command.
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { flags, words } = split(argv)
  const named = (name: string): boolean => flags.some((flag) => flag.name === name)
  const mode = modes.find((each) => each === words[0])
  if (named('version')) return { type: 'version' }
  if (named('help') || words[0] === 'help' || argv.length === 0) {
    return { type: 'help', mode: mode ?? modes.find((each) => each === words[1]) }
  }
  if (!mode) throw wrongCommand(words, flags)
  return { type: 'run', mode, flags, strayWords: words.slice(1) }
}

function split(argv: readonly string[]): { flags: WrittenFlag[]; words: string[] } {
  const options = Object.fromEntries(settingNames.flatMap((name) => (flagOf(name) ? [[name, { type: typeOf(name) }] as const] : [])))
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...options, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  // Of `-shunter22`, which is read as nine flags, only the first: the others spell a value that may be a secret.
  const first = tokens.filter((token, i) => token.index !== tokens[i - 1]?.index)
  const flags = first.flatMap((token) =>
    token.kind === 'option' ? [{ name: token.name, written: token.rawName, value: token.value, inline: token.inlineValue ?? false }] : [],
  )
  return { flags, words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])) }
}

function flagOf(name: SettingName): boolean {
  return spellings.flag(name).length > 0
}

function typeOf(name: SettingName): 'boolean' | 'string' {
  return settingOf(name).kind.shape === 'flag' ? 'boolean' : 'string'
}

function wrongCommand(words: readonly string[], flags: readonly WrittenFlag[]): LarderError {
  const meant = words[0] === undefined ? undefined : nearest(words[0], modes)
  const question = meant ? `; did you mean ${meant}?` : '.'
  return new LarderError('BAD_INPUT', `Expected a command, one of ${modes.join(', ')}${shown(words[0], flags)}${question}`, {
    hint: 'Run `larder --help`.',
  })
}

/** A word after a flag that we do not know may be its value, and that may be a secret. */
function shown(word: string | undefined, flags: readonly WrittenFlag[]): string {
  return word === undefined || flags.some((flag) => settingFor(flag) === undefined) ? '' : `, got ${quote(word, [])}`
}

/** The flags of a command line as a source; everything wrong about them, and about the words between them, is added to `mistakes`. */
export function fromFlags({ mode, flags, strayWords }: RunCommand, mistakes: string[]): InputSource {
  const texts = new Map<SettingName, string[]>()
  for (const flag of flags) {
    const name = settingFor(flag)
    const wrong = mistakeOf(flag, name, mode)
    if (wrong !== undefined || name === undefined) mistakes.push(wrong ?? unknownFlag(flag))
    else texts.set(name, [...(texts.get(name) ?? []), textOf(flag)])
  }
  if (strayWords.length > 0) mistakes.push(`larder ${mode} takes flags and no other words${shown(strayWords[0], flags)}`)
  return (name) => {
    const written = texts.get(name)?.filter((text) => text !== '')
    return written?.length ? { texts: written, origin: `--${name}`, separator: 'commas and lines' } : undefined
  }
}

/** Switches may be turned off: `--no-strict`. */
function settingFor(flag: WrittenFlag): SettingName | undefined {
  return settingNames.find((name) => flagOf(name) && (name === flag.name || (typeOf(name) === 'boolean' && flag.name === `no-${name}`)))
}

function textOf(flag: WrittenFlag): string {
  return flag.value?.trim() ?? (flag.name.startsWith('no-') ? 'false' : 'true')
}

function mistakeOf(flag: WrittenFlag, name: SettingName | undefined, mode: Mode): string | undefined {
  if (name === undefined) return undefined
  const readIn = settingOf(name).modes
  if (readIn && !readIn.includes(mode)) return `--${flag.name}: belongs to ${readIn.join(' and ')}, not to ${mode}`
  if (typeOf(name) === 'boolean') {
    return flag.name !== name && flag.value !== undefined ? `--${flag.name}: expected no value` : undefined
  }
  const expected = `--${name}: expected ${settingOf(name).kind.expects}`
  if (flag.value === undefined) return `${expected}, got nothing`
  return !flag.inline && /^-\D/.test(flag.value) ? `${expected}; write one that begins with a dash as --${name}=…` : undefined
}

function unknownFlag(flag: WrittenFlag): string {
  const secret = settingNames.find((name) => name === flag.name && settingOf(name).kind.secret)
  if (secret)
    return `--${secret}: secrets have no flag, as a command line is visible to every process; set ${spellings.variable(secret)[0]}`
  const meant = nearest(flag.name, settingNames.filter(flagOf))
  return `${flag.written}: there is no such flag${meant ? `; did you mean --${meant}?` : ''}`
}
