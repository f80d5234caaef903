import type { Tuning } from './s3/tuning.ts'

export interface OpenOptions {
  /** Requests in flight, at least 1. */
  readonly concurrency: number
  /** Told what is odd and does not stop the work; a sentence without secrets. */
  readonly warn: (message: string) => void
  /** Read for HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Patience and sizes other than the usual, for S3. */
  readonly tuning?: Partial<Tuning>
}
