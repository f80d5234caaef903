import type { Dialect, DialectTools } from './dialect.ts'
import { plain } from './plain.ts'

/** A group lasts until the next one begins: so the last line is a group too, an open one, for what the script says next to be seen. */
export function buildkite(tools: DialectTools): Dialect {
  const words = plain(tools)
  const openGroup = '^^^ +++\n'
  return {
    ...words,
    open: ({ title }) => tools.write(`--- ${title}\n`),
    warning(block) {
      words.warning(block)
      tools.write(openGroup)
    },
    error(block) {
      words.error(block)
      tools.write(openGroup)
    },
    result({ label, text }, details) {
      tools.write(`+++ ${label}: ${text}\n`)
      for (const detail of details) words.line(detail)
    },
  }
}
