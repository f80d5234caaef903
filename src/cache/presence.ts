import { nameableGenerations } from '../snapshot/generations.ts'
import { parseSegmentKey, segmentsPrefix } from '../snapshot/names.ts'
import type { Tools } from './tools.ts'

/** A segment that a rebuild may name without sending it. */
export interface PresentSegment {
  /** Index into the manifest's stores. */
  readonly store: number
  readonly generation: number
  /** Bytes of the object. */
  readonly stored: number
  readonly storedHash?: Uint8Array | undefined
}

/** What a store holds that a rebuild of one generation may name, by the hexadecimal hash. */
export type Presence = Map<string, PresentSegment>

/**
 * Lists what is there, in the own domain and in those above it. What a manifest says is never enough: it may be older than a flush.
 * Of a segment that is there twice the one in the own domain and the younger generation counts. Where that one is known to be corrupt, the
 * segment counts as not there: everybody who does not know would go on naming it, until it is sent again.
 */
export async function listPresent(
  stores: readonly string[],
  generation: number,
  corrupt: ReadonlySet<string>,
  { store, signal }: Tools,
): Promise<Presence> {
  const shelves = stores.flatMap((domain, index) => nameableGenerations(generation).map((each) => ({ domain, index, generation: each })))
  const listed = await Promise.all(
    shelves.map(async ({ domain, index, generation: each }) => {
      const found: [string, PresentSegment][] = []
      for await (const { key, size } of store.list(segmentsPrefix(domain, each), { signal })) {
        const name = parseSegmentKey(key)
        if (name !== undefined) found.push([name.hash, { store: index, generation: each, stored: size }])
      }
      return found
    }),
  )
  // A later pair replaces an earlier one of the same hash, so the best come last.
  const present: Presence = new Map(listed.toReversed().flat())
  for (const key of corrupt) {
    const name = parseSegmentKey(key)
    const best = name && present.get(name.hash)
    if (best && stores[best.store] === name.domain && best.generation === name.generation) present.delete(name.hash)
  }
  return present
}
