import { flush } from '../../src/cache/flush.ts'
import { flushConfig } from '../support/configs.ts'
import { inlinePool } from '../support/inline-pool.ts'
import { vastStore } from './vast-store.ts'

/** Flushes the vast store in a process of its own, and tells on standard output how it went and how much memory it took. */
const store = vastStore()
const tools = {
  store,
  pool: inlinePool,
  report: () => undefined,
  signal: new AbortController().signal,
  elapsed: () => 0,
  version: 'larder',
  journalDirectories: [],
}
const config = { ...flushConfig({ maxAgeDays: 3650 }), concurrency: 32 }
const outcome = await flush(config, tools)
const megabytes = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ outcome, wronglyRemoved: store.wronglyRemoved(), megabytes }))
