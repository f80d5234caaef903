/** Variables as the process has them. An empty one counts as absent: hosts write one for "none", and users to switch one off. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The little that has to be read from disk to know a build. */
export interface BuildFiles {
  /** Absolute; the current directory. */
  readonly cwd: string
  /** The whole of a regular file; undefined when there is none at this path or it cannot be read. Never throws. */
  readonly readText: (path: string) => string | undefined
}

/** Gives the first of these variables that is neither absent nor empty. */
export type Variables = (...names: readonly [string, ...string[]]) => string | undefined

export function variables(env: Environment): Variables {
  return (...names) => names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}

/** Azure writes `True`, Codefresh `true`. */
export function claim(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text.toLowerCase() === 'true'
}
