/** The request took longer than a single try may take. */
class AttemptTooSlow extends Error {
  override readonly name = 'TimeoutError'
}

/** One try of a request, as its work sees it. */
export interface Attempt {
  /** Fires when the try has to end. */
  readonly signal: AbortSignal
  /** Starts the time of the try anew, when the answer has told how much there is to come. */
  allow(milliseconds: number): void
}

export interface AttemptOptions {
  readonly milliseconds: number
  readonly signal: AbortSignal | undefined
  /** Milliseconds that the try may go on after the signal has fired. */
  readonly grace: number
}

/** Runs one try of a request: it ends when its work does, after `milliseconds`, or when `signal` has fired and `grace` is over. */
export async function attempt<T>(work: (attempt: Attempt) => Promise<T>, { milliseconds, signal, grace }: AttemptOptions): Promise<T> {
  signal?.throwIfAborted()
  const stop = new AbortController()
  const endIn = (time: number, reason: () => unknown): NodeJS.Timeout =>
    setTimeout(() => {
      stop.abort(reason())
    }, time)
  const giveUp = (): void => {
    clearTimeout(timer)
    if (grace === 0) stop.abort(signal?.reason)
    else timer = endIn(Math.min(grace, milliseconds), () => signal?.reason as unknown)
  }
  // AbortSignal.any and AbortSignal.timeout would do as well, but every request would stay in memory as long as the outer signal.
  let timer = endIn(milliseconds, tooSlow)
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    return await work({
      signal: stop.signal,
      allow(time) {
        clearTimeout(timer)
        timer = endIn(time, tooSlow)
      },
    })
  } catch (error) {
    throw stop.signal.reason instanceof AttemptTooSlow ? stop.signal.reason : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

function tooSlow(): AttemptTooSlow {
  return new AttemptTooSlow('no complete answer in the time allowed')
}
