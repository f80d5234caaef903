import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ended, larderProgram } from '../../support/larder.ts'
import type { Variables } from './hosts.ts'

export interface Running {
  kill(signal: 'SIGTERM' | 'SIGINT'): void
  readonly ended: Promise<Ended>
}

/** Runs `larder` as CI does, and lets the test go on meanwhile. */
export function startLarder(args: readonly string[], { cwd, env }: { cwd: string; env: Variables }): Running {
  const child = spawn(process.execPath, [larderProgram, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>])
  return {
    kill: (signal) => void child.kill(signal),
    ended: ended.then(([stdout, stderr, [code]]) => ({ code, stdout, stderr })),
  }
}

/** Waits until something has happened. Throws when the program ends before it. */
export async function meanwhile({ ended }: Running, hasHappened: () => Promise<boolean> | boolean): Promise<void> {
  let over: Ended | undefined
  void ended.then((how) => (over = how))
  while (!(await hasHappened())) {
    if (over !== undefined) throw new Error(`The program ended too early, with ${over.code}:\n${over.stderr}${over.stdout}`)
    await sleep(20)
  }
}
