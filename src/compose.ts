import { setFlagsFromString } from 'node:v8'
import { flush } from './cache/flush.ts'
import type { Outcome, Report } from './cache/events.ts'
import { rebuild } from './cache/rebuild.ts'
import { restore } from './cache/restore.ts'
import type { Tools } from './cache/tools.ts'
import { LarderError } from './errors.ts'
import type { Config } from './inputs/config.ts'
import type { Environment } from './inputs/sources.ts'
import { openStore } from './storage/open.ts'
import { openPool } from './workers/pool.ts'

/** What a door knows of the process it runs in. */
export interface Machine {
  readonly env: Environment
  readonly report: Report
  /** Fires on SIGINT or SIGTERM with an `INTERRUPTED` error as its reason. */
  readonly interrupted: AbortSignal
  readonly cores: number
  readonly version: string
}

/** More threads than this have never been faster than the disk. */
const mostWorkers = 8

// Bytes outside of the heap count towards the limit at which V8 collects all of it: with a heap of 13 MB every 16 MB that come from the
// network. A limit of four times the heap made 26 full collections 8 in a restore of 930 MB, a tenth of its processor time, in the same memory.
const heapGrowth = '--heap-growing-percent=300'

/**
 * The store ends the parts of an upload within three seconds of the signal. A server that does not answer at all is not waited for any longer:
 * GitHub kills a cancelled job ten seconds after its first signal.
 */
const windingUpMs = 8_000

/**
 * Runs one command to its outcome, within its deadline; everything that it opened is closed again. When it is stopped, the reason of the
 * signal is thrown; requests that had to be left behind may then keep the process alive.
 */
export async function execute(config: Config, machine: Machine): Promise<Outcome> {
  const { report } = machine
  setFlagsFromString(heapGrowth)
  await using pool = openPool(config.workers ?? Math.min(machine.cores, mostWorkers))
  // A thread takes 0.05 s to start, which is as long as the S3 client takes to load.
  if (config.mode === 'rebuild') pool.warm()
  const store = await openStore(config.storage, {
    concurrency: config.concurrency,
    warn: (message) => report({ type: 'warning', message }),
    env: machine.env,
  })
  using deadline = startDeadline(config)
  const tools: Tools = {
    store,
    pool,
    report,
    signal: AbortSignal.any([machine.interrupted, deadline.signal]),
    elapsed: () => performance.now(),
    version: machine.version,
    journalDirectories: journalDirectories(config),
  }
  report({ type: 'start', command: config.mode, store: store.name })
  using patience = startPatience(tools.signal)
  try {
    const outcome = await Promise.race([run(config, tools), patience.over])
    report({ type: 'done', outcome })
    return outcome
  } catch (error) {
    // What fails once the command has to end, fails because of that.
    tools.signal.throwIfAborted()
    throw error
  } finally {
    store.close()
  }
}

function run(config: Config, tools: Tools): Promise<Outcome> {
  switch (config.mode) {
    case 'restore':
      return restore(config, tools)
    case 'rebuild':
      return rebuild(config, tools)
    case 'flush':
      return flush(config, tools)
  }
}

function startDeadline({ mode, deadlineMs }: Config): { signal: AbortSignal } & Disposable {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    const seconds = Math.round(deadlineMs / 1000)
    const hint = 'Set `timeout` to allow it more time.'
    controller.abort(new LarderError('DEADLINE', `The ${mode} was given up after ${seconds} s.`, { hint }))
  }, deadlineMs)
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) }
}

/** `over` rejects with the reason of the signal, some time after it has fired. */
function startPatience(signal: AbortSignal): { over: Promise<never> } & Disposable {
  const { promise: over, reject } = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const start = (): void => {
    timer = setTimeout(() => reject(signal.reason), windingUpMs)
  }
  signal.addEventListener('abort', start, { once: true })
  const end = (): void => {
    signal.removeEventListener('abort', start)
    clearTimeout(timer)
  }
  return { over, [Symbol.dispose]: end }
}

/** The host's own directory for one job, where there is one; else the workspace, which the steps of a pipeline share. */
function journalDirectories({ build, workspace }: Config): string[] {
  return [...(build.jobTemp === undefined ? [] : [`${build.jobTemp}/larder`]), `${workspace}/.larder`]
}
