import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError, noSpace, readError } from './disk-errors.ts'

/** Throws `NO_SPACE` unless the file system of a directory, which may not exist yet, has this many bytes free for us. */
export function assertSpace(directory: string, bytes: number): void {
  const free = freeBytes(directory)
  if (free >= bytes) return
  throw noSpace(`The file system of ${directory} has ${free} bytes free, and ${bytes} are needed.`)
}

/** What the file system of a directory, which may not exist yet, has free for us. */
export function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR') && dirname(directory) !== directory) return freeBytes(dirname(directory))
    throw readError(error, directory)
  }
}
