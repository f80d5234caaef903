import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Build } from '../../src/host/build.ts'
import { detectBuild } from '../../src/host/detect.ts'
import { hosts } from '../../src/host/hosts.ts'
import { environmentOf, environmentsDirectory, filesOf } from './environments.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'
const access = 'read-write'
const octo = { owner: 'octo', repo: 'app', commit, access } as const
const onBranch = { branch: 'feature/x' } as const
const onTag = { tag: 'v1.2.3' } as const
const onPullRequest = { branch: 'feature/x', pullRequest: { number: '12', target: 'develop' } } as const
const onForkedPullRequest = { branch: 'feature/x', pullRequest: { number: '12', target: 'develop', fork: true } } as const
const onOwnPullRequest = { branch: 'feature/x', pullRequest: { number: '12', target: 'develop', fork: false } } as const

const woodpecker = {
  host: 'woodpecker',
  hostName: 'Woodpecker',
  dialect: 'plain',
  ...octo,
  defaultBranch: 'main',
  workspace: '/workspace',
  jobStatus: 'success',
} as const
const drone = {
  host: 'drone',
  hostName: 'Drone',
  dialect: 'plain',
  ...octo,
  defaultBranch: 'main',
  workspace: '/drone/src',
  url: 'https://drone.example.org/octo/app/42',
  jobStatus: 'success',
} as const
const drone08 = {
  host: 'drone',
  hostName: 'Drone',
  dialect: 'plain',
  ...octo,
  defaultBranch: 'main',
  workspace: '/drone/src/github.com/octo/app',
} as const
const harness = {
  host: 'harness',
  hostName: 'Harness CI',
  dialect: 'plain',
  ...octo,
  defaultBranch: 'main',
  workspace: '/harness',
  url: 'https://app.harness.io/ng/account/a/pipeline/42',
} as const
const act = {
  host: 'github',
  hostName: 'GitHub Actions',
  dialect: 'github',
  ...octo,
  commit: '02d1e1500ea952145db27e60b7f8b4cbb5c68507',
  workspace: '/home/runner/.cache/act/0123456789abcdef/hostexecutor',
  jobTemp: '/home/runner/.cache/act/0123456789abcdef/tmp',
  url: 'https://github.com/octo/app/actions/runs/1/attempts/1',
} as const
const actions = {
  dialect: 'github',
  ...octo,
  defaultBranch: 'main',
  workspace: '/home/runner/work/app/app',
  jobTemp: '/home/runner/work/_temp',
} as const
const github = {
  host: 'github',
  hostName: 'GitHub Actions',
  ...actions,
  url: 'https://github.com/octo/app/actions/runs/4711/attempts/2',
} as const
const gitea = { host: 'gitea', hostName: 'Gitea Actions', ...actions, url: 'https://gitea.example.org/octo/app/actions/runs/4711' } as const
const gitlab = {
  host: 'gitlab',
  hostName: 'GitLab CI',
  dialect: 'gitlab',
  owner: 'group/sub',
  repo: 'proj',
  commit,
  access,
  defaultBranch: 'main',
  workspace: '/builds/group/sub/proj',
  url: 'https://gitlab.example.org/group/sub/proj/-/jobs/624755',
} as const
const circleci = {
  host: 'circleci',
  hostName: 'CircleCI',
  dialect: 'plain',
  ...octo,
  workspace: '/home/circleci/project',
  url: 'https://circleci.com/gh/octo/app/42',
} as const
const jenkins = {
  host: 'jenkins',
  hostName: 'Jenkins',
  dialect: 'plain',
  ...octo,
  workspace: '/var/jenkins_home/workspace/app',
  url: 'https://jenkins.example.org/job/app/42/',
} as const
const buildkite = {
  host: 'buildkite',
  hostName: 'Buildkite',
  dialect: 'buildkite',
  owner: 'octo',
  repo: 'app',
  access,
  defaultBranch: 'main',
  workspace: '/var/lib/buildkite-agent/builds/agent-1/octo/app',
  url: 'https://buildkite.com/octo/app/builds/42#e44f9784-e20e-4b93-a21d-f41fd5869db9',
} as const
const travis = {
  host: 'travis',
  hostName: 'Travis CI',
  dialect: 'travis',
  ...octo,
  workspace: '/home/travis/build/octo/app',
  url: 'https://app.travis-ci.com/octo/app/jobs/42',
} as const
const azure = {
  host: 'azure',
  hostName: 'Azure Pipelines',
  dialect: 'azure',
  ...octo,
  workspace: '/home/vsts/work/1/s',
  jobTemp: '/home/vsts/work/_temp',
  url: 'https://dev.azure.com/org/6e8a4c1e/_build/results?buildId=42&view=logs&j=12f1170f-54f2-53f3-20dd-22fc7dff55f9',
} as const
const bitbucket = {
  host: 'bitbucket',
  hostName: 'Bitbucket Pipelines',
  dialect: 'plain',
  ...octo,
  workspace: '/opt/atlassian/pipelines/agent/build',
  url: 'http://bitbucket.org/octo/app/pipelines/results/42',
} as const
const teamcity = {
  host: 'teamcity',
  hostName: 'TeamCity',
  dialect: 'teamcity',
  ...octo,
  defaultBranch: 'main',
  workspace: '/opt/buildagent/work/ab12',
  jobTemp: '/opt/buildagent/temp/buildTmp',
  url: 'https://teamcity.example.org/build/42',
} as const
const appveyor = {
  host: 'appveyor',
  hostName: 'AppVeyor',
  dialect: 'plain',
  ...octo,
  workspace: '/home/appveyor/projects/app',
  url: 'https://ci.appveyor.com/project/octo/app/build/job/j0b',
} as const
const semaphore = {
  host: 'semaphore',
  hostName: 'Semaphore',
  dialect: 'plain',
  ...octo,
  workspace: '/home/semaphore/app',
  url: 'https://octo.semaphoreci.com/jobs/a26d42cf',
} as const
const cirrus = {
  host: 'cirrus',
  hostName: 'Cirrus CI',
  dialect: 'plain',
  ...octo,
  defaultBranch: 'main',
  workspace: '/tmp/cirrus-ci-build',
  url: 'https://cirrus-ci.com/task/4711',
} as const
const codebuild = {
  host: 'codebuild',
  hostName: 'AWS CodeBuild',
  dialect: 'plain',
  ...octo,
  workspace: '/codebuild/output/src1/src/github.com/octo/app',
  url: 'https://eu-west-1.console.aws.amazon.com/codebuild/home#/builds/app:42',
} as const
const bitrise = {
  host: 'bitrise',
  hostName: 'Bitrise',
  dialect: 'plain',
  ...octo,
  workspace: '/bitrise/src',
  url: 'https://app.bitrise.io/build/42',
} as const
const codefresh = {
  host: 'codefresh',
  hostName: 'Codefresh',
  dialect: 'plain',
  ...octo,
  workspace: '/codefresh/volume/app',
  url: 'https://g.codefresh.io/build/0123456789abcdef01234567',
} as const
const buddy = {
  host: 'buddy',
  hostName: 'Buddy',
  dialect: 'plain',
  ...octo,
  workspace: '/home/jane/here',
  url: 'https://app.buddy.works/octo/app/pipelines/pipeline/1/run/42',
} as const
const screwdriver = {
  host: 'screwdriver',
  hostName: 'Screwdriver',
  dialect: 'plain',
  ...octo,
  workspace: '/sd/workspace/src/github.com/octo/app',
  url: 'https://cd.screwdriver.cd/pipelines/1/builds/42',
} as const

