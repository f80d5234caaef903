import { flush } from './cache/flush.ts'
import type { Outcome, Report } from './cache/events.ts'
import { rebuild } from './cache/rebuild.ts'
import { restore } from './cache/restore.ts'
import type { Tools } from './cache/tools.ts'
import { LarderError } from './errors.ts'
import type { Config } from './inputs/config.ts'
import type { Environment } from './inputs/sources.ts'
import { openStore } from './storage/open.ts'
import { openPool, type Pool } from './workers/pool.ts'

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

/** Runs one command to its outcome, within its deadline; everything that it opened is closed again. */
export async function execute(config: Config, machine: Machine): Promise<Outcome> {
  const { report } = machine
  const store = await openStore(config.storage, {
    concurrency: config.concurrency,
    warn: (message) => report({ type: 'warning', message }),
    env: machine.env,
  })
  let pool: Pool | undefined
  using deadline = startDeadline(config)
  const tools: Tools = {
    store,
    pool: () => (pool ??= openPool(config.workers ?? Math.min(machine.cores, mostWorkers))),
    report,
    signal: AbortSignal.any([machine.interrupted, deadline.signal]),
    elapsed: () => performance.now(),
    version: machine.version,
    journalDirectories: journalDirectories(config),
  }
  report({ type: 'start', command: config.mode, store: store.name })
  try {
    const outcome = await run(config, tools)
    report({ type: 'done', outcome })
    return outcome
  } finally {
    store.close()
    await pool?.close()
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

/** The host's own directory for one job, where there is one; else the workspace, which the steps of a pipeline share. */
function journalDirectories({ build, workspace }: Config): string[] {
  return [...(build.jobTemp === undefined ? [] : [`${build.jobTemp}/larder`]), `${workspace}/.larder`]
}
