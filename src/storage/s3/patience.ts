import type { Tuning } from './tuning.ts'

export interface Expectation {
  /** Of the body, sent or received. */
  readonly bytes?: number
  /** The server may work on it for long without a word. */
  readonly silent?: boolean
}

/** Milliseconds that one try of a request may take. */
export function timeFor({ bytes = 0, silent = false }: Expectation, tuning: Tuning): number {
  if (silent) return tuning.silentTimeout
  return tuning.attemptTimeout + (bytes / tuning.slowestRate) * 1000
}
