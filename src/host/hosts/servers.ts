import { whenSet, type Host } from '../host.ts'
import { jobStatusOfExit } from '../job-status.ts'
import { after } from '../refs.ts'
import { isOtherRepository, slugFrom, slugOf, slugOfUrl, slugText } from '../slug.ts'

export const jenkins: Host = {
  id: 'jenkins',
  name: 'Jenkins',
  dialect: 'plain',
  isPresent: whenSet('JENKINS_URL'),
  describe(env) {
    const branch = env('BRANCH_NAME') ?? attached(env('GIT_LOCAL_BRANCH')) ?? withoutRemote(attached(env('GIT_BRANCH')))
    return {
      slug: slugOfUrl(env('GIT_URL', 'GIT_URL_1')),
      branch,
      defaultBranch: env('BRANCH_IS_PRIMARY') === 'true' ? branch : undefined,
      tag: env('TAG_NAME'),
      // BRANCH_NAME is `PR-7` on a pull request. The other two families are of the ghprb and the GitLab plugin.
      pullRequest: {
        number: env('CHANGE_ID', 'ghprbPullId', 'gitlabMergeRequestIid'),
        source: env('CHANGE_BRANCH', 'ghprbSourceBranch', 'gitlabSourceBranch'),
        target: env('CHANGE_TARGET', 'ghprbTargetBranch', 'gitlabTargetBranch'),
        fork: env('CHANGE_ID') === undefined ? undefined : env('CHANGE_FORK') !== undefined,
      },
      commit: env('GIT_COMMIT'),
      workspace: env('WORKSPACE'),
      url: env('BUILD_URL', 'RUN_DISPLAY_URL'),
    }
  },
}

function attached(branch: string | undefined): string | undefined {
  return branch === 'detached' ? undefined : branch
}

export const buildkite: Host = {
  id: 'buildkite',
  name: 'Buildkite',
  dialect: 'buildkite',
  isPresent: whenSet('BUILDKITE'),
  describe(env) {
    const repository = slugOfUrl(env('BUILDKITE_REPO'))
    const [build, job] = [env('BUILDKITE_BUILD_URL'), env('BUILDKITE_JOB_ID')]
    return {
      slug: repository ?? slugFrom(env('BUILDKITE_ORGANIZATION_SLUG'), env('BUILDKITE_PIPELINE_SLUG')),
      branch: env('BUILDKITE_BRANCH'),
      defaultBranch: env('BUILDKITE_PIPELINE_DEFAULT_BRANCH'),
      tag: env('BUILDKITE_TAG'),
      pullRequest: {
        number: env('BUILDKITE_PULL_REQUEST'),
        source: env('BUILDKITE_BRANCH'),
        target: env('BUILDKITE_PULL_REQUEST_BASE_BRANCH'),
        fork: isOtherRepository(slugText(slugOfUrl(env('BUILDKITE_PULL_REQUEST_REPO'))), slugText(repository)),
      },
      // `HEAD` until the agent has checked it out.
      commit: env('BUILDKITE_COMMIT') === 'HEAD' ? undefined : env('BUILDKITE_COMMIT'),
      workspace: env('BUILDKITE_BUILD_CHECKOUT_PATH'),
      url: build && job ? `${build}#${job}` : build,
      jobStatus: jobStatusOfExit(env('BUILDKITE_COMMAND_EXIT_STATUS')),
    }
  },
}

export const screwdriver: Host = {
  id: 'screwdriver',
  name: 'Screwdriver',
  dialect: 'plain',
  isPresent: whenSet('SCREWDRIVER'),
  describe: (env) => ({
    slug: slugOf(env('SD_PIPELINE_NAME')) ?? slugOfUrl(env('SCM_URL')),
    branch: withoutRemote(env('GIT_BRANCH')),
    tag: env('SD_TAG_NAME'),
    // GIT_BRANCH is a ref of the pull request there.
    pullRequest: { number: env('SD_PULL_REQUEST'), source: env('PR_BRANCH_NAME'), target: env('PR_BASE_BRANCH_NAME') },
    commit: env('SD_BUILD_SHA'),
    workspace: env('SD_SOURCE_DIR'),
    url: env('SD_UI_BUILD_URL'),
  }),
}

/** `origin/main` and `refs/remotes/origin/main` name the branch `main` of the remote. */
function withoutRemote(branch: string | undefined): string | undefined {
  return after('refs/remotes/origin/', branch) ?? after('origin/', branch) ?? branch
}
