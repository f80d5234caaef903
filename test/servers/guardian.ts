import { spawn } from 'node:child_process'
import { existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a guardian is told, as JSON, in its only argument. */
export interface Charge {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Where the words of the program go. */
  readonly log: string
  /** The program ends when this process does. */
  readonly owner: number
  /** The program ends when this file appears. */
  readonly over: string
  readonly guardians: string
}

// Runs a program for the time of a test run and no longer, even if the run is killed: a server that outlives its run keeps its port and its data.
const charge = JSON.parse(process.argv[2] ?? '') as Charge
const sign = path.join(charge.guardians, String(process.pid))
writeFileSync(sign, charge.command)
const log = openSync(charge.log, 'a')
const program = spawn(charge.command, charge.args, { env: { ...process.env, ...charge.env }, cwd: charge.cwd, stdio: ['ignore', log, log] })

program.on('error', (error) => {
  console.error(error)
  leave(1)
})
program.on('exit', (code) => leave(code ?? 0))
process.on('SIGTERM', end)
process.on('SIGINT', end)
setInterval(() => {
  if (existsSync(charge.over) || !isAlive(charge.owner)) end()
}, 100)

function end(): void {
  program.kill('SIGKILL')
}

function leave(code: number): void {
  rmSync(sign, { force: true })
  // Nobody else is left to clean up after a run that was killed.
  if (!isAlive(charge.owner)) rmSync(path.dirname(charge.over), { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
