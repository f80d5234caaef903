import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemCode } from './disk-errors.ts'
import { stagingPrefix } from './own-names.ts'

/**
 * The instant, in nanoseconds, that the file system of a mount would give to a change made now: the ctime of a file made for that beside the
 * mount, or in it where the mount is a file system of its own. Everything with an older ctime was changed before. Undefined where nothing is,
 * or no file can be made.
 */
export function probeInstant(mount: string): bigint | undefined {
  try {
    const parent = dirname(mount)
    const isOwnFileSystem = statSync(mount).dev !== statSync(parent).dev
    const path = join(isOwnFileSystem ? mount : parent, `${stagingPrefix}probe-${randomBytes(6).toString('hex')}`)
    const file = openSync(path, 'wx', 0o600)
    try {
      return fstatSync(file, { bigint: true }).ctimeNs
    } finally {
      closeSync(file)
      rmSync(path)
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
