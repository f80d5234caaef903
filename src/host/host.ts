import type { Build, LogDialect } from './build.ts'
import type { BuildFiles, Variables } from './environment.ts'
import type { Slug } from './slug.ts'

/** One row of the table of hosts. */
export interface Host {
  readonly id: string
  readonly name: string
  readonly dialect: LogDialect
  readonly isPresent: (env: Variables) => boolean
  readonly describe: (env: Variables, files: BuildFiles) => Facts
}

/** What a host says, in its own spelling: `detectBuild` strips `refs/heads/`, drops numbers that mean "none" and fills gaps from `.git`. */
export interface Facts extends Loose<Pick<Build, 'defaultBranch' | 'tag' | 'commit' | 'url' | 'jobTemp' | 'jobStatus' | 'access'>> {
  readonly slug?: Slug | undefined
  /** The full name of what is built: `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`; tells what the other facts leave open. */
  readonly ref?: string | undefined
  /** Of a build that is not a pull request; the pull request has its own below, since many hosts put the target here. */
  readonly branch?: string | undefined
  readonly pullRequest?: PullRequestFacts | undefined
  /** May be relative, or begin with `~/`. */
  readonly workspace?: string | undefined
}

export interface PullRequestFacts {
  /** Empty, `0` and `false` mean that this is no pull request. */
  readonly number: string | undefined
  readonly source?: string | undefined
  readonly target?: string | undefined
  readonly fork?: boolean | undefined
}

type Loose<T> = { readonly [Name in keyof T]?: T[Name] | undefined }

/** True when one of these variables is set, whatever it says: gitlab-ci-local sets `GITLAB_CI=false`. */
export function whenSet(...names: readonly [string, ...string[]]): (env: Variables) => boolean {
  return (env) => env(...names) !== undefined
}
