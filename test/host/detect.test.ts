import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectBuild } from '../../src/host/detect.ts'
import { environmentOf, filesOf, memoryFiles } from './environments.ts'

test.each([
  ['Forgejo before Gitea and GitHub', { FORGEJO_ACTIONS: 'true', GITEA_ACTIONS: 'true', GITHUB_ACTIONS: 'true' }, 'forgejo'],
  ['Gitea before GitHub', { GITEA_ACTIONS: 'true', GITHUB_ACTIONS: 'true' }, 'gitea'],
  ['Woodpecker before Drone', { CI: 'woodpecker', DRONE: 'true', DRONE_REPO: 'octo/app' }, 'woodpecker'],
  ['Woodpecker by its system name', { CI: 'true', CI_SYSTEM_NAME: 'woodpecker' }, 'woodpecker'],
  ['Harness before Drone', { DRONE: 'true', HARNESS_ACCOUNT_ID: 'a' }, 'harness'],
  ['a Drone plugin run by hand', { DRONE_REPO_OWNER: 'octo', DRONE_REPO_NAME: 'app' }, 'drone'],
  ['GitHub in a job that sets CI=false for its tools', { CI: 'false', GITHUB_ACTIONS: 'true' }, 'github'],
  ['GitLab whatever its variable says', { GITLAB_CI: 'false' }, 'gitlab'],
  ['no host whose variable is empty', { GITHUB_ACTIONS: '', GITLAB_CI: '', DRONE: '' }, 'terminal'],
])('%s is recognised', (_, env, host) => {
  expect(detectBuild(env, memoryFiles()).host).toBe(host)
})

test.each([
  ['~/project', '/home/ci/project'],
  ['~', '/home/ci'],
  ['~//etc', '/home/ci/etc'],
  ['/srv/project', '/srv/project'],
  ['project', '/home/jane/here/project'],
  ['~other/project', '/home/jane/here/~other/project'],
  ['', '/home/jane/here'],
])('the workspace %j is made absolute as %s', (told, workspace) => {
  const env = { CIRCLECI: 'true', CIRCLE_WORKING_DIRECTORY: told, HOME: '/home/ci' }
  expect(detectBuild(env, memoryFiles()).workspace).toBe(workspace)
})

test('a home that nobody knows leaves the current directory', () => {
  expect(detectBuild({ CIRCLECI: 'true', CIRCLE_WORKING_DIRECTORY: '~/project' }, memoryFiles()).workspace).toBe('/home/jane/here')
})

test.each(['', '0', 'false'])('the number %j means that this is no pull request', (number) => {
  const env = { ...environmentOf('drone-push'), DRONE_PULL_REQUEST: number }
  expect(detectBuild(env, memoryFiles())).toMatchObject({ branch: 'feature/x' })
  expect(detectBuild(env, memoryFiles())).not.toHaveProperty('pullRequest')
})

test('a target branch is never presented as the source of a pull request', () => {
  const env = { ...environmentOf('drone-pull-request'), DRONE_SOURCE_BRANCH: '' }
  expect(detectBuild(env, memoryFiles())).not.toHaveProperty('branch')
})

test('a merge request that Woodpecker builds for GitLab has the source in CI_COMMIT_BRANCH', () => {
  const env = { ...environmentOf('woodpecker-pull-request'), CI_COMMIT_BRANCH: 'feature/x', CI_COMMIT_REF: 'refs/merge-requests/12/head' }
  expect(detectBuild(env, memoryFiles())).toMatchObject({ branch: 'feature/x', pullRequest: { number: '12', target: 'develop' } })
})

test('a tag that Woodpecker reports as the branch refs/tags/... is a tag', () => {
  const env = { ...environmentOf('woodpecker-tag'), CI_COMMIT_BRANCH: 'refs/tags/v1.2.3', CI_COMMIT_TAG: '', CI_COMMIT_REF: '' }
  expect(detectBuild(env, memoryFiles())).toMatchObject({ tag: 'v1.2.3' })
  expect(detectBuild(env, memoryFiles())).not.toHaveProperty('branch')
})

test('the number of a pull request is in its ref where the event cannot be read', () => {
  const { pullRequest, branch } = detectBuild(environmentOf('github-pull-request'), memoryFiles())
  expect({ pullRequest, branch }).toStrictEqual({ pullRequest: { number: '12', target: 'develop' }, branch: 'feature/x' })
})

test('a pull request whose source repository was deleted comes from a fork', () => {
  const files = memoryFiles(() => JSON.stringify({ pull_request: { number: 12, head: { ref: 'x', repo: null }, base: { ref: 'main' } } }))
  expect(detectBuild(environmentOf('github-pull-request'), files).pullRequest?.fork).toBe(true)
})

test('a directory for everybody is not offered as one of the job', () => {
  const env = { ...environmentOf('gitea-push'), RUNNER_TEMP: '/tmp' }
  expect(detectBuild(env, filesOf('gitea-push'))).not.toHaveProperty('jobTemp')
})

test('a strange name is handed on verbatim', () => {
  const env = { ...environmentOf('drone-push'), DRONE_REPO_OWNER: '..', DRONE_COMMIT_BRANCH: '../../x\n$(id)' }
  expect(detectBuild(env, memoryFiles())).toMatchObject({ owner: '..', branch: '../../x\n$(id)' })
})

test.each(['', 'no json', '[]', 'null', '7', '{"pull_request":7,"repository":null}', '{"repository":{"default_branch":["main"]}}'])(
  'the event %j is as good as none',
  (text) => {
    const env = environmentOf('github-push')
    expect(
      detectBuild(
        env,
        memoryFiles((path) => (path.endsWith('event.json') ? text : undefined)),
      ),
    ).toStrictEqual(detectBuild(env, memoryFiles()))
  },
)

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('refs/tags/', 'refs/pull/1', 'https://', '~', '/', 'git@h:', '[remote "', 'gitdir: '),
)
const names = [
  'github-pull-request-target',
  'drone-pull-request',
  'teamcity-push',
  'azure-repos-pull-request',
  'codebuild-push',
  'circleci-push',
]

test.each(names)('whatever the variables and files of %s hold, there is a build with an absolute workspace', (name) => {
  const real = environmentOf(name)
  const garbage = fc.record(Object.fromEntries(Object.keys(real).map((variable) => [variable, hostile])))
  const files = fc.dictionary(hostile, hostile)
  fc.assert(
    fc.property(garbage, files, hostile, (env, texts, rest) => {
      const build = detectBuild(
        { ...env },
        // Not `texts[path]`: a file may be called `toString`.
        memoryFiles((path) => (Object.hasOwn(texts, path) ? texts[path] : rest)),
      )
      expect(build.workspace.startsWith('/')).toBe(true)
    }),
    { numRuns: 50 },
  )
})
