import { flush } from '../../src/cache/flush.ts'
import type { FlushOutcome } from '../../src/cache/events.ts'
import { flushConfig } from '../support/configs.ts'
import { inlinePool } from '../support/inline-pool.ts'
import { vastStore } from './vast-store.ts'

/** What is told on standard output when the vast store has been flushed, in a process of its own so that its memory can be measured. */
export interface Told {
  readonly outcome: FlushOutcome
  readonly wronglyRemoved: number
  /** The most memory that the process had at any time. */
  readonly megabytes: number
}

const store = vastStore()
const tools = {
  store,
  pool: inlinePool(),
  report: () => undefined,
  signal: new AbortController().signal,
  elapsed: () => 0,
  version: 'larder',
  journalDirectories: [],
}
const outcome = await flush({ ...flushConfig({ maxAgeDays: 3650 }), concurrency: 32 }, tools)
const told: Told = { outcome, wronglyRemoved: store.wronglyRemoved(), megabytes: process.resourceUsage().maxRSS / 1024 }
console.log(JSON.stringify(told))
