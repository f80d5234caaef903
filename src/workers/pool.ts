import type { Transferable } from 'node:worker_threads'
import { LarderError } from '../errors.ts'
import type { Request, TaskName, Tasks } from './tasks.ts'
import { Thread, type Job } from './thread.ts'

export interface RunOptions {
  /** Buffers that are given away instead of copied. */
  readonly transfer?: readonly Transferable[]
  /** A task that has not begun is dropped at once; one that has runs to its end, and only then the promise rejects with the reason. */
  readonly signal?: AbortSignal
}

/** Threads that do the work on disk. They start when they are needed and never keep the process alive when they have nothing to do. */
export interface Pool extends AsyncDisposable {
  readonly size: number
  /** First come, first served. Throws what the task throws, and `WORKER_FAILED` when its thread ends in the middle. */
  run<N extends TaskName>(name: N, input: Tasks[N]['input'], options?: RunOptions): Promise<Tasks[N]['output']>
  /** Starts all threads now, so that they are there when the first task comes. */
  warm(): void
  /** Ends the threads that have nothing to do, because each holds some 20 MB; the next task starts them again. */
  rest(): Promise<void>
  /** Ends the threads; when it resolves nothing is read or written any more. Tasks that had not ended fail with `ABORTED`. */
  close(): Promise<void>
}

/** Opens a pool of at most `size` threads; `entry` is the file they run, for tests. */
export function openPool(size: number, { entry }: { entry?: URL } = {}): Pool {
  return new ThreadPool(size, entry)
}

/** A thread has its next task at hand when one ends. */
const fullLoad = 2

/** Tasks that take so long that nothing should wait behind them while another thread may be free. */
const long: ReadonlySet<TaskName> = new Set<TaskName>(['makeDirectories', 'finishTree'])

class ThreadPool implements Pool {
  readonly size: number
  readonly #entry: URL | undefined
  readonly #threads = new Set<Thread>()
  readonly #waiting = new Set<Job>()
  readonly #unfinished = new Set<Job>()
  #lastId = 0
  #isClosed = false

  constructor(size: number, entry: URL | undefined) {
    this.size = Math.max(1, size)
    this.#entry = entry
  }

  async run<N extends TaskName>(name: N, input: Tasks[N]['input'], options: RunOptions = {}): Promise<Tasks[N]['output']> {
    options.signal?.throwIfAborted()
    if (this.#isClosed) throw closed()
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const job: Job = {
      request: { id: ++this.#lastId, name, input } as Request,
      transfer: options.transfer ?? [],
      weight: long.has(name) ? fullLoad : 1,
      resolve,
      reject,
    }
    const onAbort = () => {
      if (this.#waiting.delete(job)) reject(options.signal!.reason)
    }
    options.signal?.addEventListener('abort', onAbort, { once: true })
    this.#unfinished.add(job)
    this.#waiting.add(job)
    this.#dispatch()
    try {
      const output = await promise
      options.signal?.throwIfAborted()
      return output as Tasks[N]['output']
    } finally {
      this.#unfinished.delete(job)
      options.signal?.removeEventListener('abort', onAbort)
    }
  }

  warm(): void {
    while (this.#threads.size < this.size) this.#start()
  }

  async rest(): Promise<void> {
    const idle = [...this.#threads].filter(({ load }) => load === 0)
    for (const thread of idle) this.#threads.delete(thread)
    await Promise.all(idle.map((thread) => thread.end()))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.clear()
    const unfinished = [...this.#unfinished]
    await Promise.all(Array.from(this.#threads, (thread) => thread.end()))
    for (const job of unfinished) job.reject(closed())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #dispatch(): void {
    for (const job of this.#waiting) {
      const thread = this.#freest()
      if (thread === undefined) return
      this.#waiting.delete(job)
      thread.give(job)
    }
  }

  /** An idle thread, else a new one, else the one with the shortest queue, if that is not full. */
  #freest(): Thread | undefined {
    let freest: Thread | undefined
    for (const thread of this.#threads) if (freest === undefined || thread.load < freest.load) freest = thread
    if ((freest === undefined || freest.load > 0) && this.#threads.size < this.size) return this.#start()
    return freest !== undefined && freest.load < fullLoad ? freest : undefined
  }

  #start(): Thread {
    const thread = new Thread((changed, state) => {
      if (state === 'dead') this.#threads.delete(changed)
      if (!this.#isClosed) this.#dispatch()
    }, this.#entry)
    this.#threads.add(thread)
    return thread
  }
}

function closed(): LarderError {
  return new LarderError('ABORTED', 'The work was ended before it was done.')
}
