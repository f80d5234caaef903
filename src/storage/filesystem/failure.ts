import { LarderError } from '../../errors.ts'

/** True for an error of the operating system with one of these names. */
export function hasErrno(error: unknown, ...names: readonly string[]): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' && names.includes(code)
}

/** Runs a step on the directory and turns its failure into an error of the contract. */
export async function onDisk<T>(doing: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw error instanceof LarderError ? error : diskError(doing, error)
  }
}

function diskError(doing: string, cause: unknown): LarderError {
  const code = hasErrno(cause, 'EACCES', 'EPERM', 'EROFS') ? 'STORAGE_DENIED' : 'STORAGE_FAILED'
  const hint = hintFor(cause)
  return new LarderError(code, `${doing} failed.`, hint === undefined ? { cause } : { hint, cause })
}

function hintFor(error: unknown): string | undefined {
  if (hasErrno(error, 'EACCES', 'EPERM')) return 'Let the user that runs this step read and write the cache directory.'
  if (hasErrno(error, 'EROFS')) return 'The cache directory is mounted read-only.'
  if (hasErrno(error, 'ENOSPC', 'EDQUOT')) return 'The disk of the cache directory is full: flush older caches, or give it more room.'
  if (hasErrno(error, 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY'))
    return 'A directory cannot hold both an object `a` and an object `a/b`: choose another path.'
  if (hasErrno(error, 'ENAMETOOLONG')) return 'A name in the path is too long for this file system: choose a shorter key or path.'
  return undefined
}
