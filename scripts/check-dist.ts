// Fails unless dist/ is, byte for byte, what a build of the sources gives.

import { mkdtempDisposable, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'rolldown'
import config from '../rolldown.config.ts'

await using fresh = await mkdtempDisposable(path.join(tmpdir(), 'larder-dist-'))
await build({ ...config, output: { ...config.output, dir: fresh.path } })

const [committed, built] = await Promise.all([readFiles('dist'), readFiles(fresh.path)])
const different = [...new Set([...committed.keys(), ...built.keys()])].filter((name) => committed.get(name) !== built.get(name))
if (different.length > 0) {
  console.error(`dist/ is not what the sources build to: ${different.toSorted().join(', ')}. Run "npm run build" and commit it.`)
  process.exitCode = 1
}

/** By name; the executable bit counts as content. */
async function readFiles(directory: string): Promise<Map<string, string>> {
  const names = await readdir(directory).catch(() => [])
  const read = async (name: string): Promise<[string, string]> => {
    const file = path.join(directory, name)
    const { mode } = await stat(file)
    return [name, `${mode & 0o111 ? 'executable' : 'plain'} ${await readFile(file, 'latin1')}`]
  }
  return new Map(await Promise.all(names.map(read)))
}
