import pMap from 'p-map'

/**
 * Works on several items at a time. After a failure nothing new is begun, and it is thrown when everything that was under way has ended:
 * whoever cleans up then knows that nobody still writes.
 */
export async function forEachAtOnce<T>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let failure: { readonly error: unknown } | undefined
  const attempt = async (item: T, index: number): Promise<void> => {
    if (failure !== undefined) return
    try {
      await work(item, index)
    } catch (error) {
      failure ??= { error }
    }
  }
  await pMap(items, attempt, { concurrency })
  if (failure !== undefined) throw failure.error
}
