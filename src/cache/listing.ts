import { formatOf } from '../inputs/objects.ts'
import { isFlushable } from '../snapshot/expiry.ts'
import { newestDeletableGeneration } from '../snapshot/generations.ts'
import { parseSegmentKey, segmentsPrefix } from '../snapshot/names.ts'
import type { StoredObject } from '../storage/object-store.ts'
import type { Tools } from './tools.ts'

/** What one pass over a path found. Segments are only counted: there may be a million. */
export interface Listing {
  readonly caches: readonly StoredObject[]
  /** Prefixes of generations that are old enough to be collected, each with its number of segments. */
  readonly oldGenerations: ReadonlyMap<string, number>
  /** Segments too young to be deleted, named or not. */
  readonly youngSegments: number
}

/** Lists everything below a path once. */
export async function listBelow(path: string, startedAt: number, { store, signal, report }: Tools): Promise<Listing> {
  const newestDeletable = newestDeletableGeneration(startedAt)
  const caches: StoredObject[] = []
  const oldGenerations = new Map<string, number>()
  let youngSegments = 0
  let seen = 0
  for await (const object of store.list(path === '' ? '' : `${path}/`, { signal })) {
    const segment = parseSegmentKey(object.key)
    if (segment === undefined) {
      if (isFlushable(object.key, path) && formatOf(object.key) !== undefined) caches.push(object)
    } else if (segment.generation > newestDeletable) {
      youngSegments++
    } else {
      const prefix = segmentsPrefix(segment.domain, segment.generation)
      oldGenerations.set(prefix, (oldGenerations.get(prefix) ?? 0) + 1)
    }
    if (++seen % 1000 === 0) report({ type: 'progress', work: 'listing', done: seen, total: undefined, entries: seen })
  }
  return { caches, oldGenerations, youngSegments }
}
