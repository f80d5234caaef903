import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { readError } from './disk-errors.ts'
import { globOptions } from './exclude.ts'
import { withoutGroups } from './mount-patterns.ts'
import { isOwnDirectory } from './own-names.ts'

/**
 * What a glob matches below a directory, as absolute paths in the order of their names. What matches is not looked into, since a mount
 * holds all that is below it: so a search for every `node_modules` stops at each of them. Symbolic links match and are not followed.
 * Throws `UNREADABLE` for a directory that may hold a match and may not be read.
 */
export function walkGlob(base: string, glob: string): string[] {
  const pattern = withoutGroups(glob)
  const { base: fixed } = picomatch.scan(pattern, globOptions)
  const isMatch = picomatch(pattern, globOptions)
  const depth = /\*\*|\{/.test(pattern) ? Number.POSITIVE_INFINITY : pattern.split('/').length
  const start = fixed.replaceAll(/\\(.)/g, '$1')
  const found: string[] = []
  walk(base, start, start === '' ? 0 : start.split('/').length)
  return found

  function walk(directory: string, prefix: string, level: number): void {
    for (const entry of namesIn(join(directory, prefix))) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      if (entry.isDirectory() && isOwnDirectory(entry.name)) continue
      if (isMatch(path)) found.push(join(directory, path))
      else if (entry.isDirectory() && level + 1 < depth) walk(directory, path, level + 1)
    }
  }
}

function namesIn(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw readError(error, directory)
  }
}
