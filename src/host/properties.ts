/** Reads a Java properties file, as TeamCity writes them; what is no property is skipped, and the last of two equal names wins. */
export function parseProperties(text: string | undefined): ReadonlyMap<string, string> {
  const lines = (text ?? '')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(continuation, '$1')
    .split('\n')
  return new Map(lines.flatMap((line) => entryOf(line) ?? []))
}

/** An odd number of backslashes at the end of a line: the last one joins it with the next. */
const continuation = /((?<!\\)(?:\\\\)*)\\\n[ \t\f]*/g
const property = /^[ \t\f]*(?![#!])(?<name>(?:\\.|[^\\=: \t\f])+)[ \t\f]*[=:]?[ \t\f]*(?<value>.*)$/s

function entryOf(line: string): [[string, string]] | undefined {
  const { name, value } = property.exec(line)?.groups ?? {}
  return name === undefined || value === undefined ? undefined : [[unescaped(name), unescaped(value)]]
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
])

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes.get(letter) ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
