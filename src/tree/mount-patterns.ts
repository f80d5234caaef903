import { lstatSync } from 'node:fs'
import { dirname, join, parse, sep } from 'node:path'
import picomatch from 'picomatch'
import { LarderError } from '../errors.ts'
import { globOptions } from './exclude.ts'
import type { Places } from './mount.ts'

/** One line of what the user wrote, taken apart. */
export interface MountPattern {
  readonly text: string
  readonly excludes: boolean
  /** Written with `~`. */
  readonly home: boolean
  /** An absolute directory, to be taken literally. */
  readonly base: string
  /** `/`-separated components below the base; may hold wildcards. */
  readonly glob: string
}

/** Lines that begin with `#` are comments, as in actions/cache. */
export function parsePatterns(lines: readonly string[], places: Places): MountPattern[] {
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parsePattern(line, places))
}

function parsePattern(line: string, places: Places): MountPattern {
  const marks = /^!*/.exec(line)![0].length
  const excludes = marks % 2 === 1
  const text = line.slice(marks).replaceAll(sep, '/')
  const { base, rest } = split(text, places)
  const parts = normalise(base, rest, line)
  const glob = parts.names.join('/')
  return {
    text: line,
    excludes,
    home: base === places.home && parts.base === base,
    base: parts.base,
    // `dir/**` is everything below `dir`, and so is `dir`.
    glob: excludes ? glob : glob.replace(/(^|\/)\*\*(\/\*\*)*$/, ''),
  }
}

function split(text: string, { workspace, home }: Places): { base: string; rest: string } {
  if (text === '~' || text.startsWith('~/')) return { base: home, rest: text.slice(1) }
  const { root } = parse(text)
  return root === '' ? { base: workspace, rest: text } : { base: root, rest: text.slice(root.length) }
}

function normalise(base: string, rest: string, line: string): { base: string; names: string[] } {
  let directory = base
  const names: string[] = []
  for (const name of rest.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.length === 0) directory = dirname(directory)
    else if (isGlob(names.pop()!)) {
      throw new LarderError('MOUNT_INVALID', `The mount "${line}" has a \`..\` behind a wildcard.`, {
        hint: 'Write the path without `..`.',
      })
    }
  }
  return { base: directory, names }
}

/** The path that a pattern without wildcards names; or one whose wildcard signs are the name of something that exists. */
export function literalPath({ base, glob }: MountPattern): string | undefined {
  const verbatim = join(base, glob)
  if (exists(verbatim)) return verbatim
  return isGlob(glob) ? undefined : join(base, glob.replaceAll(/\\(.)/g, '$1'))
}

/**
 * The pattern as a glob of absolute paths. An exclude that begins with `**` holds in every mount, wherever that is,
 * though other relative patterns begin at the workspace.
 */
export function absoluteGlob({ base, glob, excludes }: MountPattern): string {
  if (excludes && glob.startsWith('**/')) return `/${withoutGroups(glob)}`
  const start = escapeGlob(base.replaceAll(sep, '/'))
  return glob === '' ? start : `${start.endsWith('/') ? start : `${start}/`}${withoutGroups(glob)}`
}

function isGlob(text: string): boolean {
  return picomatch.scan(withoutGroups(text), globOptions).isGlob
}

export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    // Below a file, or in a directory that may not be entered: a scan will say so, if it comes to that.
    if (error instanceof Error && 'code' in error) return error.code !== 'ENOTDIR'
    throw error
  }
}

/** Parentheses stand for themselves: `app/(shop)` is a directory of Next.js more often than a group. */
export function withoutGroups(glob: string): string {
  return glob.replaceAll(/(?<!\\)[()|]/g, String.raw`\$&`)
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[\\*?[\]{}()|!+@]/g, String.raw`\$&`)
}
