/**
 * The one error class of larder: what went wrong and where, in a sentence for the user.
 * `hint` says what to do about it; `cause` keeps the original. Neither may ever hold a secret.
 */
export class LarderError extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'LarderError'
    this.code = code
    this.hint = options.hint
  }
}

/** True for a {@link LarderError} with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): error is LarderError {
  return error instanceof LarderError && codes.includes(error.code)
}

/** The message of anything that was thrown, followed by those of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : messageOf(error.cause)
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message} (${cause})`
}
