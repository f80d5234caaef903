import type { Reading } from './reading.ts'

const beginning = '-----BEGIN CERTIFICATE-----'

type Name = 'ca-cert' | 'ca-cert-path'

/** PEM text from `ca-cert` and `ca-cert-path` together. */
export function certificateOf(
  reading: Reading,
  resolvePath: (path: string) => string,
  readText: (path: string) => string,
): string | undefined {
  const read = (name: Name, written: string): string | undefined => {
    // Secrets of a CI often hold their line ends as \\n.
    if (name === 'ca-cert' && written.includes(beginning)) return written.replaceAll(String.raw`\n`, '\n')
    return fileText(reading, name, () => readText(resolvePath(written)))
  }
  const texts = (['ca-cert', 'ca-cert-path'] as const).flatMap((name) => {
    const written = reading.values[name]
    return (written !== undefined && read(name, written)) || []
  })
  return texts.length > 0 ? texts.join('\n') : undefined
}

function fileText(reading: Reading, name: Name, read: () => string): string | undefined {
  try {
    const text = read()
    if (text.includes(beginning)) return text
    reading.mistakes.push(`${reading.called(name)}: expected certificates in PEM, got ${reading.quoted(name)}`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    reading.mistakes.push(`${reading.called(name)}: expected a file that can be read, got ${reading.quoted(name)}${code}`)
  }
  return undefined
}
