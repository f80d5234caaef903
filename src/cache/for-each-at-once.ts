/**
 * Works on several items at a time. After a failure, of the work or of the items, nothing new is begun and no item is taken any more, and it is
 * thrown when everything that was under way has ended: whoever cleans up then knows that nobody still writes.
 */
export async function forEachAtOnce<T>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined
  const begin = (item: T, index: number): void => {
    const task = work(item, index)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => running.delete(task))
    running.add(task)
  }
  try {
    let index = 0
    for await (const item of items) {
      if (failure !== undefined) break
      begin(item, index++)
      if (running.size >= concurrency) await Promise.race(running)
    }
  } finally {
    await Promise.all(running)
  }
  if (failure !== undefined) throw failure.error
}
