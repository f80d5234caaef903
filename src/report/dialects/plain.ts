import type { Block, Dialect, DialectTools } from './dialect.ts'
import { painter, toneColours, type Colour } from './paint.ts'

/** Words on lines: every log that has no commands of its own, and what the others begin from. */
export function plain({ write, writeAside, colour }: DialectTools): Dialect {
  const paint = painter(colour)
  const line = (text: string) => write(`${text}\n`)
  const labelled = (style: Colour, label: string, [first, ...rest]: Block) => [`${paint(style, `${label}:`)} ${first}`, ...rest]
  const aside = (lines: readonly string[]) => writeAside(lines.map((text) => `${text}\n`).join(''))
  return {
    open: ({ title }) => line(paint('bold', title)),
    close: () => {},
    line,
    notice: (block) => block.forEach(line),
    warning: (block) => aside(labelled('yellow', 'warning', block)),
    error: (block) => aside(labelled('red', 'error', block)),
    debug: (block) => aside(labelled('gray', 'debug', block)),
    progress: (text) => writeAside(`${text}\n`),
    result({ label, text, tone }, details) {
      details.forEach(line)
      line(`${paint(toneColours[tone], `${label}:`)} ${text}`)
    },
    publish: () => {},
  }
}
