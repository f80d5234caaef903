import { hasCode } from '../errors.ts'
import { findInJournal, type Journal, type JournalMount, type JournalSource } from '../snapshot/journal.ts'
import { decodeManifest, type EncodedManifest, type Manifest, type ManifestMount } from '../snapshot/manifest.ts'
import { hexOf } from '../snapshot/names.ts'
import { isSamePoint } from '../snapshot/mount-points.ts'
import type { SegmentList } from '../snapshot/segment-list.ts'
import type { ExpandedMount } from '../tree/mounts.ts'

/** A mount as the journal knows it. */
export interface MountRecord {
  readonly journal: JournalMount
  readonly recorded: ManifestMount
  /** Its domains in this store; none where it is of another store. */
  readonly domains: readonly string[]
}

/** A segment as an earlier manifest named it; whether it is still there is another question. */
export interface KnownSegment {
  readonly hash: Uint8Array
  readonly stored: number
  readonly storedHash: Uint8Array | undefined
  readonly generation: number
  /** Undefined where the journal tells of another store: then the hash is right, and there is nothing to copy. */
  readonly domain: string | undefined
}

/** What the journal knows, as far as its manifests can be read: another version of larder may have written them. Read when they are asked for. */
export class Records {
  readonly #journal: Journal | undefined
  readonly #store: string
  readonly #read = new Map<JournalSource, EncodedManifest | undefined>()
  #segments: ReadonlyMap<string, KnownSegment> | undefined

  /** `store` is the name of the store that is written to. */
  constructor(journal: Journal | undefined, store: string) {
    this.#journal = journal
    this.#store = store
  }

  of(mount: ExpandedMount): MountRecord | undefined {
    const found = findInJournal(this.#journal, mount)
    const encoded = found && this.#manifestOf(found.source)
    if (encoded === undefined) return undefined
    const recorded = encoded.manifest.mounts.find(({ point }) => isSamePoint(point, mount))
    return recorded && { journal: found!.mount, recorded, domains: this.#domainsOf(found!.source, encoded) }
  }

  /** The segment that has this content, whatever files have it, in the manifests that were looked into. */
  segmentOf(hash: Uint8Array): KnownSegment | undefined {
    this.#segments ??= new Map(
      this.#read
        .entries()
        .flatMap(([source, encoded]) => (encoded === undefined ? [] : segmentsOf(encoded.manifest, this.#domainsOf(source, encoded)))),
    )
    return this.#segments.get(hexOf(hash))
  }

  /** Those that were looked into: the journal may tell of many other caches, and to decode one takes 0.1 s. */
  manifests(): EncodedManifest[] {
    return [...this.#read.values()].filter((encoded) => encoded !== undefined)
  }

  #domainsOf({ store }: JournalSource, { manifest }: EncodedManifest): readonly string[] {
    return store === this.#store ? manifest.stores : []
  }

  #manifestOf(source: JournalSource): EncodedManifest | undefined {
    if (!this.#read.has(source)) this.#read.set(source, readIfSound(source))
    return this.#read.get(source)
  }
}

export function knownSegment(segments: SegmentList, domains: readonly string[], index: number): KnownSegment {
  return {
    hash: segments.hash(index),
    stored: segments.stored(index),
    storedHash: segments.storedHash(index),
    generation: segments.generation(index),
    domain: domains[segments.store(index)],
  }
}

function segmentsOf({ mounts }: Manifest, domains: readonly string[]): [string, KnownSegment][] {
  return mounts.flatMap(({ segments }) =>
    Array.from({ length: segments.length }, (_, i): [string, KnownSegment] => [
      hexOf(segments.hash(i)),
      knownSegment(segments, domains, i),
    ]),
  )
}

function readIfSound({ manifest: bytes, key }: JournalSource): EncodedManifest | undefined {
  try {
    return { manifest: decodeManifest(bytes, key), bytes }
  } catch (error) {
    if (hasCode(error, 'MANIFEST_CORRUPT', 'MANIFEST_NEWER')) return undefined
    throw error
  }
}
