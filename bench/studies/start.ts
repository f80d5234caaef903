import { run, type Command } from '../rig/command.ts'
import { median } from '../statistics.ts'
import type { Ground, RunningStudy } from './study.ts'

/** So short that one run says little: a sample is the median of these. */
const runs = 15

/** How long it takes until anything happens. */
export async function start({ stage }: Ground): Promise<RunningStudy> {
  const cwd = stage.freshDirectory()
  const call = (...args: string[]): Command => ({ argv: [process.execPath, ...args], cwd, env: stage.env })
  const where = ['--endpoint', stage.server.endpoint, '--bucket', stage.bucket.name, '--path', 'nothing-here', '--mount', 'node_modules']
  const commands = {
    node: call('-e', '0'),
    'larder --help': call(stage.larder, '--help'),
    'larder restore, a miss': call(stage.larder, 'restore', ...where),
  }
  return {
    async round(round) {
      const seconds: Record<string, number[]> = { node: [], 'larder --help': [], 'larder restore, a miss': [] }
      for (let i = 0; i < runs; i++)
        for (const [name, command] of Object.entries(commands)) seconds[name]!.push((await run(command)).seconds)
      for (const [program, each] of Object.entries(seconds)) {
        stage.record({ work: 'start', tree: 'none', program, round, seconds: median(each)! })
      }
    },
  }
}
