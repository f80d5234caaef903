import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'

import { compareKeys } from '../key-order.ts'
import { hasErrno } from './failure.ts'

export interface FoundFile {
  /** Relative to the directory walked, `/`-separated. */
  readonly key: string
  readonly facts: BigIntStats
}

// Enough to keep the threads of libuv busy, few enough for a directory of a million files.
const statsAtOnce = 64

/**
 * The files whose key begins with `prefix`, in byte order of whole keys, as S3 lists them. What vanishes meanwhile is left out, and so
 * are links and devices.
 */
export async function* walk(root: string, prefix: string): AsyncIterable<FoundFile> {
  const slash = prefix.lastIndexOf('/') + 1
  yield* walkDirectory(root, prefix.slice(0, slash), prefix.slice(slash))
}

async function* walkDirectory(root: string, front: string, namePrefix: string): AsyncIterable<FoundFile> {
  const entries = await entriesOf(path.join(root, front))
  const wanted = entries.filter((entry) => (entry.isDirectory() || entry.isFile()) && entry.name.startsWith(namePrefix))
  const files = wanted.filter((entry) => entry.isFile()).map((entry) => entry.name)
  const facts = await factsOf(path.join(root, front), files)
  for (const name of inKeyOrder(wanted)) {
    if (name.endsWith('/')) yield* walkDirectory(root, front + name, '')
    const found = facts.get(name)
    if (found !== undefined) yield { key: front + name, facts: found }
  }
}

async function entriesOf(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR')) return []
    throw error
  }
}

// With its slash a directory stands where its keys do: `a-b` before `a/b`, though `a` comes before `a-b`.
function inKeyOrder(entries: readonly Dirent[]): string[] {
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort(compareKeys)
}

async function factsOf(directory: string, names: readonly string[]): Promise<Map<string, BigIntStats>> {
  const facts = new Map<string, BigIntStats>()
  for (let at = 0; at < names.length; at += statsAtOnce) {
    const some = names.slice(at, at + statsAtOnce)
    await Promise.all(
      some.map(async (name) => {
        const found = await factsOfFile(path.join(directory, name))
        if (found !== undefined) facts.set(name, found)
      }),
    )
  }
  return facts
}

/** Undefined unless there is a regular file at this path. */
export async function factsOfFile(file: string): Promise<BigIntStats | undefined> {
  try {
    const facts = await lstat(file, { bigint: true })
    return facts.isFile() ? facts : undefined
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  }
}
