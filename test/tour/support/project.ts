import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const installed = path.resolve(import.meta.dirname, '../../../node_modules')

// Small files and some larger, programs, and in .bin symbolic links of which most lead nowhere here.
const packages = {
  '1,700 entries': ['.bin', 'knip', 'picomatch', 'semver', 'tinyglobby', 'yaml'],
  '350 entries': ['.bin', 'picomatch', 'semver', 'tinyglobby', 'yaml'],
} as const

export type ProjectSize = keyof typeof packages

/** A part of what is installed in this checkout, and a directory without anything in it. */
export async function installPackages(workspace: string, size: ProjectSize = '350 entries'): Promise<void> {
  const to = path.join(workspace, 'node_modules')
  for (const name of packages[size]) {
    await cp(path.join(installed, name), path.join(to, name), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  }
  await mkdir(path.join(to, '.cache', 'empty'), { recursive: true })
}

/** A directory for everything a test makes; gone at the end of the scope. */
export async function scratchDirectory(): Promise<AsyncDisposable & { readonly path: string; make(name: string): Promise<string> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'larder-tour-'))
  return {
    path: directory,
    async make(name) {
      await mkdir(path.join(directory, name), { recursive: true })
      return path.join(directory, name)
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true, maxRetries: 3 }),
  }
}
