import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'

import { LarderError } from '../../errors.ts'
import { hasErrno } from './failure.ts'

/** Where objects are written before they are published: on the same file system, so that publishing is a rename. */
export const incoming = '.incoming'

/** The path of an object below `root`. Throws for a key that is no path, or that would lead out of the directory. */
export function pathOf(root: string, key: string): string {
  if (!isPath(key) || key.startsWith(`${incoming}/`) || key === incoming) {
    throw new LarderError('STORAGE_FAILED', `"${key}" cannot be the name of an object in ${root}.`)
  }
  return path.join(root, ...key.split('/'))
}

/** True if every component names a file or directory below the one before. */
export function isPath(key: string): boolean {
  return !key.split('/').some((component) => isOddName(component))
}

function isOddName(component: string): boolean {
  const isDots = component === '' || component === '.' || component === '..'
  return isDots || component.includes('\0') || (path.sep === '\\' && /[\\:]/.test(component))
}

/**
 * Follows the directory of `target` to where it really is; undefined if it does not exist.
 * Throws if links lead it out of `root`: whoever may write in the directory must not choose what we read and remove elsewhere.
 */
export async function confined(root: string, target: string): Promise<string | undefined> {
  try {
    const [base, directory] = await Promise.all([realpath(root), realpath(path.dirname(target))])
    if (directory !== base && !directory.startsWith(base.endsWith(path.sep) ? base : base + path.sep)) throw leadsOut(root, target)
    return path.join(directory, path.basename(target))
  } catch (error) {
    if (hasErrno(error, 'ENOTDIR')) await assertNoFile(root)
    if (hasErrno(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  }
}

/** Throws if a file is in the place of the cache directory, or of one above it. */
export async function assertNoFile(root: string): Promise<void> {
  for (let at = root; ; at = path.dirname(at)) {
    try {
      if ((await stat(at)).isDirectory()) return
      throw new LarderError('STORAGE_FAILED', `Caches are to be kept in ${root}, but ${at === root ? 'that' : at} is a file.`, {
        hint: 'Name a directory, or one that can be made.',
      })
    } catch (error) {
      if (!hasErrno(error, 'ENOENT', 'ENOTDIR') || at === path.dirname(at)) throw error
    }
  }
}

function leadsOut(root: string, target: string): LarderError {
  return new LarderError('STORAGE_DENIED', `${path.dirname(target)} leads out of the cache directory ${root} by a symbolic link.`, {
    hint: 'Remove the link; the cache directory itself may be one.',
  })
}
