/** One segment, as a manifest names it. */
export interface SegmentRef {
  /** SHA-256 of the plain bytes, 32 bytes. */
  readonly hash: Uint8Array
  /** Bytes of content. */
  readonly plain: number
  /** Bytes of the object when the manifest was written; a hint, because another writer may compress the same bytes differently. */
  readonly stored: number
  /**
   * SHA-256 of the object that the writer of the manifest put or knew. Where the object has it, its content is right, which takes a third of
   * the time that hashing the content would; where it has not, or this is not known, the content decides.
   */
  readonly storedHash?: Uint8Array | undefined
  readonly generation: number
  /** Index into the manifest's stores. */
  readonly store: number
}

/** The columns of a list, as they cross from one thread to another. */
export interface SegmentColumns {
  readonly hashes: Uint8Array<ArrayBuffer>
  readonly plain: Uint32Array<ArrayBuffer>
  readonly stored: Uint32Array<ArrayBuffer>
  readonly generation: Uint32Array<ArrayBuffer>
  readonly store: Uint8Array<ArrayBuffer>
  /** Zeros where it is not known; empty where none is. */
  readonly storedHashes: Uint8Array<ArrayBuffer>
}

export const hashBytes = 32

/** The segments of one mount in the order of its content, as columns: 77 bytes each, so that a million fit where objects would not. */
export class SegmentList {
  readonly length: number
  readonly columns: SegmentColumns

  constructor(columns: SegmentColumns) {
    this.length = columns.plain.length
    this.columns = columns
  }

  static from(refs: readonly SegmentRef[]): SegmentList {
    const hashes = new Uint8Array(refs.length * hashBytes)
    for (const [i, ref] of refs.entries()) hashes.set(ref.hash, i * hashBytes)
    const storedHashes = new Uint8Array(refs.some(({ storedHash }) => storedHash !== undefined) ? hashes.length : 0)
    for (const [i, ref] of refs.entries()) if (ref.storedHash !== undefined) storedHashes.set(ref.storedHash, i * hashBytes)
    return new SegmentList({
      hashes,
      plain: Uint32Array.from(refs, (ref) => ref.plain),
      stored: Uint32Array.from(refs, (ref) => ref.stored),
      generation: Uint32Array.from(refs, (ref) => ref.generation),
      store: Uint8Array.from(refs, (ref) => ref.store),
      storedHashes,
    })
  }

  /** A view, not a copy. */
  hash(index: number): Uint8Array<ArrayBuffer> {
    return this.columns.hashes.subarray(index * hashBytes, (index + 1) * hashBytes)
  }

  /** A view, not a copy; undefined where it is not known. */
  storedHash(index: number): Uint8Array<ArrayBuffer> | undefined {
    const hash = this.columns.storedHashes.subarray(index * hashBytes, (index + 1) * hashBytes)
    return hash.some((byte) => byte !== 0) ? hash : undefined
  }

  plain(index: number): number {
    return this.columns.plain[index]!
  }

  stored(index: number): number {
    return this.columns.stored[index]!
  }

  generation(index: number): number {
    return this.columns.generation[index]!
  }

  store(index: number): number {
    return this.columns.store[index]!
  }
}
