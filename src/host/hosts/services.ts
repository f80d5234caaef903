import { claim } from '../environment.ts'
import { whenSet, type Host } from '../host.ts'
import { jobStatus, jobStatusOfExit } from '../job-status.ts'
import { isOtherRepository, slugFrom, slugOf, slugOfUrl, slugText } from '../slug.ts'

/** Projects of the GitHub App and of GitLab lack the names of owner and repository. */
export const circleci: Host = {
  id: 'circleci',
  name: 'CircleCI',
  dialect: 'plain',
  isPresent: whenSet('CIRCLECI'),
  describe(env) {
    // On a pull request of a fork the branch is called `pull/7`.
    const branch = env('CIRCLE_BRANCH')
    const forked = /^pull\/(\d+)$/.exec(branch ?? '')?.[1]
    const number = env('CIRCLE_PR_NUMBER') ?? env('CIRCLE_PULL_REQUEST')?.split('/').at(-1) ?? forked
    return {
      slug: slugFrom(env('CIRCLE_PROJECT_USERNAME'), env('CIRCLE_PROJECT_REPONAME')) ?? slugOfUrl(env('CIRCLE_REPOSITORY_URL')),
      branch,
      tag: env('CIRCLE_TAG'),
      pullRequest: {
        number,
        source: forked === undefined ? branch : undefined,
        fork: forked !== undefined || env('CIRCLE_PR_NUMBER') !== undefined,
      },
      commit: env('CIRCLE_SHA1'),
      workspace: env('CIRCLE_WORKING_DIRECTORY'),
      url: env('CIRCLE_BUILD_URL'),
    }
  },
}

export const travis: Host = {
  id: 'travis',
  name: 'Travis CI',
  dialect: 'travis',
  isPresent: whenSet('TRAVIS'),
  describe: (env) => ({
    slug: slugOf(env('TRAVIS_REPO_SLUG')),
    branch: env('TRAVIS_BRANCH'),
    tag: env('TRAVIS_TAG'),
    pullRequest: {
      number: env('TRAVIS_PULL_REQUEST'),
      source: env('TRAVIS_PULL_REQUEST_BRANCH'),
      target: env('TRAVIS_BRANCH'),
      fork: isOtherRepository(env('TRAVIS_PULL_REQUEST_SLUG'), env('TRAVIS_REPO_SLUG')),
    },
    commit: env('TRAVIS_COMMIT'),
    workspace: env('TRAVIS_BUILD_DIR'),
    url: env('TRAVIS_JOB_WEB_URL'),
    jobStatus: jobStatusOfExit(env('TRAVIS_TEST_RESULT')),
  }),
}

export const appveyor: Host = {
  id: 'appveyor',
  name: 'AppVeyor',
  dialect: 'plain',
  isPresent: whenSet('APPVEYOR'),
  describe(env) {
    const [server, account] = [env('APPVEYOR_URL'), env('APPVEYOR_ACCOUNT_NAME')]
    const [project, job] = [env('APPVEYOR_PROJECT_SLUG'), env('APPVEYOR_JOB_ID')]
    return {
      slug: slugOf(env('APPVEYOR_REPO_NAME')),
      branch: env('APPVEYOR_REPO_BRANCH'),
      tag: env('APPVEYOR_REPO_TAG_NAME'),
      pullRequest: {
        number: env('APPVEYOR_PULL_REQUEST_NUMBER'),
        source: env('APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH'),
        target: env('APPVEYOR_REPO_BRANCH'),
        fork: isOtherRepository(env('APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME'), env('APPVEYOR_REPO_NAME')),
      },
      commit: env('APPVEYOR_PULL_REQUEST_HEAD_COMMIT', 'APPVEYOR_REPO_COMMIT'),
      workspace: env('APPVEYOR_BUILD_FOLDER'),
      url: server && account && project && job ? `${server}/project/${account}/${project}/build/job/${job}` : undefined,
    }
  },
}

export const semaphore: Host = {
  id: 'semaphore',
  name: 'Semaphore',
  dialect: 'plain',
  isPresent: whenSet('SEMAPHORE'),
  describe(env) {
    const [organisation, job] = [env('SEMAPHORE_ORGANIZATION_URL'), env('SEMAPHORE_JOB_ID')]
    const directory = env('SEMAPHORE_GIT_DIR')
    return {
      slug: slugOf(env('SEMAPHORE_GIT_REPO_SLUG')),
      // SEMAPHORE_GIT_BRANCH is the target on a pull request.
      branch: env('SEMAPHORE_GIT_BRANCH'),
      tag: env('SEMAPHORE_GIT_TAG_NAME'),
      pullRequest: {
        number: env('SEMAPHORE_GIT_PR_NUMBER'),
        source: env('SEMAPHORE_GIT_PR_BRANCH', 'SEMAPHORE_GIT_WORKING_BRANCH'),
        target: env('SEMAPHORE_GIT_BRANCH'),
        fork: isOtherRepository(env('SEMAPHORE_GIT_PR_SLUG'), env('SEMAPHORE_GIT_REPO_SLUG')),
      },
      commit: env('SEMAPHORE_GIT_SHA', 'SEMAPHORE_GIT_PR_SHA'),
      // A name below the home directory.
      workspace: directory && /^[^/~]/.test(directory) ? `~/${directory}` : directory,
      url: organisation && job ? `${organisation}/jobs/${job}` : undefined,
      jobStatus: jobStatus(env('SEMAPHORE_JOB_RESULT')),
    }
  },
}

