import type { Dialect, DialectTools } from './dialect.ts'
import { plain } from './plain.ts'

const clearLine = '\x1b[0K'

/** Sections that GitLab folds: a start and an end of the same name, each with a time in seconds, hidden behind `\r` and a cleared line. */
export function gitlab(tools: DialectTools): Dialect {
  return {
    ...plain(tools),
    open: ({ id, title, startedAt }) =>
      tools.write(`${clearLine}section_start:${seconds(startedAt)}:${nameOf(id)}[collapsed=true]\r${clearLine}${title}\n`),
    close: ({ id }) => tools.write(`${clearLine}section_end:${seconds(tools.now())}:${nameOf(id)}\r${clearLine}\n`),
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

function nameOf(id: string): string {
  return id.replaceAll('-', '_')
}
