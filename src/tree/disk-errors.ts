import { LarderError } from '../errors.ts'

/** The code of a system error: `ENOENT`; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** True for a system error with one of these codes. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  const code = systemCode(error)
  return code !== undefined && codes.includes(code)
}

const changed: Readonly<Record<string, string>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'is no longer a directory',
  ELOOP: 'became a symbolic link',
  ENXIO: 'became a socket or a FIFO',
  EISDIR: 'became a directory',
  EAGAIN: 'became a FIFO',
  EINVAL: 'is no longer a symbolic link',
}

/** What a failure to read means: `FILE_CHANGED`, `TREE_LIMIT` or `UNREADABLE`. */
export function readError(error: unknown, path: string | Uint8Array): LarderError {
  if (error instanceof LarderError) return error
  const code = systemCode(error)
  const how = code === undefined ? undefined : changed[code]
  if (how !== undefined) return fileChanged(path, how, error)
  if (code === 'ENAMETOOLONG')
    return new LarderError('TREE_LIMIT', `The path ${named(path)} is too long for this system.`, { cause: error })
  return new LarderError('UNREADABLE', `${named(path)} cannot be read.`, {
    hint: 'Make it readable for the user that runs this step, or exclude it with a `!` pattern.',
    cause: error,
  })
}

export function fileChanged(path: string | Uint8Array, how: string, cause?: unknown): LarderError {
  return new LarderError('FILE_CHANGED', `${named(path)} ${how} while it was being read.`, {
    hint: 'Let everything that writes to it end before this step.',
    cause,
  })
}

/** What a failure to write means: `NO_SPACE`, `UNSAFE_PATH` or `WRITE_FAILED`. */
export function writeError(error: unknown, path: string | Uint8Array): LarderError {
  if (error instanceof LarderError) return error
  if (isSystemError(error, 'ENOSPC', 'EDQUOT')) return noSpace(`${named(path)} cannot be written because the disk is full.`, error)
  if (isSystemError(error, 'ELOOP', 'ENOTDIR')) return unsafePath(`${named(path)} is not the directory it has to be.`, error)
  if (isSystemError(error, 'EXDEV', 'EBUSY')) {
    return new LarderError('WRITE_FAILED', `${named(path)} cannot be replaced because a file system is mounted in the way.`, {
      hint: 'Name the place where it is mounted as a mount of its own.',
      cause: error,
    })
  }
  return new LarderError('WRITE_FAILED', `${named(path)} cannot be written.`, { cause: error })
}

/** Two entries of one table that this file system takes for one. */
export function duplicatePath(path: string | Uint8Array, cause?: unknown): LarderError {
  return unsafePath(`Two entries of the cache are the same path on this file system: ${named(path)}.`, cause)
}

export function unsafePath(message: string, cause?: unknown): LarderError {
  return new LarderError('UNSAFE_PATH', message, { cause })
}

export function noSpace(message: string, cause?: unknown): LarderError {
  return new LarderError('NO_SPACE', message, { hint: 'Free some space, or use a runner with a larger disk.', cause })
}

function named(path: string | Uint8Array): string {
  return typeof path === 'string' ? path : Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString()
}
