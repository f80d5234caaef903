import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from '../rig/command.ts'
import { programAt } from '../rig/programs.ts'

/** A program with many dependencies; what matters is that they are real. */
const program = 'github.com/versity/versitygw'
const version = 'v1.7.0'

export function goIsThere(): string | undefined {
  return programAt('go') === undefined ? 'apt-get install golang' : undefined
}

/** Fills a module cache, whose files and directories are all read-only, with a program and everything it is built from. */
export async function downloadGoModules(parent: string): Promise<void> {
  const work = path.join(parent, 'work')
  mkdirSync(work)
  writeFileSync(path.join(work, 'go.mod'), `module bench\n\ngo 1.24\n\nrequire ${program} ${version}\n`)
  writeFileSync(path.join(work, 'tools.go'), `package main\n\nimport _ "${program}/cmd/versitygw"\n`)
  const env = { ...process.env, GOMODCACHE: path.join(parent, 'mod'), GOFLAGS: '-mod=mod' } as Record<string, string>
  await run({ argv: [programAt('go')!, 'mod', 'download', 'all'], cwd: work, env })
  rmSync(work, { recursive: true })
}
