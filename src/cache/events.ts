import type { Format } from '../inputs/config.ts'

/** What the engine says while it works. Only `report/` turns these into words on a screen. */
export type CacheEvent =
  | { readonly type: 'start'; readonly command: 'restore' | 'rebuild' | 'flush'; readonly store: string }
  /** An object is looked for. */
  | { readonly type: 'trying'; readonly object: string }
  /** `size` in bytes, `age` in milliseconds since it was written. */
  | { readonly type: 'found'; readonly object: string; readonly size: number; readonly age: number }
  /** Work in bytes of content; `total` is undefined while it is not known yet. Comes often: renderers thin it out. */
  | { readonly type: 'progress'; readonly work: Work; readonly done: number; readonly total: number | undefined; readonly entries: number }
  /** Worth knowing, nothing is wrong. */
  | { readonly type: 'notice'; readonly message: string }
  /** Something is wrong, and the command goes on. */
  | { readonly type: 'warning'; readonly message: string; readonly hint?: string }
  | { readonly type: 'debug'; readonly message: string }
  | { readonly type: 'done'; readonly outcome: Outcome }

export type Work = 'reading' | 'sending' | 'receiving' | 'writing' | 'listing' | 'removing'

export type Report = (event: CacheEvent) => void

export type Outcome = RestoreOutcome | RebuildOutcome | FlushOutcome

/** How much went through, for the last line of the log. */
export interface Totals {
  /** Files, directories and links. */
  readonly entries: number
  /** Bytes of content. */
  readonly bytes: number
  /** Bytes that went over the wire (or to the directory store). */
  readonly transferred: number
  readonly milliseconds: number
}

export type RestoreOutcome =
  /** `hit`: the exact key at the path; `fallback`: the exact key at a fallback path; `partial`: a key that begins with a restore-key. */
  | (Totals & {
      readonly command: 'restore'
      readonly status: 'hit' | 'fallback' | 'partial'
      readonly object: string
      /** The key that matched, decoded; a filename where the cache is named by one. */
      readonly key: string
      readonly format: Format
      /** Entries that were already in place and stayed. */
      readonly kept: number
      readonly lookupOnly: boolean
      readonly tried: readonly string[]
      readonly damaged?: readonly string[]
    })
  | {
      readonly command: 'restore'
      readonly status: 'miss'
      readonly tried: readonly string[]
      /** Objects that were found and turned out to be damaged, so that a rebuild should replace them; absent when there were none. */
      readonly damaged?: readonly string[]
      readonly milliseconds: number
      /** Why a cache that was found, or the store, could not be used. */
      readonly failure?: string
    }
  | { readonly command: 'restore'; readonly status: 'skipped'; readonly reason: string; readonly milliseconds: number }

export type RebuildOutcome =
  | (Totals & {
      readonly command: 'rebuild'
      readonly status: 'published'
      readonly object: string
      readonly key: string
      readonly format: Format
      /** Snapshot only. */
      readonly segments?: { readonly sent: number; readonly copied: number; readonly present: number }
    })
  | { readonly command: 'rebuild'; readonly status: 'skipped'; readonly reason: string; readonly milliseconds: number }
  /** Only where an error on rebuild does not fail the job (a GitHub post step). */
  | { readonly command: 'rebuild'; readonly status: 'failed'; readonly reason: string; readonly milliseconds: number }

export interface FlushOutcome {
  readonly command: 'flush'
  readonly status: 'flushed' | 'dry-run' | 'skipped'
  /** Caches that were, or with --dry-run would be, removed; oldest first. */
  readonly removed: readonly { readonly object: string; readonly size: number; readonly lastModified: Date }[]
  readonly kept: number
  readonly segments: { readonly removed: number; readonly bytes: number; readonly kept: number }
  readonly abortedUploads: number
  readonly reason?: string
  readonly milliseconds: number
}
