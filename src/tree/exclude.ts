import picomatch from 'picomatch'

/** What to leave out of one mount; plain data, so that it can cross to a thread. */
export interface Exclude {
  /** The mount's directory, `/`-separated. */
  readonly base: string
  /** Globs of absolute paths. */
  readonly patterns: readonly string[]
  /** The path below the mount of the directory that holds the caches. */
  readonly store?: string
}

/** `posix` makes `[!a]` a negation, as in every shell. */
export const globOptions = { dot: true, nonegate: true, noextglob: true, posix: true } as const

/** Says of a path below the mount, as UTF-8, whether it is left out; an excluded directory takes everything below it along. */
export function compileExclude({ base, patterns }: Exclude): (path: Uint8Array) => boolean {
  const isMatch = picomatch([...patterns], globOptions)
  const start = base.endsWith('/') ? base : `${base}/`
  return (path) => isMatch(start + Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString())
}
