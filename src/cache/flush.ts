import { pMapIterable } from 'p-map'
import type { FlushConfig } from '../inputs/config.ts'
import { isExpired } from '../snapshot/expiry.ts'
import { isAbandoned } from '../snapshot/generations.ts'
import { parseSegmentKey } from '../snapshot/names.ts'
import type { References } from '../snapshot/references.ts'
import type { StoredObject } from '../storage/object-store.ts'
import type { FlushOutcome } from './events.ts'
import { listBelow, type Listing } from './listing.ts'
import { readReferences } from './references.ts'
import type { Tools } from './tools.ts'

/**
 * Removes the caches below a path that were not written for some days, and the segments that no cache can need any more.
 * Every age is by the store's clock. It may be stopped at any point and run any number of times at once: FORMAT.md, "Flush".
 */
export async function flush(config: FlushConfig, tools: Tools): Promise<FlushOutcome> {
  const begun = tools.elapsed()
  const { access } = config.build
  if (access === 'read' || access === 'none') return nothing('this job may not remove caches', tools.elapsed() - begun)
  const startedAt = (await tools.store.now({ signal: tools.signal })).getTime()
  const listing = await listBelow(config.flushPath, startedAt, tools)
  // Before anything expires: what a cache names now stays for this flush, even if the cache itself goes.
  const hasOldSegments = listing.oldGenerations.size > 0
  const references = await readReferences(hasOldSegments ? listing.caches : [], startedAt, config.concurrency, tools)
  const removed = await expire(listing.caches, startedAt, config, tools)
  return {
    command: 'flush',
    status: config.dryRun ? 'dry-run' : 'flushed',
    removed: removed.map(({ key, size, lastModified }) => ({ object: key, size, lastModified })),
    kept: listing.caches.length - removed.length,
    segments: await collect(listing, references, config, tools),
    abortedUploads: await abortUploads(startedAt, config, tools),
    milliseconds: tools.elapsed() - begun,
  }
}

/** Servers tell the time in whole seconds, so what was written just now may seem to come from the future. */
const clockStepMs = 1000

/** The oldest first; a cache that was rebuilt since it was listed stays. */
async function expire(
  caches: readonly StoredObject[],
  now: number,
  config: FlushConfig,
  { store, signal, report }: Tools,
): Promise<StoredObject[]> {
  const policy = { now: now + clockStepMs, maxAgeDays: config.maxAgeDays }
  const expired = caches.filter((cache) => isExpired(cache, policy)).sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime())
  if (config.dryRun) return expired
  const removeIfStillOld = async (cache: StoredObject): Promise<StoredObject | undefined> => {
    const current = await store.head(cache.key, { signal })
    if (current === undefined || !isExpired(current, policy)) return undefined
    await store.remove(cache.key, { signal })
    return cache
  }
  const removed: StoredObject[] = []
  for await (const cache of pMapIterable(expired, removeIfStillOld, { concurrency: config.concurrency })) {
    if (cache !== undefined) removed.push(cache)
    report({ type: 'progress', work: 'removing', done: removed.length, total: expired.length, entries: removed.length })
  }
  return removed
}

/** Deletes the garbage of old generations while they are listed, so that memory does not grow with their number. */
async function collect(listing: Listing, references: References, config: FlushConfig, tools: Tools): Promise<FlushOutcome['segments']> {
  const { store, signal, report } = tools
  let old = 0
  for (const count of listing.oldGenerations.values()) old += count
  let removed = 0
  let bytes = 0
  const remove = async ({ key, size }: StoredObject): Promise<number> => {
    if (!config.dryRun) await store.remove(key, { signal })
    return size
  }
  const removals = pMapIterable(garbage(listing, references, tools), remove, { concurrency: config.concurrency, preserveOrder: false })
  for await (const size of removals) {
    removed++
    bytes += size
    report({ type: 'progress', work: 'removing', done: removed, total: undefined, entries: removed })
  }
  return { removed, bytes, kept: listing.youngSegments + Math.max(0, old - removed) }
}

async function* garbage({ oldGenerations }: Listing, references: References, { store, signal }: Tools): AsyncGenerator<StoredObject> {
  for (const prefix of oldGenerations.keys()) {
    for await (const object of store.list(prefix, { signal })) {
      const segment = parseSegmentKey(object.key)
      if (segment !== undefined && references.isGarbage(segment)) yield object
    }
  }
}

async function abortUploads(startedAt: number, { flushPath, dryRun }: FlushConfig, { store, signal }: Tools): Promise<number> {
  let aborted = 0
  for await (const upload of store.abandonedUploads(flushPath === '' ? '' : `${flushPath}/`, { signal })) {
    if (!isAbandoned(upload.startedAt.getTime(), startedAt)) continue
    if (!dryRun) await store.abortUpload(upload)
    aborted++
  }
  return aborted
}

function nothing(reason: string, milliseconds: number): FlushOutcome {
  const segments = { removed: 0, bytes: 0, kept: 0 }
  return { command: 'flush', status: 'skipped', removed: [], kept: 0, segments, abortedUploads: 0, reason, milliseconds }
}
