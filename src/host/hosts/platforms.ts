import { claim, type Variables } from '../environment.ts'
import { whenSet, type Host } from '../host.ts'
import { jobStatus, jobStatusOfExit } from '../job-status.ts'
import { slugOf, slugOfUrl } from '../slug.ts'

export const azure: Host = {
  id: 'azure',
  name: 'Azure Pipelines',
  dialect: 'azure',
  isPresent: whenSet('TF_BUILD'),
  describe: (env) => ({
    // The name of a repository in Azure Repos has no owner in front; its URL has.
    slug: slugOf(env('BUILD_REPOSITORY_NAME')) ?? slugOfUrl(env('BUILD_REPOSITORY_URI')),
    // BUILD_SOURCEBRANCHNAME is the last component only: `x` of `feature/x`.
    ref: env('BUILD_SOURCEBRANCH'),
    pullRequest: {
      number: env('SYSTEM_PULLREQUEST_PULLREQUESTNUMBER', 'SYSTEM_PULLREQUEST_PULLREQUESTID'),
      source: env('SYSTEM_PULLREQUEST_SOURCEBRANCH'),
      target: env('SYSTEM_PULLREQUEST_TARGETBRANCH'),
      fork: claim(env('SYSTEM_PULLREQUEST_ISFORK')),
    },
    commit: env('BUILD_SOURCEVERSION'),
    workspace: env('BUILD_SOURCESDIRECTORY'),
    url: azureUrl(env),
    // Emptied after each job.
    jobTemp: env('AGENT_TEMPDIRECTORY'),
    jobStatus: jobStatus(env('AGENT_JOBSTATUS')),
  }),
}

function azureUrl(env: Variables): string | undefined {
  const [collection, project, build] = [env('SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'), env('SYSTEM_TEAMPROJECTID'), env('BUILD_BUILDID')]
  if (collection === undefined || project === undefined || build === undefined) return undefined
  const job = env('SYSTEM_JOBID')
  return `${collection}${project}/_build/results?buildId=${build}${job === undefined ? '' : `&view=logs&j=${job}`}`
}

export const bitbucket: Host = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  dialect: 'plain',
  isPresent: whenSet('BITBUCKET_COMMIT', 'BITBUCKET_BUILD_NUMBER'),
  describe(env) {
    const [origin, build] = [env('BITBUCKET_GIT_HTTP_ORIGIN'), env('BITBUCKET_BUILD_NUMBER')]
    return {
      slug: slugOf(env('BITBUCKET_REPO_FULL_NAME')),
      branch: env('BITBUCKET_BRANCH'),
      tag: env('BITBUCKET_TAG'),
      pullRequest: {
        number: env('BITBUCKET_PR_ID'),
        source: env('BITBUCKET_BRANCH'),
        target: env('BITBUCKET_PR_DESTINATION_BRANCH'),
      },
      commit: env('BITBUCKET_COMMIT'),
      workspace: env('BITBUCKET_CLONE_DIR'),
      url: origin && build ? `${origin}/pipelines/results/${build}` : undefined,
      jobStatus: jobStatusOfExit(env('BITBUCKET_EXIT_CODE')),
    }
  },
}

export const codebuild: Host = {
  id: 'codebuild',
  name: 'AWS CodeBuild',
  dialect: 'plain',
  isPresent: whenSet('CODEBUILD_BUILD_ARN'),
  describe(env) {
    // `branch/feature/x`, `tag/v1` or `pr/7`; a build started by hand has none, and its version may be `pr/7`.
    const trigger = env('CODEBUILD_WEBHOOK_TRIGGER') ?? env('CODEBUILD_SOURCE_VERSION') ?? ''
    const { kind, name } = /^(?<kind>branch|tag|pr)\/(?<name>.+)$/.exec(trigger)?.groups ?? {}
    const head = env('CODEBUILD_WEBHOOK_HEAD_REF')
    return {
      slug: slugOfUrl(env('CODEBUILD_SOURCE_REPO_URL')),
      ref: head,
      branch: kind === 'branch' ? name : undefined,
      tag: kind === 'tag' ? name : undefined,
      pullRequest: { number: kind === 'pr' ? name : undefined, source: head, target: env('CODEBUILD_WEBHOOK_BASE_REF') },
      commit: env('CODEBUILD_RESOLVED_SOURCE_VERSION'),
      workspace: env('CODEBUILD_SRC_DIR'),
      url: env('CODEBUILD_BUILD_URL', 'CODEBUILD_PUBLIC_BUILD_URL'),
      jobStatus: codebuildStatus.get(env('CODEBUILD_BUILD_SUCCEEDING')),
    }
  },
}

const codebuildStatus: ReadonlyMap<string | undefined, 'success' | 'failure'> = new Map([
  ['1', 'success'],
  ['0', 'failure'],
])
