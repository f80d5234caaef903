import { extname } from 'node:path'
import { Worker, type Transferable } from 'node:worker_threads'
import { LarderError } from '../errors.ts'
import { fromPlainError } from './plain-error.ts'
import type { Answer, Request } from './tasks.ts'

/** A task on its way: what is asked, and what becomes of the answer. */
export interface Job {
  readonly request: Request
  readonly transfer: readonly Transferable[]
  /** How much of a thread's queue it takes. */
  readonly weight: number
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
}

/** In the sources `worker.ts` beside this file, in the bundle `worker.js` beside `main.js`. */
const ownEntry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)

/** Else it grows to 10 MiB more in every thread; what a task allocates is short-lived, so collecting it more often costs nothing measurable. */
const maxYoungGenerationSizeMb = 3

/** One worker and the jobs it was given. */
export class Thread {
  /** Together, what its jobs weigh. */
  load = 0
  readonly #worker: Worker
  readonly #jobs = new Map<number, Job>()
  readonly #onChange: (thread: Thread, state: 'free' | 'dead') => void

  /** `onChange` is called when there is room for another job, and when the thread is gone. */
  constructor(onChange: (thread: Thread, state: 'free' | 'dead') => void, entry: URL = ownEntry) {
    this.#onChange = onChange
    this.#worker = new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb } })
    this.#worker.on('message', (answer: Answer) => this.#take(answer))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', (code) => this.#fail(new Error(`exit code ${code}`)))
    // After the listeners, because to listen for messages is a reason to stay alive.
    this.#worker.unref()
  }

  give(job: Job): void {
    try {
      this.#worker.postMessage(job.request, job.transfer)
    } catch (error) {
      job.reject(error)
      return
    }
    // Only a thread at work keeps the process alive.
    if (this.#jobs.size === 0) this.#worker.ref()
    this.#jobs.set(job.request.id, job)
    this.load += job.weight
  }

  /** Resolves when the thread does nothing any more. Its jobs are forgotten: who ends it says what becomes of them. */
  async end(): Promise<void> {
    this.#jobs.clear()
    await this.#worker.terminate()
  }

  #take(answer: Answer): void {
    const job = this.#jobs.get(answer.id)
    if (job === undefined) return
    this.#jobs.delete(answer.id)
    this.load -= job.weight
    if (this.#jobs.size === 0) this.#worker.unref()
    this.#onChange(this, 'free')
    if (answer.type === 'done') job.resolve(answer.output)
    else job.reject(fromPlainError(answer.error))
  }

  #fail(cause: Error): void {
    const jobs = [...this.#jobs.values()]
    this.#jobs.clear()
    this.load = 0
    this.#onChange(this, 'dead')
    for (const job of jobs)
      job.reject(new LarderError('WORKER_FAILED', `A thread ended in the middle of the task ${job.request.name}.`, { cause }))
  }
}
