import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { guardiansDirectory, overFile, testRunProcess } from '../support/test-run.ts'
import type { Charge } from './guardian.ts'

export interface GuardedProgram {
  /** False once the program has ended, by itself or because it was stopped. */
  isRunning(): boolean
  /** What it has said so far. */
  output(): string
  stop(): Promise<void>
}

/** Starts a program that ends with this test run at the latest. */
export function startGuarded(
  command: string,
  args: readonly string[],
  { directory, env = {} }: { readonly directory: string; readonly env?: Readonly<Record<string, string>> },
): GuardedProgram {
  const log = path.join(directory, `${path.basename(command)}.log`)
  const charge: Charge = {
    command,
    args,
    env,
    cwd: directory,
    log,
    owner: testRunProcess(),
    over: overFile(),
    guardians: guardiansDirectory(),
  }
  const guardian = spawn(process.execPath, [fileURLToPath(new URL('guardian.ts', import.meta.url)), JSON.stringify(charge)], {
    detached: true,
    stdio: 'ignore',
  })
  guardian.unref()
  const isRunning = (): boolean => guardian.exitCode === null && guardian.signalCode === null
  return {
    isRunning,
    output: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    async stop() {
      guardian.kill('SIGTERM')
      while (isRunning()) await sleep(20)
    },
  }
}