const builds: Readonly<Record<string, Build>> = {
  'woodpecker-push': { ...woodpecker, ...onBranch },
  'woodpecker-pull-request': { ...woodpecker, ...onPullRequest },
  'woodpecker-tag': { ...woodpecker, ...onTag },
  'harness-push': { ...harness, branch: 'main' },
  'harness-tag': { ...harness, ...onTag },
  'drone-push': { ...drone, ...onBranch },
  'drone-pull-request': { ...drone, ...onPullRequest },
  'drone-tag': { ...drone, ...onTag },
  'drone-0.8-push': { ...drone08, branch: 'main', url: 'https://drone.example.org/octo/app/42' },
  'drone-0.8-pull-request': { ...drone08, ...onPullRequest },
  'forgejo-push': {
    ...gitea,
    host: 'forgejo',
    hostName: 'Forgejo Actions',
    branch: 'main',
    url: 'https://forgejo.example.org/octo/app/actions/runs/4711',
  },
  'gitea-push': { ...gitea, ...onBranch },
  'gitea-pull-request': { ...gitea, ...onOwnPullRequest },
  'github-push': { ...github, ...onBranch },
  'github-tag': { ...github, ...onTag },
  'github-pull-request': { ...github, ...onOwnPullRequest },
  'github-pull-request-fork': { ...github, ...onForkedPullRequest, branch: 'main' },
  'github-pull-request-target': {
    ...github,
    branch: 'feature/x',
    pullRequest: { number: '12', target: 'main', fork: true },
    access: 'read',
  },
  'github-schedule': { ...github, branch: 'main' },
  'github-workflow-run-fork': { ...github, branch: 'main', access: 'read' },
  'github-act-push': { ...act, branch: 'master' },
  'github-act-pull-request': { ...act, branch: 'feature/x', pullRequest: { number: '12', target: 'main' } },
  'gitlab-branch-with-open-merge-request': { ...gitlab, branch: 'develop', jobStatus: 'failure' },
  'gitlab-merge-request-fork': { ...gitlab, ...onForkedPullRequest },
  'gitlab-external-pull-request': { ...gitlab, ...onOwnPullRequest },
  'gitlab-tag': { ...gitlab, ...onTag, jobStatus: 'success' },
  'gitlab-local-push': {
    ...gitlab,
    branch: 'main',
    commit: '1fe76d2efc54b6ebb46cfee352cbe9c49e95bff8',
    workspace: '/builds/group/sub/proj/.gitlab-ci-local/builds/build',
  },
  'circleci-push': { ...circleci, ...onBranch },
  'circleci-pull-request': { ...circleci, branch: 'feature/x', pullRequest: { number: '12', fork: false } },
  'circleci-pull-request-fork': { ...circleci, pullRequest: { number: '12', fork: true } },
  'circleci-github-app-tag': { ...circleci, ...onTag },
  'jenkins-freestyle-push': { ...jenkins, ...onBranch },
  'jenkins-multibranch-push': { ...jenkins, branch: 'main', defaultBranch: 'main' },
  'jenkins-multibranch-pull-request': { ...jenkins, ...onForkedPullRequest },
  'jenkins-multibranch-tag': { ...jenkins, ...onTag },
  'jenkins-ghprb-pull-request': { ...jenkins, ...onPullRequest },
  'jenkins-gitlab-merge-request': { ...jenkins, ...onPullRequest },
  'buildkite-push': { ...buildkite, ...onBranch, jobStatus: 'success' },
  'buildkite-pull-request': { ...buildkite, commit, ...onOwnPullRequest, jobStatus: 'failure' },
  'buildkite-tag': { ...buildkite, commit, ...onTag },
  'travis-push': { ...travis, ...onBranch, jobStatus: 'success' },
  'travis-pull-request': { ...travis, ...onForkedPullRequest },
  'travis-tag': { ...travis, ...onTag, jobStatus: 'failure' },
  'azure-push': { ...azure, ...onBranch, jobStatus: 'success' },
  'azure-github-pull-request': { ...azure, ...onForkedPullRequest, jobStatus: 'failure' },
  'azure-repos-pull-request': {
    ...azure,
    owner: 'org/proj',
    repo: 'repo',
    branch: 'feature/x',
    pullRequest: { number: '12', target: 'main', fork: false },
    jobStatus: 'cancelled',
  },
  'azure-tag': { ...azure, ...onTag, jobStatus: 'success' },
  'bitbucket-push': { ...bitbucket, ...onBranch, jobStatus: 'success' },
  'bitbucket-pull-request': { ...bitbucket, ...onPullRequest, jobStatus: 'failure' },
  'bitbucket-tag': { ...bitbucket, ...onTag },
  'teamcity-push': { ...teamcity, ...onBranch },
  'teamcity-default-branch': { ...teamcity, branch: 'main' },
  'teamcity-pull-request': { ...teamcity, ...onPullRequest },
  'appveyor-push': { ...appveyor, ...onBranch },
  'appveyor-pull-request': { ...appveyor, ...onForkedPullRequest, commit: '89abcdef0123456789abcdef0123456789abcdef' },
  'appveyor-tag': { ...appveyor, ...onTag },
  'semaphore-push': { ...semaphore, ...onBranch, jobStatus: 'success' },
  'semaphore-pull-request': { ...semaphore, ...onForkedPullRequest, jobStatus: 'failure' },
  'semaphore-tag': { ...semaphore, ...onTag, jobStatus: 'cancelled' },
  'cirrus-push': { ...cirrus, ...onBranch },
  'cirrus-pull-request': { ...cirrus, pullRequest: { number: '12', target: 'develop' } },
  'cirrus-tag': { ...cirrus, ...onTag },
  'codebuild-push': { ...codebuild, ...onBranch, jobStatus: 'success' },
  'codebuild-pull-request': { ...codebuild, ...onPullRequest, jobStatus: 'failure' },
  'codebuild-tag': { ...codebuild, ...onTag, jobStatus: 'success' },
  'bitrise-push': { ...bitrise, ...onBranch, jobStatus: 'success' },
  'bitrise-pull-request': { ...bitrise, ...onForkedPullRequest, jobStatus: 'failure' },
  'bitrise-tag': { ...bitrise, ...onTag },
  'codefresh-push': { ...codefresh, ...onBranch },
  'codefresh-pull-request': { ...codefresh, ...onForkedPullRequest },
  'codefresh-tag': { ...codefresh, ...onTag },
  'buddy-push': { ...buddy, ...onBranch },
  'buddy-pull-request': { ...buddy, ...onPullRequest },
  'buddy-older-tag': { ...buddy, ...onTag, url: 'https://app.buddy.works/octo/app/execution/42' },
  'screwdriver-push': { ...screwdriver, ...onBranch },
  'screwdriver-pull-request': { ...screwdriver, ...onPullRequest },
  'screwdriver-tag': { ...screwdriver, ...onTag },
}

test.each(Object.entries(builds))('the environment %s is read as its build', (name, build) => {
  expect(detectBuild(environmentOf(name), filesOf(name))).toStrictEqual(build)
})

test('every environment has its build, and every host an environment', () => {
  const environments = readdirSync(environmentsDirectory).flatMap((file) => /^(.*)\.env$/.exec(file)?.[1] ?? [])
  expect(Object.keys(builds).sort()).toEqual(environments.sort())
  expect([...new Set(Object.values(builds).map(({ host }) => host))]).toEqual(hosts.map(({ id }) => id))
})

test.each(Object.keys(builds))('the environment %s means the same with every other variable of the table set to nothing', (name) => {
  const all = Object.keys(builds).flatMap((other) => Object.keys(environmentOf(other)))
  const env = { ...Object.fromEntries(all.map((variable) => [variable, ''])), ...environmentOf(name) }
  expect(detectBuild(env, filesOf(name))).toStrictEqual(builds[name])
})
