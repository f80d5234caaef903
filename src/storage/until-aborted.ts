/** The chunks of a producer; throws the reason of the signal when it fires, also while the next chunk does not come. */
export async function* untilAborted<T>(chunks: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncIterable<T> {
  const iterator = chunks[Symbol.asyncIterator]()
  const stopped = Promise.withResolvers<never>()
  // Nobody may be waiting when the signal fires.
  stopped.promise.catch(() => undefined)
  const stop = (): void => {
    stopped.reject(signal?.reason as Error)
  }
  signal?.addEventListener('abort', stop, { once: true })
  let isOver = false
  try {
    for (;;) {
      signal?.throwIfAborted()
      const next = await Promise.race([iterator.next(), stopped.promise])
      if (next.done === true) {
        isOver = true
        return
      }
      yield next.value
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    // A producer that hangs would never come back from its `return`, so it is told and not waited for; our own reason came first.
    if (!isOver) void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}
