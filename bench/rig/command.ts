import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { programAt } from './programs.ts'

/** A program to run. */
export interface Command {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

export interface Measured {
  readonly seconds: number
  readonly stdout: string
  /** Absent where GNU time is not installed. */
  readonly cpuSeconds?: number
  readonly peakBytes?: number
}

/** Programs in a row, with `|` between them; fails if any of them does. */
export function pipe(...programs: readonly (readonly string[])[]): string[] {
  return ['bash', '-o', 'pipefail', '-c', programs.map((words) => words.map(quoted).join(' ')).join(' | ')]
}

const checkout = path.resolve(import.meta.dirname, '../..')

/** The line as somebody would type it in the checkout. */
export function shown({ argv }: Command): string {
  const line = argv[0] === 'bash' ? argv.at(-1)! : argv.map(quoted).join(' ')
  return line.replaceAll(`${checkout}/`, '')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

const gnuTime = programAt('time')

/** Runs a program to its end and measures it from outside. Throws with its words if it fails. */
export async function measure(command: Command): Promise<Measured> {
  if (gnuTime === undefined) return run(command)
  const directory = mkdtempSync(path.join(tmpdir(), 'time-'))
  try {
    const file = path.join(directory, 'time')
    const measured = await run({ ...command, argv: [gnuTime, '--output', file, '--format', '%U %S %M', ...command.argv] })
    const [user, system, peak] = readFileSync(file, 'utf8').split(' ').map(Number)
    return { ...measured, cpuSeconds: user! + system!, peakBytes: peak! * 1024 }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Runs a program to its end without GNU time between it and us, which costs a millisecond. */
export function run({ argv: [program = '', ...args], cwd, env }: Command): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(program, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const [stdout, stderr]: [string[], string[]] = [[], []]
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text))
    let seconds = 0
    child.on('exit', () => (seconds = (performance.now() - started) / 1000))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve({ seconds, stdout: stdout.join('') })
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code}: ${stderr.join('').slice(-2000)}`))
    })
  })
}
