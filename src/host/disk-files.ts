import { readFileSync, statSync } from 'node:fs'
import type { BuildFiles } from './environment.ts'

// Event payloads are limited to 25 MB and the largest packed-refs known have about 50 MB.
const maxBytes = 128 * 1024 * 1024

/** Reads from the real disk. */
export function diskFiles(cwd: string): BuildFiles {
  return { cwd, readText }
}

function readText(path: string): string | undefined {
  try {
    // Looked at first: reading a FIFO would wait for ever, and a workspace may hold one by any name.
    const file = statSync(path)
    return file.isFile() && file.size <= maxBytes ? readFileSync(path, 'utf8') : undefined
  } catch {
    // Not there, not ours to read, or a path that cannot exist: all of it means that this file has nothing to say.
    return undefined
  }
}
