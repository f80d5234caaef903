import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { detectBuild } from '../../src/host/detect.ts'
import { diskFiles } from '../../src/host/disk-files.ts'
import { readGit } from '../../src/host/git.ts'

const root = mkdtempSync(join(tmpdir(), 'larder-git-'))
const slug = { owner: 'octo', repo: 'app' }
let first: string
let second: string

// One repository serves all tests: its main has two commits, and everything else is a clone of it.
const upstream = join(root, 'upstream')

beforeAll(() => {
  git(root, 'init', '--quiet', '--initial-branch=main', 'upstream')
  first = commit(upstream, 'first')
  git(upstream, 'branch', 'feature/x')
  second = commit(upstream, 'second')
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

test('a clone tells its repository, branch, default branch and commit', () => {
  const clone = cloned('plain')
  expect(read(clone)).toStrictEqual({ slug, branch: 'main', defaultBranch: 'main', commit: second })
})

test('a clone is found from a directory inside it', () => {
  const clone = cloned('inside')
  mkdirSync(join(clone, 'packages/one'), { recursive: true })
  expect(read(join(clone, 'packages/one'))?.commit).toBe(second)
})

test('a branch with a slash is told whole, from loose and from packed refs', () => {
  const clone = cloned('slash')
  git(clone, 'checkout', '--quiet', 'feature/x')
  expect(read(clone)).toMatchObject({ branch: 'feature/x', commit: first })
  git(clone, 'pack-refs', '--all')
  expect(read(clone)).toMatchObject({ branch: 'feature/x', commit: first })
})

test('a detached commit is of the branch that alone ends there', () => {
  const clone = cloned('detached')
  git(clone, 'checkout', '--quiet', '--detach', first)
  expect(read(clone)).toMatchObject({ branch: 'feature/x', commit: first })
  git(clone, 'checkout', '--quiet', '--detach', second)
  expect(read(clone)).toMatchObject({ branch: 'main', commit: second })
})

test('a detached commit where two branches end is of neither', () => {
  const clone = cloned('ambiguous')
  git(clone, 'update-ref', 'refs/remotes/origin/other', first)
  git(clone, 'pack-refs', '--all')
  git(clone, 'checkout', '--quiet', '--detach', first)
  expect(read(clone)).toMatchObject({ branch: undefined, commit: first })
})

test('without origin/HEAD the default branch is main or master, whichever there is', () => {
  const clone = cloned('headless')
  git(clone, 'remote', 'set-head', 'origin', '--delete')
  expect(read(clone)?.defaultBranch).toBe('main')
  git(clone, 'branch', '--move', 'main', 'trunk')
  git(clone, 'update-ref', '-d', 'refs/remotes/origin/main')
  expect(read(clone)?.defaultBranch).toBeUndefined()
  git(clone, 'branch', 'master')
  expect(read(clone)?.defaultBranch).toBe('master')
})

test('a worktree shares what its repository knows and has a branch of its own', () => {
  const clone = cloned('with-worktree')
  git(clone, 'pack-refs', '--all')
  git(clone, 'worktree', 'add', '--quiet', '-b', 'topic', join(root, 'worktree'), first)
  expect(read(join(root, 'worktree'))).toStrictEqual({ slug, branch: 'topic', defaultBranch: 'main', commit: first })
})

test('a submodule is a repository of its own', () => {
  const clone = cloned('with-submodule')
  git(clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', upstream, 'sub')
  git(join(clone, 'sub'), 'remote', 'set-url', 'origin', 'git@example.org:group/sub/lib.git')
  expect(read(join(clone, 'sub'))).toMatchObject({ slug: { owner: 'group/sub', repo: 'lib' }, branch: 'main', commit: second })
})

test('a worktree whose repository is elsewhere tells nothing, and neither does a repository around it', () => {
  const clone = cloned('around')
  mkdirSync(join(clone, 'lost'))
  writeFileSync(join(clone, 'lost/.git'), 'gitdir: /nowhere/.git/worktrees/lost\n')
  expect(read(join(clone, 'lost'))).toBeUndefined()
})

test('a repository without a commit knows its branch only', () => {
  git(root, 'init', '--quiet', '--initial-branch=trunk', 'empty')
  expect(read(join(root, 'empty'))).toStrictEqual({ slug: undefined, branch: 'trunk', defaultBranch: undefined, commit: undefined })
})

test('a remote of another name is taken where there is no origin', () => {
  const clone = cloned('renamed')
  git(clone, 'remote', 'rename', 'origin', 'the.company')
  expect(read(clone)).toMatchObject({ slug, defaultBranch: 'main' })
})

test.each([
  ['[remote "origin"]\n\turl = "https://example.org/octo/app"', slug],
  ['[REMOTE "origin"]\r\n  URL=https://example.org/octo/app ; a comment\r\n', slug],
  [
    '[remote "origin"]\npushurl = git@example.org:other/place.git\nurl = git@example.org:octo/app.git\nurl = git@example.org:second/url.git',
    slug,
  ],
  ['[branch "origin"]\nurl = git@example.org:octo/app.git', undefined],
  ['[remote "origin"\nurl', undefined],
])('the configuration %j leads to %j', (config, expected) => {
  const clone = cloned('configured')
  writeFileSync(join(clone, '.git/config'), config)
  expect(read(clone)?.slug).toStrictEqual(expected)
})

test('a HEAD that leads out of the git directory, or in circles, gives no commit', () => {
  const clone = cloned('hostile')
  writeFileSync(join(root, 'stolen'), `${second}\n`)
  writeFileSync(join(clone, '.git/HEAD'), 'ref: refs/../../../stolen\n')
  expect(read(clone)).toMatchObject({ branch: undefined, commit: undefined })
  writeFileSync(join(clone, '.git/HEAD'), 'ref: refs/heads/loop\n')
  writeFileSync(join(clone, '.git/refs/heads/loop'), 'ref: refs/heads/loop\n')
  expect(read(clone)?.commit).toBeUndefined()
})

test('a repository with reftables does not present its placeholder as a branch', () => {
  const clone = cloned('reftable')
  writeFileSync(join(clone, '.git/HEAD'), 'ref: refs/heads/.invalid\n')
  expect(read(clone)?.branch).toBeUndefined()
})

test('at a terminal everything comes from the clone, without its credentials', () => {
  const clone = cloned('terminal')
  git(clone, 'remote', 'set-url', 'origin', 'https://jane:secret@example.org/octo/app.git')
  const build = detectBuild({}, diskFiles(clone))
  const known = { host: 'terminal', hostName: 'Terminal', dialect: 'terminal', workspace: clone, access: 'read-write' }
  expect(build).toStrictEqual({ ...known, ...slug, branch: 'main', defaultBranch: 'main', commit: second })
})

test('a clone fills the gaps of a host, and no more', () => {
  const clone = cloned('gaps')
  const env = { CIRCLECI: 'true', CIRCLE_WORKING_DIRECTORY: clone, CIRCLE_BRANCH: 'topic', CIRCLE_SHA1: first }
  expect(detectBuild(env, diskFiles('/'))).toMatchObject({ ...slug, branch: 'topic', defaultBranch: 'main', commit: first })
})

test('the branch of a clone is not mistaken for the source of a pull request, nor for the branch of a tag', () => {
  const clone = cloned('no-branch')
  expect(detectBuild({ CIRCLECI: 'true', CIRCLE_PR_NUMBER: '7' }, diskFiles(clone))).not.toHaveProperty('branch')
  expect(detectBuild({ CIRCLECI: 'true', CIRCLE_TAG: 'v1' }, diskFiles(clone))).not.toHaveProperty('branch')
})

test('the clone is looked for in the current directory where the workspace holds none', () => {
  const clone = cloned('elsewhere')
  const build = detectBuild({ CIRCLECI: 'true', CIRCLE_WORKING_DIRECTORY: '/nowhere' }, diskFiles(clone))
  expect(build).toMatchObject({ ...slug, workspace: '/nowhere' })
})

test('what is no regular file is not read, and nothing is waited for', () => {
  execFileSync('mkfifo', [join(root, 'fifo')])
  const { readText } = diskFiles(root)
  expect([readText(join(root, 'fifo')), readText(root), readText(join(root, 'none')), readText('a\0b')]).toStrictEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

function read(directory: string) {
  return readGit(directory, diskFiles(directory))
}

function cloned(name: string): string {
  rmSync(join(root, name), { recursive: true, force: true })
  git(root, 'clone', '--quiet', '--local', 'upstream', name)
  git(join(root, name), 'remote', 'set-url', 'origin', 'git@example.org:octo/app.git')
  return join(root, name)
}

function commit(directory: string, message: string): string {
  git(
    directory,
    '-c',
    'user.name=Jane Doe',
    '-c',
    'user.email=jane@example.org',
    'commit',
    '--quiet',
    '--allow-empty',
    `--message=${message}`,
  )
  return git(directory, 'rev-parse', 'HEAD')
}

/** Away from the configuration of whoever runs the tests. */
function git(directory: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
  return execFileSync('git', args, { cwd: directory, env, encoding: 'utf8' }).trim()
}
