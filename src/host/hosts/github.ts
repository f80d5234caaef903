import type { BuildFiles, Variables } from '../environment.ts'
import { whenSet, type Facts, type Host } from '../host.ts'
import { memberAt, parseJson, textAt } from '../json.ts'
import { branchOfRef } from '../refs.ts'
import { isOtherRepository, slugOf } from '../slug.ts'
import { githubAccess } from './github-access.ts'

export const forgejo: Host = { id: 'forgejo', name: 'Forgejo Actions', dialect: 'github', isPresent: whenSet('FORGEJO_ACTIONS'), describe }

export const gitea: Host = { id: 'gitea', name: 'Gitea Actions', dialect: 'github', isPresent: whenSet('GITEA_ACTIONS'), describe }

export const github: Host = {
  id: 'github',
  name: 'GitHub Actions',
  dialect: 'github',
  isPresent: whenSet('GITHUB_ACTIONS'),
  describe: (env, files) => ({ ...describe(env, files), url: runUrl(env, env('GITHUB_RUN_ATTEMPT')) }),
}

/** The three share their variables. What they have no variable for is in the event that started the run. */
function describe(env: Variables, files: BuildFiles): Facts {
  const event = readEvent(env, files)
  const ref = env('GITHUB_REF')
  const defaultBranch = defaultBranchOf(env, event)
  return {
    slug: slugOf(env('GITHUB_REPOSITORY')),
    ref,
    defaultBranch,
    pullRequest: {
      number: textAt(event, 'pull_request', 'number'),
      source: env('GITHUB_HEAD_REF') ?? textAt(event, 'pull_request', 'head', 'ref'),
      target: env('GITHUB_BASE_REF') ?? textAt(event, 'pull_request', 'base', 'ref'),
      fork: isFork(event),
    },
    commit: env('GITHUB_SHA'),
    workspace: env('GITHUB_WORKSPACE'),
    url: runUrl(env, undefined),
    jobTemp: env('RUNNER_TEMP'),
    access: githubAccess({ mode: env('ACTIONS_CACHE_MODE'), trigger: env('GITHUB_EVENT_NAME'), ref, defaultBranch, event }),
  }
}

function readEvent(env: Variables, files: BuildFiles): unknown {
  const path = env('GITHUB_EVENT_PATH')
  return path === undefined ? undefined : parseJson(files.readText(path))
}

/** The event of a schedule may lack the repository, but schedules run on the default branch only. */
function defaultBranchOf(env: Variables, event: unknown): string | undefined {
  const scheduled = env('GITHUB_EVENT_NAME') === 'schedule' ? branchOfRef(env('GITHUB_REF')) : undefined
  return textAt(event, 'repository', 'default_branch') ?? scheduled
}

/** A head without a repository is a fork that was deleted meanwhile. */
function isFork(event: unknown): boolean | undefined {
  if (memberAt(event, 'pull_request', 'head', 'repo') === null) return true
  return isOtherRepository(
    textAt(event, 'pull_request', 'head', 'repo', 'full_name'),
    textAt(event, 'pull_request', 'base', 'repo', 'full_name'),
  )
}

function runUrl(env: Variables, attempt: string | undefined): string | undefined {
  const [server, repository, run] = [env('GITHUB_SERVER_URL'), env('GITHUB_REPOSITORY'), env('GITHUB_RUN_ID')]
  if (server === undefined || repository === undefined || run === undefined) return undefined
  return `${server}/${repository}/actions/runs/${run}${attempt === undefined ? '' : `/attempts/${attempt}`}`
}
