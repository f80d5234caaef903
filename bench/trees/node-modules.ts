import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { run } from '../rig/command.ts'

/** Installs the locked packages of `trees/node-modules`; no script of theirs runs. */
export async function installNodeModules(parent: string): Promise<void> {
  const source = path.join(import.meta.dirname, 'node-modules')
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(path.join(source, name), path.join(parent, name))
  const argv = ['npm', 'ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error']
  await run({ argv, cwd: parent, env: process.env as Record<string, string> })
}
