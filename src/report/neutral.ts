/**
 * Makes one line of text harmless in the log of any CI. Names of objects, keys, paths and answers of servers are written by others, and a log
 * is read by a machine: `::set-output`, `##vso[...]`, `##teamcity[...]`, `travis_fold:` or an escape sequence in it would be obeyed.
 * Every rule holds for every log, because hosts run inside one another (a Gitea runner reads GitHub's commands, an agent any of them).
 * A line break becomes a visible `\n`; applying it twice changes nothing more.
 */
export function neutral(text: string): string {
  const visible = text.replace(unprintable, (character) => escapes[character] ?? codeOf(character))
  return visible.replace(commandAnywhere, '# #').replace(foldAnywhere, '$1 :').replace(commandAtStart, '$1 $2')
}

/** The lines of a text, each of them neutral; a line that is no more than a continuation is indented, so that it cannot pass for one of ours. */
export function neutralLines(text: string): string[] {
  const [first = '', ...rest] = text.trimEnd().split(/\r?\n/u)
  return [neutral(first), ...rest.map((line) => (line === '' ? '' : `  ${neutral(line.trimStart())}`))]
}

/** Control and format characters (a zero-width space, a change of writing direction), other line breaks, halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const escapes: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': ' ' }

/** GitHub's old form `##[command]`, Azure's `##vso[` and TeamCity's `##teamcity[` are looked for anywhere in a line. */
const commandAnywhere = /##(?=[\w.-]*\[)/gu
const foldAnywhere = /(travis_fold|travis_time|section_start|section_end):/giu
/** GitHub trims a line before it looks for `::`; Buildkite's groups begin a line. */
const commandAtStart = /^(\s*(?::(?=:)|-(?=--)|\+(?=\+\+)|~(?=~~)|\^(?=\^\^)))(.)/u

function codeOf(character: string): string {
  const code = character.codePointAt(0)!
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}
