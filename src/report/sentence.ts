import type { FlushOutcome, Outcome, RebuildOutcome, RestoreOutcome, Totals } from '../cache/events.ts'
import type { Result, Tone } from './dialects/dialect.ts'
import { count, duration, number, rate, size } from './format.ts'
import { neutral } from './neutral.ts'
import { freedBytes, pathOf } from './outcome.ts'

/**
 * The last line of the log: how it ended, with which cache, how much and how fast.
 * `hit: node_modules-abc from octo/app/main (5,872 entries, 762 MB from 189 MB in 2.1s, 363 MB/s)`.
 * Lists are cut unless `whole`.
 */
export function sentence(outcome: Outcome, whole: boolean): Result {
  switch (outcome.command) {
    case 'restore':
      return ofRestore(outcome, whole)
    case 'rebuild':
      return ofRebuild(outcome)
    case 'flush':
      return ofFlush(outcome)
  }
}

const tones: Readonly<Record<Exclude<Outcome['status'], 'dry-run'>, Tone>> = {
  hit: 'good',
  fallback: 'good',
  partial: 'fair',
  miss: 'fair',
  published: 'good',
  flushed: 'good',
  skipped: 'quiet',
  failed: 'bad',
}

function result(label: Exclude<Outcome['status'], 'dry-run'>, text: string): Result {
  return { label, text, tone: tones[label] }
}

function ofRestore(outcome: RestoreOutcome, whole: boolean): Result {
  switch (outcome.status) {
    case 'skipped':
      return result('skipped', neutral(outcome.reason))
    case 'miss': {
      const why = outcome.failure === undefined ? 'no cache found' : `no cache could be used: ${neutral(outcome.failure)}`
      return result('miss', `${why} (${duration(outcome.milliseconds)})${triedBefore('; tried', outcome.tried, whole)}`)
    }
    case 'hit':
    case 'fallback':
    case 'partial': {
      const before = triedBefore('; tried before', outcome.tried.slice(0, -1), whole)
      const what = outcome.lookupOnly ? 'looked up only, nothing restored' : restored(outcome)
      return result(outcome.status, `${cacheIn('from', outcome)} (${what})${before}`)
    }
  }
}

function restored(outcome: Totals & { readonly kept: number }): string {
  const kept = outcome.kept > 0 ? [`${number(outcome.kept)} of them already in place`] : []
  const bytes = `${size(outcome.bytes)} from ${size(outcome.transferred)} in ${duration(outcome.milliseconds)}`
  return [count(outcome.entries, 'entry', 'entries'), ...kept, bytes, ...speedOf(outcome)].join(', ')
}

function ofRebuild(outcome: RebuildOutcome): Result {
  if (outcome.status !== 'published') return result(outcome.status, neutral(outcome.reason))
  const { segments } = outcome
  const parts = segments && [
    `${number(segments.sent)} sent`,
    `${number(segments.copied)} copied`,
    `${number(segments.present)} already present`,
  ]
  const bytes = `${size(outcome.bytes)} as ${size(outcome.transferred)} in ${duration(outcome.milliseconds)}`
  const totals = [count(outcome.entries, 'entry', 'entries'), bytes, ...speedOf(outcome)].join(', ')
  return result('published', `${cacheIn('to', outcome)} (${totals})${parts ? `; segments: ${parts.join(', ')}` : ''}`)
}

function ofFlush(outcome: FlushOutcome): Result {
  if (outcome.status === 'skipped') return result('skipped', neutral(outcome.reason ?? 'nothing was removed'))
  const { removed, segments, abortedUploads, kept } = outcome
  const gone = [
    count(removed.length, 'cache'),
    ...(segments.removed > 0 ? [count(segments.removed, 'segment')] : []),
    ...(abortedUploads > 0 ? [count(abortedUploads, 'abandoned upload')] : []),
  ].join(', ')
  const left = `${count(kept, 'cache')} kept`
  const facts = `${left}${segments.kept > 0 ? ` with ${count(segments.kept, 'segment')}` : ''}, ${duration(outcome.milliseconds)}`
  return outcome.status === 'dry-run'
    ? { label: 'dry run', text: `would remove ${gone}, ${size(freedBytes(outcome))} (${facts})`, tone: 'fair' }
    : result('flushed', `removed ${gone}, ${size(freedBytes(outcome))} freed (${facts})`)
}

function cacheIn(preposition: string, cache: { readonly key: string; readonly object: string }): string {
  const [key, path] = [neutral(cache.key), neutral(pathOf(cache))]
  return path === '' ? key : `${key} ${preposition} ${path}`
}

function speedOf({ bytes, milliseconds }: Totals): string[] {
  const speed = rate(bytes, milliseconds)
  return speed === undefined ? [] : [speed]
}

const fewTried = 6

function triedBefore(words: string, tried: readonly string[], whole: boolean): string {
  if (tried.length === 0) return ''
  const shown = whole ? tried : tried.slice(0, fewTried)
  const rest = tried.length - shown.length
  return `${words} ${shown.map(neutral).join(', ')}${rest > 0 ? ` and ${number(rest)} more` : ''}`
}
