import type { Outcome, RestoreOutcome } from '../cache/events.ts'

/** The exact key was found, at the path or at a fallback path. */
export function foundExactly(outcome: RestoreOutcome): boolean {
  return outcome.status === 'hit' || outcome.status === 'fallback'
}

/**
 * The outputs of the GitHub action, with the nuances of actions/cache. `cache-hit` is `true` when the key that was found equals the key (a
 * fallback path holds the same key), `false` when only its beginning matched or nothing was looked for, and left out on a miss, so that
 * it reads as an empty string. `primaryKey` is the key of the job.
 */
export function githubOutputs(outcome: Outcome, primaryKey: string): Record<string, string> {
  if (outcome.command !== 'restore') return { 'cache-status': outcome.status }
  const common = { 'cache-primary-key': primaryKey, 'cache-status': outcome.status }
  switch (outcome.status) {
    case 'hit':
    case 'fallback':
    case 'partial':
      return { 'cache-hit': String(foundExactly(outcome)), ...common, 'cache-matched-key': outcome.key }
    case 'miss':
      return common
    case 'skipped':
      return { 'cache-hit': 'false', ...common }
  }
}

/**
 * Lines for the file that Harness names in DRONE_OUTPUT: `cache_hit` and, when something was restored, `cache_state` (`complete` or `partial`).
 * A file that ends in `.out` wants a space where the others want `=`. Empty for anything but a restore.
 */
export function harnessOutputs(outcome: Outcome, file: string): string {
  if (outcome.command !== 'restore') return ''
  const state = foundExactly(outcome) ? 'complete' : 'partial'
  const hit = foundExactly(outcome) || outcome.status === 'partial'
  const separator = file.endsWith('.out') ? ' ' : '='
  return lines({ cache_hit: String(hit), ...(hit ? { cache_state: state } : {}) }, separator)
}

/** `true`, `inexact` or `false`, the words of Azure's own Cache task. */
export function cacheRestored(outcome: RestoreOutcome): 'true' | 'inexact' | 'false' {
  if (foundExactly(outcome)) return 'true'
  return outcome.status === 'partial' ? 'inexact' : 'false'
}

function lines(values: Readonly<Record<string, string>>, separator: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}${separator}${value}\n`)
    .join('')
}
