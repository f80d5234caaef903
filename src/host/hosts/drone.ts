import type { Variables } from '../environment.ts'
import { whenSet, type Facts, type Host } from '../host.ts'
import { jobStatus } from '../job-status.ts'
import { slugFrom, slugOf } from '../slug.ts'

/**
 * Its own variables only: the DRONE_* that it sets for plugins are incomplete, miss in steps with an `environment`, and claim success always.
 * `woodpecker-cli exec` with a metadata file leaves out the system's name; no other host has events of pipelines and CI_REPO.
 */
export const woodpecker: Host = {
  id: 'woodpecker',
  name: 'Woodpecker',
  dialect: 'plain',
  isPresent: (env) =>
    env('CI') === 'woodpecker' ||
    env('CI_SYSTEM_NAME') === 'woodpecker' ||
    (env('CI_PIPELINE_EVENT') !== undefined && env('CI_REPO') !== undefined),
  describe(env) {
    const [source, target] = branchesOfRefspec(env('CI_COMMIT_REFSPEC'))
    return {
      slug: slugFrom(env('CI_REPO_OWNER'), env('CI_REPO_NAME')) ?? slugOf(env('CI_REPO')),
      ref: env('CI_COMMIT_REF'),
      branch: env('CI_COMMIT_BRANCH'),
      defaultBranch: env('CI_REPO_DEFAULT_BRANCH'),
      tag: env('CI_COMMIT_TAG'),
      // CI_COMMIT_BRANCH is the target with GitHub, Gitea and Forgejo, the source with GitLab and Bitbucket.
      pullRequest: {
        number: env('CI_COMMIT_PULL_REQUEST'),
        source: env('CI_COMMIT_SOURCE_BRANCH') ?? source,
        target: env('CI_COMMIT_TARGET_BRANCH') ?? target,
      },
      commit: env('CI_COMMIT_SHA'),
      workspace: env('CI_WORKSPACE'),
      url: env('CI_STEP_URL', 'CI_PIPELINE_URL'),
      jobStatus: jobStatus(env('CI_PIPELINE_STATUS')),
    }
  },
}

export const harness: Host = {
  id: 'harness',
  name: 'Harness CI',
  dialect: 'plain',
  isPresent: whenSet('HARNESS_BUILD_ID', 'HARNESS_ACCOUNT_ID'),
  describe: (env) => ({ ...droneFacts(env), workspace: env('HARNESS_WORKSPACE', 'DRONE_WORKSPACE') }),
}

/** Also when only the repository is given: plugins are run by hand that way. */
export const drone: Host = {
  id: 'drone',
  name: 'Drone',
  dialect: 'plain',
  isPresent: whenSet('DRONE', 'DRONE_REPO', 'DRONE_REPO_OWNER'),
  describe: droneFacts,
}

function droneFacts(env: Variables): Facts {
  const [source, target] = branchesOfRefspec(env('DRONE_COMMIT_REFSPEC'))
  return {
    slug: slugFrom(env('DRONE_REPO_OWNER', 'DRONE_REPO_NAMESPACE'), env('DRONE_REPO_NAME')) ?? slugOf(env('DRONE_REPO')),
    ref: env('DRONE_COMMIT_REF'),
    branch: env('DRONE_COMMIT_BRANCH', 'DRONE_BRANCH'),
    defaultBranch: env('DRONE_REPO_BRANCH'),
    tag: env('DRONE_TAG'),
    // DRONE_COMMIT_BRANCH "has always been the target branch" of a pull request (go-scm#11).
    pullRequest: {
      number: env('DRONE_PULL_REQUEST'),
      source: env('DRONE_SOURCE_BRANCH') ?? source,
      target: env('DRONE_TARGET_BRANCH') ?? target,
    },
    commit: env('DRONE_COMMIT_SHA', 'DRONE_COMMIT'),
    workspace: env('DRONE_WORKSPACE', 'CI_WORKSPACE'),
    url: env('DRONE_BUILD_LINK'),
    jobStatus: jobStatus(env('DRONE_BUILD_STATUS')),
  }
}

/** `source:target`: the only place where Drone 0.8 tells the two apart. */
function branchesOfRefspec(refspec: string | undefined): readonly (string | undefined)[] {
  const split = refspec?.indexOf(':') ?? -1
  return split === -1 ? [] : [refspec!.slice(0, split) || undefined, refspec!.slice(split + 1) || undefined]
}
