import { cacheRestored } from '../outputs.ts'
import type { Block, Dialect, DialectTools } from './dialect.ts'
import { plain } from './plain.ts'

export function azure(tools: DialectTools): Dialect {
  const { write } = tools
  const words = plain(tools)
  const issue = (type: 'warning' | 'error', [first, ...rest]: Block) => {
    write(`##vso[task.logissue type=${type}]${escapeData(first)}\n`)
    for (const line of rest) words.line(line)
  }
  return {
    ...words,
    open: ({ title }) => write(`##[group]${title}\n`),
    close: () => write('##[endgroup]\n'),
    warning: (block) => issue('warning', block),
    error: (block) => issue('error', block),
    debug([first, ...rest]) {
      write(`##[debug]${first}\n`)
      for (const line of rest) words.line(line)
    },
    progress(text, percent) {
      if (percent !== undefined) write(`##vso[task.setprogress value=${percent};]larder\n`)
      words.line(text)
    },
    publish(outcome) {
      if (outcome.command !== 'restore') return
      setVariable(write, 'LARDER_CACHE_RESTORED', cacheRestored(outcome))
      setVariable(write, 'LARDER_CACHE_STATUS', outcome.status)
    },
  }
}

/** Twice: with isOutput other jobs can read it, but in this job only a step that was given a name, and then by that name. */
function setVariable(write: (text: string) => void, name: string, value: string): void {
  write(`##vso[task.setvariable variable=${name}]${escapeData(value)}\n`)
  write(`##vso[task.setvariable variable=${name};isOutput=true]${escapeData(value)}\n`)
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
