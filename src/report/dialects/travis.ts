import type { Dialect, DialectTools } from './dialect.ts'
import { plain } from './plain.ts'

const clearLine = '\x1b[0K'

export function travis(tools: DialectTools): Dialect {
  return {
    ...plain(tools),
    open: ({ id, title }) => tools.write(`travis_fold:start:${id}\r${clearLine}${title}\n`),
    close: ({ id }) => tools.write(`travis_fold:end:${id}\r${clearLine}`),
  }
}
