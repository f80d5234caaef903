import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError, noSpace, readError } from './disk-errors.ts'

/** How much will be written into a directory, which may not exist yet. */
export interface Need {
  readonly directory: string
  readonly bytes: number
}

/** Throws `NO_SPACE` unless every file system has free for us what is needed in all the directories that lie on it. */
export function assertSpace(needs: readonly Need[]): void {
  const byDevice = Map.groupBy(needs, ({ directory }) => existing(directory, (path) => statSync(path).dev))
  for (const together of byDevice.values()) {
    const { directory } = together[0]!
    const bytes = together.reduce((sum, need) => sum + need.bytes, 0)
    const free = freeBytes(directory)
    if (free < bytes) throw noSpace(`The file system of ${directory} has ${free} bytes free, and ${bytes} are needed.`)
  }
}

/** What the file system of a directory, which may not exist yet, has free for us. */
export function freeBytes(directory: string): number {
  return existing(directory, (path) => {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  })
}

/** Asks about a directory, or the nearest one above it that exists. */
function existing<T>(directory: string, ask: (path: string) => T): T {
  try {
    return ask(directory)
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR') && dirname(directory) !== directory) return existing(dirname(directory), ask)
    throw readError(error, directory)
  }
}
