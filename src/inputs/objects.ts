import type { CacheObject, Format } from './config.ts'
import { encodeBytes, joinPaths } from './paths.ts'

/** How the names of objects end, by format; the first is the one we write. */
export const extensions = {
  snapshot: ['.snapshot'],
  tar: ['.tar'],
  'tar.gz': ['.tar.gz', '.tgz'],
  'tar.zst': ['.tar.zst'],
} as const satisfies Record<Format, readonly string[]>

const endings = Object.entries(extensions)
  .flatMap(([format, each]) => each.map((extension) => ({ format: format as Format, extension })))
  .sort((a, b) => b.extension.length - a.extension.length)

/** The object that holds a cache at a path. */
export function objectName(path: string, object: CacheObject): string {
  return joinPaths(path, object.by === 'filename' ? object.filename : `${encodeKey(object.key)}${extensions[object.format][0]}`)
}

/** Every object at a path that may hold a cache of this key. */
export function objectNames(path: string, key: string): readonly string[] {
  return endings.map(({ extension }) => joinPaths(path, `${encodeKey(key)}${extension}`))
}

/** By the end of an object's name; undefined = not a cache. */
export function formatOf(name: string): Format | undefined {
  return endings.find(({ extension }) => name.endsWith(extension))?.format
}

/** A key as one component of a path: only `A-Z a-z 0-9 . _ -` stay, and a dot only where it is not the first. */
export function encodeKey(key: string): string {
  return key.toWellFormed().replaceAll(/[^A-Za-z0-9._-]|^\./gu, encodeBytes)
}

/** The key of an object by its name, with or without the path before it; undefined = not a cache. */
export function decodeKey(name: string): string | undefined {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const ending = endings.find(({ extension }) => base.endsWith(extension))
  return ending && decoded(base.slice(0, -ending.extension.length))
}

/** Another tool may have put a name with a stray `%` beside ours, which is then its own key. */
function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
