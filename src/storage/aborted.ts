import { LarderError } from '../errors.ts'

/** What a store throws once its caller's signal has fired; the reason of the signal is the cause. */
export function aborted(signal: AbortSignal | undefined): LarderError {
  return new LarderError('ABORTED', 'The request was given up because the command is ending.', { cause: signal?.reason as unknown })
}
