import { isStalled, mayNameDeletable, newestDeletableGeneration } from './generations.ts'
import type { ManifestHead } from './manifest-head.ts'
import { isManifestName, segmentsPrefix, type SegmentName } from './names.ts'
import { NumberSet } from './number-set.ts'
import { hashBytes } from './segment-list.ts'

// 48 bits of a hash fit exactly into a number. Should two of a million segments share them (one chance in 560), one that is garbage stays.
const prefixBytes = 6

/** Whether a flush must read a listed manifest before it may delete anything. `lastModified` and the flush's start are the store's milliseconds. */
export function mustBeRead(object: { readonly key: string; readonly lastModified: number }, flushStartedAt: number): boolean {
  return isManifestName(object.key) && mayNameDeletable(object.lastModified, flushStartedAt)
}

/**
 * What a flush has learnt about the segments that are still needed. It must be told of every manifest that {@link mustBeRead}, of all
 * paths and keys below the domains it cleans, before it asks what is garbage. At most 16 bytes for each segment that is named.
 */
export class References {
  readonly #newestDeletable: number
  readonly #named = new Map<string, NumberSet>()
  readonly #stopped = new Set<string>()

  constructor(flushStartedAt: number) {
    this.#newestDeletable = newestDeletableGeneration(flushStartedAt)
  }

  /** Counts what a manifest names. One that no reader may use counts for nothing. */
  count({ startedAt, stores, mounts }: ManifestHead, lastModified: number): void {
    if (isStalled(startedAt, lastModified)) return
    for (const { segments } of mounts) {
      const { hashes, generation, store } = segments.columns
      // Neighbours are mostly of the same generation, and to look up its set is dearer than to add to it.
      let named: NumberSet | undefined
      for (let i = 0; i < segments.length; i++) {
        if (generation[i]! > this.#newestDeletable) continue
        if (named === undefined || generation[i] !== generation[i - 1] || store[i] !== store[i - 1])
          named = this.#in(stores[store[i]!]!, generation[i]!)
        named.add(prefixOf(hashes, i * hashBytes))
      }
    }
  }

  /** A manifest could not be read, so nothing may be deleted in any domain it may name. */
  stop(manifestKey: string): void {
    this.#stopped.add('')
    for (let end = manifestKey.indexOf('/'); end >= 0; end = manifestKey.indexOf('/', end + 1)) this.#stopped.add(manifestKey.slice(0, end))
  }

  isGarbage({ domain, generation, hash }: SegmentName): boolean {
    if (generation > this.#newestDeletable || this.#stopped.has(domain)) return false
    return this.#named.get(segmentsPrefix(domain, generation))?.has(Number.parseInt(hash.slice(0, prefixBytes * 2), 16)) !== true
  }

  #in(domain: string, generation: number): NumberSet {
    const prefix = segmentsPrefix(domain, generation)
    let named = this.#named.get(prefix)
    if (named === undefined) this.#named.set(prefix, (named = new NumberSet()))
    return named
  }
}

function prefixOf(hashes: Uint8Array, start: number): number {
  let prefix = 0
  for (let i = start; i < start + prefixBytes; i++) prefix = prefix * 256 + hashes[i]!
  return prefix
}
