const MiB = 1024 * 1024

/** Patience and sizes of the S3 store. Times in milliseconds, sizes in bytes. */
export interface Tuning {
  /** How often one request is sent before its failure is final. */
  readonly tries: number
  /** How often a GET is sent whose body breaks off. */
  readonly bodyTries: number
  /** The first wait; it doubles with every try, and a random share of it is waited. */
  readonly baseDelay: number
  /** The first wait when the server asked us to slow down. */
  readonly throttledDelay: number
  readonly maxDelay: number
  /** The longest wait that a `Retry-After` may ask for. */
  readonly maxRetryAfter: number
  /** Until a connection stands. */
  readonly connectTimeout: number
  /** Without a byte in either direction. */
  readonly idleTimeout: number
  /** For one try of a request, besides the time its body takes at `slowestRate`. */
  readonly attemptTimeout: number
  /** For one try of a request that a server may work on in silence: copy, and the completion of an upload. */
  readonly silentTimeout: number
  /** Bytes a second below which a connection counts as broken. */
  readonly slowestRate: number
  /** Of a streamed upload. S3 takes 10,000 parts, so this sets the largest stream. */
  readonly partSize: number
  /** Parts of one upload in memory at once. */
  readonly partsAtOnce: number
  /** For parts in flight to end when their upload is given up: one that is cut off may still be stored, after the upload was aborted. */
  readonly partGrace: number
  /** Least wait before an aborted upload is looked at again; parts in flight may land after the abort. */
  readonly abortDelay: number
  /** A number from 0 to 1, for the jitter. */
  readonly random: () => number
}

export const defaultTuning: Tuning = {
  tries: 6,
  bodyTries: 4,
  baseDelay: 200,
  throttledDelay: 1_000,
  maxDelay: 20_000,
  maxRetryAfter: 60_000,
  connectTimeout: 5_000,
  idleTimeout: 30_000,
  attemptTimeout: 60_000,
  silentTimeout: 600_000,
  slowestRate: 32 * 1024,
  // 10,000 parts of 8 MiB are 78 GiB. With two pieces, a part that is put together of them, and four on their way it is 56 MiB at a time.
  partSize: 8 * MiB,
  partsAtOnce: 4,
  partGrace: 3_000,
  abortDelay: 200,
  random: Math.random,
}
