import { hash } from 'node:crypto'
import { basename } from 'node:path'
import type { Build } from '../host/build.ts'
import { joinPaths, pathFromBuild } from './paths.ts'

/** The places that a build may use when the user names none, below the root. */
export interface Scopes {
  /** Holds all the others. */
  readonly repository: string
  /** Where this build writes, and looks first. */
  readonly own: string
  /** What a pull request is shut into, so that it never writes where a branch reads. */
  readonly pullRequest: string | undefined
  /** Where branches keep what this build may take instead, in this order; may hold `own`. */
  readonly others: readonly string[]
}

export function scopesOf(build: Build, workspace: string): Scopes {
  const repository = repositoryPath(build, workspace)
  const branchPath = (branch: string): string => joinPaths(repository, branchComponents(branch))
  const defaults = build.defaultBranch ? [build.defaultBranch] : ['main', 'master']
  const scopes = (own: string, branches: readonly string[]): Scopes => ({
    repository,
    own,
    pullRequest: undefined,
    others: branches.map(branchPath),
  })
  if (build.pullRequest) {
    const { number, target } = build.pullRequest
    const own = joinPaths(repository, 'pull', pathFromBuild(number))
    return { ...scopes(own, target ? [target, ...defaults] : defaults), pullRequest: own }
  }
  if (build.tag) return scopes(joinPaths(repository, 'tag', pathFromBuild(build.tag)), defaults)
  return scopes(build.branch ? branchPath(build.branch) : repository, defaults)
}

function repositoryPath(build: Build, workspace: string): string {
  const named = joinPaths(pathFromBuild(build.owner ?? ''), pathFromBuild(build.repo ?? ''))
  return build.owner && build.repo ? named : joinPaths('local', pathFromBuild(namelessRepository(build, workspace)) || 'workspace')
}

/**
 * On a laptop many projects are called `app`, and one must not get the packages of the other; a CI checks out one project in many places,
 * whose last component stays.
 */
function namelessRepository({ host }: Build, workspace: string): string {
  const name = basename(workspace)
  return host === 'terminal' ? `${name}-${hash('sha256', workspace).slice(0, 8)}` : name
}

/** A branch called `pull/7` must not read and write what pull request 7 does. */
function branchComponents(branch: string): string {
  return pathFromBuild(branch).replace(/^([pt])(?=ull\/|ag\/)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
}
