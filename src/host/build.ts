/** How a host wants its log: groups, colours, annotations. One renderer each in `report/`. */
export type LogDialect = 'plain' | 'terminal' | 'github' | 'gitlab' | 'buildkite' | 'teamcity' | 'azure' | 'travis'

/** The kinds of door by which settings reach us; each has its own list of sources in `inputs/`. */
export type Door = 'plugin' | 'action' | 'command'

/**
 * What a host tells about the build that runs us. Everything a host may leave out is optional;
 * an empty variable counts as left out.
 */
export interface Build {
  /** `github`, `drone`, `woodpecker`, ...; `terminal` when no CI is recognised. */
  readonly host: string
  /** The name people know it by: `GitHub Actions`. */
  readonly hostName: string
  readonly dialect: LogDialect
  /** `octo`, or `group/sub` on hosts with nested groups. */
  readonly owner?: string
  readonly repo?: string
  /** The branch that is built; on a pull request its source branch; absent on a tag. */
  readonly branch?: string
  readonly defaultBranch?: string
  readonly tag?: string
  readonly pullRequest?: {
    readonly number: string
    readonly target?: string
    /** True when the source is another repository, undefined where the host does not say. */
    readonly fork?: boolean
  }
  readonly commit?: string
  /** Absolute; where relative mounts are resolved. */
  readonly workspace: string
  readonly url?: string
  /** A directory that the steps of one job share and that ends with the job (RUNNER_TEMP and the like). */
  readonly jobTemp?: string
  /** Set by hosts that tell how the job has gone so far. */
  readonly jobStatus?: 'success' | 'failure' | 'cancelled'
  /** What the host allows this job to do with caches (GitHub's `cache-mode` and read-only triggers). */
  readonly access: Access
}

export type Access = 'read-write' | 'read' | 'write' | 'none'
