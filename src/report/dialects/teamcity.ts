import { hasTotals } from '../outcome.ts'
import { foundExactly } from '../outputs.ts'
import type { Dialect, DialectTools } from './dialect.ts'
import { plain } from './plain.ts'

/** Service messages: each on a line of its own, every value escaped. */
export function teamcity(tools: DialectTools): Dialect {
  const message = (name: string, values: Readonly<Record<string, string>> | string) => tools.write(`${serviceMessage(name, values)}\n`)
  return {
    ...plain(tools),
    open: ({ title }) => message('blockOpened', { name: title }),
    close: ({ title }) => message('blockClosed', { name: title }),
    warning: (block) => message('message', { text: block.join('\n'), status: 'WARNING' }),
    error: ([first, ...rest]) => message('message', { text: first, errorDetails: rest.join('\n'), status: 'ERROR' }),
    progress: (text) => message('progressMessage', text),
    publish(outcome) {
      const { command } = outcome
      if (command === 'restore') {
        message('setParameter', { name: 'larder.cache.hit', value: foundExactly(outcome) ? 'true' : 'false' })
        message('setParameter', { name: 'larder.cache.status', value: outcome.status })
      }
      const statistics = hasTotals(outcome)
        ? { bytes: outcome.bytes, transferredBytes: outcome.transferred, milliseconds: outcome.milliseconds }
        : { milliseconds: outcome.milliseconds }
      for (const [key, value] of Object.entries(statistics)) {
        message('buildStatisticValue', { key: `larder.${command}.${key}`, value: String(Math.round(value)) })
      }
    },
  }
}

function serviceMessage(name: string, values: Readonly<Record<string, string>> | string): string {
  const given =
    typeof values === 'string'
      ? quoted(values)
      : Object.entries(values)
          .map(([key, value]) => `${key}=${quoted(value)}`)
          .join(' ')
  return `##teamcity[${name} ${given}]`
}

const special: Readonly<Record<string, string>> = { '\n': '|n', '\r': '|r', "'": "|'", '|': '||', '[': '|[', ']': '|]' }

function quoted(text: string): string {
  const escaped = text
    .replace(/[\n\r'|[\]]/gu, (character) => special[character]!)
    .replace(/[\u0080-\uffff]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${escaped}'`
}
