import { LarderError, messageOf } from '../errors.ts'
import type { PlainError } from './tasks.ts'

/** An error as it crosses from a thread to the pool. */
export function toPlainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { code: undefined, message: messageOf(error), hint: undefined, stack: undefined, cause: undefined }
  const isOurs = error instanceof LarderError
  return {
    code: isOurs ? error.code : undefined,
    message: error.message,
    hint: isOurs ? error.hint : undefined,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : toPlainError(error.cause),
  }
}

export function fromPlainError({ code, message, hint, stack, cause }: PlainError): Error {
  const options = cause === undefined ? {} : { cause: fromPlainError(cause) }
  const error =
    code === undefined ? new Error(message, options) : new LarderError(code, message, hint === undefined ? options : { ...options, hint })
  if (stack !== undefined) error.stack = stack
  return error
}
