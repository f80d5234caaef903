import { whenSet, type Host, type PullRequestFacts } from '../host.ts'
import type { Variables } from '../environment.ts'
import { jobStatus } from '../job-status.ts'
import { isOtherRepository, slugOf } from '../slug.ts'

/** gitlab-ci-local sets `GITLAB_CI=false`: that it is set is what counts. */
export const gitlab: Host = {
  id: 'gitlab',
  name: 'GitLab CI',
  dialect: 'gitlab',
  isPresent: whenSet('GITLAB_CI'),
  describe: (env) => ({
    slug: slugOf(env('CI_PROJECT_PATH')),
    // CI_COMMIT_BRANCH is empty in merge request and tag pipelines.
    branch: env('CI_COMMIT_BRANCH', 'CI_COMMIT_REF_NAME'),
    defaultBranch: env('CI_DEFAULT_BRANCH'),
    tag: env('CI_COMMIT_TAG'),
    pullRequest: mergeRequest(env),
    commit: env('CI_COMMIT_SHA'),
    workspace: env('CI_PROJECT_DIR'),
    url: env('CI_JOB_URL', 'CI_PIPELINE_URL'),
    jobStatus: jobStatus(env('CI_JOB_STATUS')),
  }),
}

/**
 * CI_MERGE_REQUEST_ID is unique to the server; the number people see is the IID. CI_OPEN_MERGE_REQUESTS is left alone: it is set in
 * branch pipelines, and a branch with an open merge request, such as `develop`, still builds its own cache.
 */
function mergeRequest(env: Variables): PullRequestFacts {
  if (env('CI_EXTERNAL_PULL_REQUEST_IID') !== undefined) return externalPullRequest(env)
  return {
    number: env('CI_MERGE_REQUEST_IID'),
    source: env('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME'),
    target: env('CI_MERGE_REQUEST_TARGET_BRANCH_NAME'),
    fork: isOtherRepository(env('CI_MERGE_REQUEST_SOURCE_PROJECT_PATH'), env('CI_MERGE_REQUEST_PROJECT_PATH')),
  }
}

/** Of a repository on GitHub that GitLab only builds. */
function externalPullRequest(env: Variables): PullRequestFacts {
  return {
    number: env('CI_EXTERNAL_PULL_REQUEST_IID'),
    source: env('CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME'),
    target: env('CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME'),
    fork: isOtherRepository(env('CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY'), env('CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY')),
  }
}
