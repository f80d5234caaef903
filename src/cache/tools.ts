import type { ObjectStore } from '../storage/object-store.ts'
import type { Pool } from '../workers/pool.ts'
import type { Report } from './events.ts'

/** What the engine works with. The composition root builds these; the engine names no host, prints nothing and opens no store. */
export interface Tools {
  readonly store: ObjectStore
  /** Threads for scanning, reading, packing and writing. */
  readonly pool: Pool
  readonly report: Report
  /** Fires at the deadline and on SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** Milliseconds that only go forward, for durations. */
  readonly elapsed: () => number
  /** Written into manifests: `larder/1.2.3`. */
  readonly version: string
  /** Where a journal may be kept; the first directory that can be written is used. */
  readonly journalDirectories: readonly string[]
}
