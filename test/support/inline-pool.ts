import type { Pool, RunOptions } from '../../src/workers/pool.ts'
import { runTask } from '../../src/workers/run-task.ts'
import type { Request, TaskName, Tasks } from '../../src/workers/tasks.ts'

/** A task as it is about to begin. */
export type Task = { [N in TaskName]: { readonly name: N; readonly input: Tasks[N]['input'] } }[TaskName]

/**
 * A pool that does every task at once in the thread of the caller, so that nothing but the order of the caller's requests decides what
 * happens when. Inputs cross by structured clone, as they do to a thread: what is given away is gone.
 */
export function inlinePool(onTask: (task: Task) => void = () => {}): Pool {
  return {
    size: 2,
    async run<N extends TaskName>(name: N, input: Tasks[N]['input'], { transfer, signal }: RunOptions = {}) {
      signal?.throwIfAborted()
      onTask({ name, input } as Task)
      const crossed = structuredClone(input, { transfer: [...(transfer ?? [])] })
      const request = { id: 0, name, input: crossed } as Extract<Request, { name: N }>
      const { output } = await runTask<N>(request)
      signal?.throwIfAborted()
      return output
    },
    warm: () => undefined,
    rest: () => Promise.resolve(),
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