export const cirrus: Host = {
  id: 'cirrus',
  name: 'Cirrus CI',
  dialect: 'plain',
  isPresent: whenSet('CIRRUS_CI'),
  describe(env) {
    const task = env('CIRRUS_TASK_ID')
    return {
      slug: slugOf(env('CIRRUS_REPO_FULL_NAME')),
      branch: env('CIRRUS_BRANCH'),
      defaultBranch: env('CIRRUS_DEFAULT_BRANCH'),
      tag: env('CIRRUS_TAG'),
      // CIRRUS_BRANCH is `pull/7` there; the name of the source is not told.
      pullRequest: { number: env('CIRRUS_PR'), target: env('CIRRUS_BASE_BRANCH') },
      commit: env('CIRRUS_CHANGE_IN_REPO'),
      workspace: env('CIRRUS_WORKING_DIR'),
      url: task === undefined ? undefined : `https://cirrus-ci.com/task/${task}`,
    }
  },
}

/** BITRISE_APP_SLUG and the like name the app, not the repository. */
export const bitrise: Host = {
  id: 'bitrise',
  name: 'Bitrise',
  dialect: 'plain',
  isPresent: whenSet('BITRISE_IO'),
  describe(env) {
    const cloned = slugOfUrl(env('GIT_REPOSITORY_URL'))
    return {
      slug: slugFrom(env('BITRISEIO_GIT_REPOSITORY_OWNER'), env('BITRISEIO_GIT_REPOSITORY_SLUG')) ?? cloned,
      branch: env('BITRISE_GIT_BRANCH'),
      tag: env('BITRISE_GIT_TAG'),
      pullRequest: {
        number: env('BITRISE_PULL_REQUEST'),
        source: env('BITRISE_GIT_BRANCH'),
        target: env('BITRISEIO_GIT_BRANCH_DEST'),
        fork: isOtherRepository(slugText(slugOfUrl(env('BITRISEIO_PULL_REQUEST_REPOSITORY_URL'))), slugText(cloned)),
      },
      commit: env('BITRISE_GIT_COMMIT', 'GIT_CLONE_COMMIT_HASH'),
      workspace: env('BITRISE_SOURCE_DIR'),
      url: env('BITRISE_BUILD_URL'),
      jobStatus: jobStatusOfExit(env('BITRISE_BUILD_STATUS')),
    }
  },
}

export const codefresh: Host = {
  id: 'codefresh',
  name: 'Codefresh',
  dialect: 'plain',
  isPresent: whenSet('CF_BUILD_ID'),
  describe(env) {
    const [volume, repo] = [env('CF_VOLUME_PATH'), env('CF_REPO_NAME')]
    return {
      slug: slugFrom(env('CF_REPO_OWNER'), repo),
      branch: env('CF_BRANCH'),
      tag: env('CF_RELEASE_TAG'),
      pullRequest: {
        number: env('CF_PULL_REQUEST_NUMBER', 'CF_PULL_REQUEST_ID'),
        source: env('CF_BRANCH'),
        target: env('CF_PULL_REQUEST_TARGET', 'CF_BASE_BRANCH'),
        fork: claim(env('CF_PULL_REQUEST_IS_FORK')),
      },
      commit: env('CF_REVISION'),
      workspace: volume && repo ? `${volume}/${repo}` : undefined,
      url: env('CF_BUILD_URL'),
    }
  },
}

/** The names with EXECUTION are the older ones. */
export const buddy: Host = {
  id: 'buddy',
  name: 'Buddy',
  dialect: 'plain',
  isPresent: whenSet('BUDDY', 'BUDDY_WORKSPACE_ID'),
  describe: (env) => ({
    slug: slugOf(env('BUDDY_REPO_SLUG')) ?? slugOfUrl(env('BUDDY_SCM_URL')),
    branch: env('BUDDY_RUN_BRANCH', 'BUDDY_EXECUTION_BRANCH'),
    tag: env('BUDDY_RUN_TAG', 'BUDDY_EXECUTION_TAG'),
    pullRequest: {
      number: env('BUDDY_RUN_PR_NO', 'BUDDY_EXECUTION_PULL_REQUEST_NO'),
      source: env('BUDDY_RUN_PR_HEAD_BRANCH', 'BUDDY_EXECUTION_PULL_REQUEST_HEAD_BRANCH'),
      target: env('BUDDY_RUN_PR_BASE_BRANCH', 'BUDDY_EXECUTION_PULL_REQUEST_BASE_BRANCH'),
    },
    commit: env('BUDDY_RUN_COMMIT', 'BUDDY_EXECUTION_REVISION'),
    url: env('BUDDY_RUN_URL', 'BUDDY_EXECUTION_URL'),
  }),
}
