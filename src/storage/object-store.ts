/** What a store tells about an object. */
export interface StoredObject {
  /** `/`-separated, without a leading slash. */
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** By the store's clock. */
  readonly lastModified: Date
  /** Changes whenever the content does; opaque. */
  readonly etag: string
}

export interface GetOptions {
  /** First and last byte, both included. An answer that is not exactly this range is an error. */
  readonly range?: { readonly first: number; readonly last: number }
  /** Only this version; `OBJECT_CHANGED` if the store holds another. */
  readonly etag?: string
  /** Refuse a body above this many bytes (`OBJECT_TOO_LARGE`) before reading it. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

export interface PutOptions {
  readonly contentType?: string
  /** Readers check the content by a hash of their own, so a store may leave the checks on its way to others and save their time. */
  readonly checksummed?: boolean
  readonly signal?: AbortSignal
}

/** An upload that was begun and neither completed nor aborted. */
export interface AbandonedUpload {
  readonly key: string
  readonly id: string
  readonly startedAt: Date
}

/**
 * A place for objects. Every store keeps these promises, and one conformance suite checks them:
 *
 * - An object is there whole or not at all, and a `put` replaces it in one step: a reader sees the old one or the new.
 * - What has been put is seen by the next `get`, `head` and `list` of anyone (strong read-after-write).
 * - Absence is a value, failure is a throw: `head` and `get` give undefined for a missing object and throw for "access denied". A missing
 *   bucket or directory that the first write makes holds nothing; any other missing bucket is the failure `BUCKET_MISSING`.
 * - Failures that may pass (a reset, a stall, 5xx, slow down) are tried again inside the store, bounded in tries and time;
 *   what is thrown is final. Errors are `LarderError`s with one of the codes `STORAGE_DENIED`,
 *   `CREDENTIALS_REFUSED` (wrong, missing or expired), `STORAGE_UNREACHABLE`,
 *   `STORAGE_FAILED`, `BUCKET_MISSING`, `OBJECT_CHANGED`, `OBJECT_TOO_LARGE`, `ABORTED`.
 * - Any method may be called any number of times at once; the store holds the number of requests in flight itself.
 */
export interface ObjectStore {
  /** For messages, without secrets: `s3://bucket at http://minio:9000` or `/var/cache/larder`. */
  readonly name: string

  head(key: string, options?: { signal?: AbortSignal }): Promise<StoredObject | undefined>

  /** The whole body (or the range) in memory of its own, which the caller may give away; its length is checked. */
  get(key: string, options?: GetOptions): Promise<{ object: StoredObject; body: Uint8Array<ArrayBuffer> } | undefined>

  /** The body must not be changed until the promise settles. */
  put(key: string, body: Uint8Array, options?: PutOptions): Promise<void>

  /**
   * Puts an object whose length is not known before its end. When `chunks` throws or the signal fires nothing is published,
   * parts in flight have ended and no orphaned part is left behind by the time the promise rejects with that reason.
   * When the store asks for the next chunk it is done with the one before, whose memory may then be used for something else.
   */
  putStream(key: string, chunks: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<{ size: number }>

  /** Server-side copy; false when `from` does not exist. */
  copy(from: string, to: string, options?: { signal?: AbortSignal }): Promise<boolean>

  /**
   * Objects whose key begins with `prefix`, by key in byte order.
   * An answer that makes no sense (not ordered, outside the prefix, truncated without a token) is an error, never a shorter list.
   */
  list(prefix: string, options?: { signal?: AbortSignal }): AsyncIterable<StoredObject>

  /** Removing what is not there succeeds. */
  remove(key: string, options?: { signal?: AbortSignal }): Promise<void>

  abandonedUploads(prefix: string, options?: { signal?: AbortSignal }): AsyncIterable<AbandonedUpload>
  abortUpload(upload: AbandonedUpload): Promise<void>

  /** The store's own clock: the `Date` of its last answer plus monotonic time since; asks the store if it has not answered yet. */
  now(options?: { signal?: AbortSignal }): Promise<Date>

  /** Ends idle connections so that the process can exit. */
  close(): void
}
