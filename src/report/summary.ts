import type { Outcome, RestoreOutcome } from '../cache/events.ts'
import { age, duration, number, rate, size } from './format.ts'
import { freedBytes, hasTotals } from './outcome.ts'
import { redacted, type Redact } from './redact.ts'

const fewRows = 20

/**
 * The outcome as Markdown for GITHUB_STEP_SUMMARY: a heading and a table, well below the limit of 1 MiB for a step.
 * What others named is written so that neither Markdown nor HTML in it has a meaning.
 */
export function summaryMarkdown(told: Outcome, options: { readonly now: number; readonly redact: Redact }): string {
  const outcome = redacted(told, options.redact)
  const title = `### larder ${outcome.command}: ${outcome.status}`
  const removed = outcome.command === 'flush' ? removedTable(outcome.removed, options.now) : ''
  return `${title}\n\n${table(['', ''], factsOf(outcome))}${removed}\n`
}

type Row = readonly string[]

function factsOf(outcome: Outcome): Row[] {
  const cache: Row[] =
    'key' in outcome
      ? [
          ['Key', code(outcome.key)],
          ['Object', code(outcome.object)],
          ['Format', outcome.format],
        ]
      : []
  return [...cache, ...ofTotals(outcome), ...special(outcome), ['Time', duration(outcome.milliseconds)]]
}

function ofTotals(outcome: Outcome): Row[] {
  if (!hasTotals(outcome)) return []
  const { entries, bytes, transferred, milliseconds } = outcome
  const speed = rate(bytes, milliseconds)
  const totals: Row[] = [
    ['Entries', number(entries)],
    ['Content', size(bytes)],
    ['Transferred', size(transferred)],
  ]
  return speed === undefined ? totals : [...totals, ['Rate', speed]]
}

function special(outcome: Outcome): Row[] {
  switch (outcome.command) {
    case 'restore':
      return ofRestore(outcome)
    case 'rebuild': {
      if (outcome.status !== 'published') return [['Reason', escaped(outcome.reason)]]
      const { segments } = outcome
      if (segments === undefined) return []
      return [['Segments', `${number(segments.sent)} sent, ${number(segments.copied)} copied, ${number(segments.present)} already present`]]
    }
    case 'flush':
      return [
        ...(outcome.reason === undefined ? [] : [['Reason', escaped(outcome.reason)]]),
        ['Caches', `${number(outcome.removed.length)} removed, ${number(outcome.kept)} kept`],
        ['Segments', `${number(outcome.segments.removed)} removed, ${number(outcome.segments.kept)} kept`],
        ['Freed', size(freedBytes(outcome))],
      ]
  }
}

function ofRestore(outcome: RestoreOutcome): Row[] {
  switch (outcome.status) {
    case 'hit':
    case 'fallback':
    case 'partial':
      return outcome.lookupOnly ? [['Restored', 'nothing, looked up only']] : [['Already in place', number(outcome.kept)]]
    case 'miss':
      return [
        ...(outcome.failure === undefined ? [] : [['Could not be used', escaped(outcome.failure)]]),
        ['Tried', cut(outcome.tried).map(code).join('<br>') + andMore(outcome.tried)],
      ]
    case 'skipped':
      return [['Reason', escaped(outcome.reason)]]
  }
}

function removedTable(removed: Extract<Outcome, { command: 'flush' }>['removed'], now: number): string {
  if (removed.length === 0) return ''
  const rows = cut(removed).map((cache) => [code(cache.object), size(cache.size), age(now - cache.lastModified.getTime())])
  const more = andMore(removed)
  return `\n${table(['Removed', 'Size', 'Age'], rows)}${more === '' ? '' : `\n${more.trim()}\n`}`
}

function table(header: Row, rows: readonly Row[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function cut<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, fewRows)
}

function andMore(items: readonly unknown[]): string {
  return items.length > fewRows ? ` and ${number(items.length - fewRows)} more` : ''
}

function code(text: string): string {
  return `<code>${escaped(text)}</code>`
}

/** 1,000 characters are enough to recognise anything by, and keep a summary of hostile names small. */
const longest = 1000

/** A character written by its number is never markup. */
function escaped(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}...` : text
  const oneLine = short.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return oneLine.replace(/[^\p{L}\p{N} ,./-]/gu, (character) => `&#${character.codePointAt(0)!};`)
}
