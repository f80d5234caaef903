import { aborted } from './aborted.ts'

/** Runs at most so many tasks at once; the others wait in the order they came. */
export type Limiter = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>

export function createLimiter(limit: number): Limiter {
  const waiting = new Set<() => void>()
  let free = limit

  function enter(signal: AbortSignal | undefined): Promise<void> {
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(start)
        reject(aborted(signal))
      }
      const start = (): void => {
        waiting.delete(start)
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      waiting.add(start)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  function exit(): void {
    const [next] = waiting
    if (next === undefined) free += 1
    else next()
  }

  return async (task, signal) => {
    if (signal?.aborted === true) throw aborted(signal)
    await enter(signal)
    try {
      return await task()
    } finally {
      exit()
    }
  }
}
