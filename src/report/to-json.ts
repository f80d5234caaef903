import type { Outcome } from '../cache/events.ts'
import { LarderError, messageOf } from '../errors.ts'

/**
 * What `--json` prints: one object, on one line, as the only thing on standard output. `version` grows when a field changes its meaning
 * or goes; fields may be added at any time. `command` is `restore`, `rebuild` or `flush`, and `status` tells which fields there are:
 *
 * | command | status | fields |
 * | --- | --- | --- |
 * | restore | `hit`, `fallback`, `partial` | object, key, format, kept, lookupOnly, tried, entries, bytes, transferred, milliseconds, damaged (as below) |
 * | restore | `miss` | tried, milliseconds, failure (when a cache that was found, or the store, could not be used), damaged (objects that a rebuild should replace, if any) |
 * | rebuild | `published` | object, key, format, segments (snapshots: sent, copied, present), entries, bytes, transferred, milliseconds |
 * | flush | `flushed`, `dry-run` | removed (object, size, lastModified), kept, segments (removed, bytes, kept), abortedUploads, milliseconds |
 * | restore, rebuild, flush | `skipped` | reason, milliseconds; a flush has its other fields too, all zero |
 * | rebuild | `failed` | reason, milliseconds |
 * | | `error` | error (code, message, hint): the command failed; no `command` |
 *
 * Sizes are whole bytes, times whole milliseconds, dates ISO 8601 in UTC.
 */
export type JsonReport = ({ readonly version: 1 } & Serialized<Outcome>) | JsonFailure

export interface JsonFailure {
  readonly version: 1
  readonly status: 'error'
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string }
}

type Serialized<T> = T extends Date ? string : T extends object ? { readonly [K in keyof T]: Serialized<T[K]> } : T

export function toJson(outcome: Outcome): JsonReport {
  const milliseconds = Math.round(outcome.milliseconds)
  if (outcome.command !== 'flush') return { version: 1, ...outcome, milliseconds }
  return {
    version: 1,
    ...outcome,
    milliseconds,
    removed: outcome.removed.map((cache) => ({ ...cache, lastModified: cache.lastModified.toISOString() })),
  }
}

export function errorToJson(error: unknown): JsonFailure {
  const hint = error instanceof LarderError ? error.hint : undefined
  const code = error instanceof LarderError ? error.code : 'UNEXPECTED'
  return { version: 1, status: 'error', error: { code, message: messageOf(error), ...(hint === undefined ? {} : { hint }) } }
}
