import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'

/** The built program, as users run it. */
export const larderProgram = path.resolve(import.meta.dirname, '../../dist/main.js')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `larder` with nothing in its environment but what is given, and PATH. */
export async function larder(
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const child = spawn(process.execPath, [larderProgram, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

/** As {@link larder}, for what must succeed; gives the JSON outcome. */
export async function larderJson(
  args: readonly string[],
  where: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<Readonly<Record<string, unknown>>> {
  const { code, stdout, stderr } = await larder([...args, '--json'], where)
  if (code !== 0) throw new Error(`larder ${args.join(' ')} ended with ${code}:\n${stderr}${stdout}`)
  return JSON.parse(stdout) as Record<string, unknown>
}
