import type { Failure } from './failure.ts'
import type { Tuning } from './tuning.ts'

/**
 * Milliseconds to wait before a request that has failed `failures` times is sent again; undefined if that would not help.
 *
 * The SDK's own strategy is not used: its retry quota is shared by all requests, so of 100 parallel GETs that each fail once
 * 30 are given up, and its base delay of 50 ms gives up on a restarting server after a tenth of a second.
 */
export function retryDelay(failure: Failure, failures: number, tuning: Tuning): number | undefined {
  const tries = failure.kind === 'broken' ? tuning.bodyTries : tuning.tries
  if (failures >= tries || !mayPass(failure)) return undefined
  const base = failure.kind === 'throttled' ? tuning.throttledDelay : tuning.baseDelay
  // Full jitter: a random share of the whole wait keeps many clients from coming back in one wave.
  const wait = tuning.random() * Math.min(tuning.maxDelay, base * 2 ** (failures - 1))
  return Math.max(wait, Math.min(failure.retryAfter ?? 0, tuning.maxRetryAfter))
}

function mayPass(failure: Failure): boolean {
  return failure.kind === 'passing' || failure.kind === 'throttled' || failure.kind === 'broken'
}
