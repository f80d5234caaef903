import type { FlushOutcome } from '../cache/events.ts'
import { age, number, size } from './format.ts'
import { neutral } from './neutral.ts'

const fewRows = 20

/** What was, or would be, removed: object, size and age in aligned columns, cut after 20 rows unless `whole`. Empty when there is nothing. */
export function flushTable({ removed }: FlushOutcome, options: { readonly now: number; readonly whole: boolean }): string[] {
  if (removed.length === 0) return []
  const shown = options.whole ? removed : removed.slice(0, fewRows)
  const rows = shown.map((cache) => [neutral(cache.object), size(cache.size), age(options.now - cache.lastModified.getTime())] as const)
  const lines = aligned([['object', 'size', 'age'], ...rows])
  const rest = removed.length - shown.length
  return rest === 0 ? lines : [...lines, `... and ${number(rest)} more`]
}

/** Names to the left, quantities to the right. */
function aligned(rows: readonly (readonly [string, string, string])[]): string[] {
  const width = (column: 0 | 1 | 2) => Math.max(...rows.map((row) => row[column].length))
  const [objects, sizes, ages] = [width(0), width(1), width(2)]
  return rows.map(([object, bytes, old]) => `  ${object.padEnd(objects)}  ${bytes.padStart(sizes)}  ${old.padStart(ages)}`)
}
