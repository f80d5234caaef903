import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startJob, type Job, type Texts } from '../support/action-runner.ts'

/** A directory of caches, and the inputs that name it. */
export interface DirectoryOfCaches extends Disposable {
  readonly inputs: { readonly store: string }
  readonly directory: string
  /** Paths of the caches, without segments. */
  caches(): readonly string[]
}

export function directoryOfCaches(): DirectoryOfCaches {
  const directory = mkdtempSync(path.join(tmpdir(), 'larder-caches-'))
  return {
    inputs: { store: `file://${directory}` },
    directory,
    caches: () =>
      readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)))
        .filter((name) => /\.(snapshot|tar|tar\.gz|tar\.zst)$/.test(name))
        .sort(),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  }
}

const made = new Map<string, Promise<DirectoryOfCaches>>()

/** A directory of caches into which a job has saved `node_modules` by these inputs; made once, copied for each test. */
export async function cachesWith(inputs: Texts, recorded = 'github-push'): Promise<DirectoryOfCaches> {
  const name = JSON.stringify([inputs, recorded])
  if (!made.has(name)) made.set(name, saveByJob(inputs, recorded))
  const original = await made.get(name)!
  const copy = directoryOfCaches()
  cpSync(original.directory, copy.directory, { recursive: true, preserveTimestamps: true })
  return copy
}

async function saveByJob(inputs: Texts, recorded: string): Promise<DirectoryOfCaches> {
  const caches = directoryOfCaches()
  using job = startJob({ recorded })
  install(job)
  const { log } = await job.run('./save', { path: 'node_modules', ...inputs, ...caches.inputs })
  if (!log.includes('published')) throw new Error(log)
  return caches
}

/** Call it after the last test of a file. */
export async function removeMadeCaches(): Promise<void> {
  for (const caches of await Promise.all(made.values())) caches[Symbol.dispose]()
}

/** Writes files into a directory, by their relative paths. */
export function writeFiles(directory: string, files: Texts): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true })
    writeFileSync(path.join(directory, name), content)
  }
}

/** What npm would have left in the workspace. */
export function install({ workspace }: Job, version = 'one'): void {
  writeFiles(workspace, { 'node_modules/left-pad/index.js': `// ${version}\n`, 'node_modules/left-pad/package.json': '{}\n' })
}
