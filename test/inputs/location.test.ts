import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Build } from '../../src/host/build.ts'
import type { Location } from '../../src/inputs/config.ts'
import { cleanPath, isAtOrBelow, pathFromBuild } from '../../src/inputs/paths.ts'
import { scopesOf } from '../../src/inputs/scopes.ts'
import { complaint, flushOf, laptop, push, readPlugin, restoreOf } from './support.ts'

const { branch: _branch, ...withoutBranch } = push
const { defaultBranch: _default, ...withoutDefault } = push
const pullRequest: Build = { ...push, pullRequest: { number: '12', target: 'develop' } }

function locationFor(env: Record<string, string>, build: Build = push): Location {
  return restoreOf(readPlugin({ PLUGIN_MODE: 'restore', PLUGIN_BUCKET: 'cache', ...env }, { build })).location
}

describe('without a path, caches live where the build belongs', () => {
  test.each([
    { build: 'a branch', given: push, path: 'octo/app/feature/x', fallbackPaths: ['octo/app/main'] },
    { build: 'the default branch', given: { ...push, branch: 'main' }, path: 'octo/app/main', fallbackPaths: [] },
    {
      build: 'a branch where the default is not known',
      given: withoutDefault,
      path: 'octo/app/feature/x',
      fallbackPaths: ['octo/app/main', 'octo/app/master'],
    },
    {
      build: 'main where the default is not known',
      given: { ...withoutDefault, branch: 'main' },
      path: 'octo/app/main',
      fallbackPaths: ['octo/app/master'],
    },
    { build: 'a pull request', given: pullRequest, path: 'octo/app/pull/12', fallbackPaths: ['octo/app/develop', 'octo/app/main'] },
    {
      build: 'a pull request to the default branch',
      given: { ...push, pullRequest: { number: '12', target: 'main' } },
      path: 'octo/app/pull/12',
      fallbackPaths: ['octo/app/main'],
    },
    {
      build: 'a pull request whose target is not known',
      given: { ...push, pullRequest: { number: '12' } },
      path: 'octo/app/pull/12',
      fallbackPaths: ['octo/app/main'],
    },
    { build: 'a tag', given: { ...withoutBranch, tag: 'v1.0' }, path: 'octo/app/tag/v1.0', fallbackPaths: ['octo/app/main'] },
    { build: 'neither branch nor tag', given: withoutBranch, path: 'octo/app', fallbackPaths: ['octo/app/main'] },
    {
      build: 'a nested group',
      given: { ...push, owner: 'group/sub' },
      path: 'group/sub/app/feature/x',
      fallbackPaths: ['group/sub/app/main'],
    },
    {
      build: 'a laptop',
      given: { ...laptop, branch: 'wip' },
      path: 'local/My App-2d98f8ec/wip',
      fallbackPaths: ['local/My App-2d98f8ec/main', 'local/My App-2d98f8ec/master'],
    },
    {
      build: 'a CI that does not tell the repository',
      given: { ...laptop, host: 'jenkins', workspace: '/builds/17/app' },
      path: 'local/app',
      fallbackPaths: ['local/app/main', 'local/app/master'],
    },
  ])('$build: $path, then $fallbackPaths', ({ given, path, fallbackPaths }) => {
    expect(locationFor({}, given)).toMatchObject({ path, fallbackPaths })
  })
})

describe('paths that were written', () => {
  test('a path replaces the default and lies below the root', () => {
    expect(locationFor({ PLUGIN_ROOT: '/ci//', PLUGIN_PATH: './shared//deps/' })).toMatchObject({
      path: 'ci/shared/deps',
      fallbackPaths: ['ci/octo/app/main'],
    })
  })

  test('fallback paths replace the default ones, in their order, without the path itself', () => {
    const { fallbackPaths } = locationFor({ PLUGIN_FALLBACK_PATH: 'b/,a, octo/app/feature/x, b' })
    expect(fallbackPaths).toEqual(['b', 'a'])
  })

  test('an empty list of fallback paths means none', () => {
    expect(locationFor({ PLUGIN_FALLBACK_PATH: '[]' }).fallbackPaths).toEqual([])
  })

  test('an empty variable means the default', () => {
    expect(locationFor({ PLUGIN_FALLBACK_PATH: '', PLUGIN_PATH: ' ' })).toMatchObject({ path: 'octo/app/feature/x' })
  })

  test.each([
    ['PLUGIN_PATH', '../other', 'without ".." components'],
    ['PLUGIN_PATH', 'a/.segments/b', 'begin with ".segments"'],
    ['PLUGIN_PATH', String.raw`a\b`, 'without backslashes'],
    ['PLUGIN_PATH', '/', 'at least one component'],
    ['PLUGIN_FALLBACK_PATH', 'ok,a/../b', 'without ".." components'],
    ['PLUGIN_ROOT', '..', 'without ".." components'],
  ])('%s as %s is refused: expected %s', (name, written, expected) => {
    const message = complaint(() => locationFor({ [name]: written }))
    expect(message).toContain(`${name}: expected`)
    expect(message).toContain(expected)
    expect(message).toContain(JSON.stringify(written))
  })
})

describe('the domain that owns the segments', () => {
  test.each([
    { cache: 'a branch', env: {}, build: push, domain: 'ci/octo/app', parentDomains: [] },
    { cache: 'a path below the repository', env: { PLUGIN_PATH: 'octo/app/x/y' }, build: push, domain: 'ci/octo/app', parentDomains: [] },
    { cache: 'the repository itself', env: { PLUGIN_PATH: 'octo/app' }, build: push, domain: 'ci/octo/app', parentDomains: [] },
    {
      cache: 'a repository with a longer name',
      env: { PLUGIN_PATH: 'octo/app2/x' },
      build: push,
      domain: 'ci/octo/app2/x',
      parentDomains: [],
    },
    { cache: 'a path elsewhere', env: { PLUGIN_PATH: 'shared/deps' }, build: push, domain: 'ci/shared/deps', parentDomains: [] },
    { cache: 'a pull request', env: {}, build: pullRequest, domain: 'ci/octo/app/pull/12', parentDomains: ['ci/octo/app'] },
    {
      cache: 'a path below a pull request',
      env: { PLUGIN_PATH: 'octo/app/pull/12/linux' },
      build: pullRequest,
      domain: 'ci/octo/app/pull/12',
      parentDomains: ['ci/octo/app'],
    },
    {
      cache: 'a path elsewhere, from a pull request',
      env: { PLUGIN_PATH: 'shared' },
      build: pullRequest,
      domain: 'ci/shared',
      parentDomains: [],
    },
  ])('$cache: $domain', ({ env, build, domain, parentDomains }) => {
    expect(locationFor({ PLUGIN_ROOT: 'ci', ...env }, build)).toMatchObject({ domain, parentDomains })
  })
})

describe('a flush path', () => {
  const flush = { PLUGIN_FLUSH: 'true', PLUGIN_BUCKET: 'cache' }
  test.each([
    [{}, 'octo/app'],
    [{ PLUGIN_ROOT: 'ci' }, 'ci/octo/app'],
    [{ PLUGIN_FLUSH_PATH: 'octo/' }, 'octo'],
    [{ PLUGIN_FLUSH_PATH: '/' }, ''],
    [{ PLUGIN_FLUSH_PATH: '/', PLUGIN_ROOT: 'ci' }, 'ci'],
  ])('%s is %s', (env, flushPath) => {
    expect(flushOf(readPlugin({ ...flush, ...env })).flushPath).toBe(flushPath)
  })

  test('must not be a whole bucket that was never named', () => {
    expect(complaint(() => readPlugin({ PLUGIN_FLUSH: 'true', PLUGIN_FLUSH_PATH: 'octo' }))).toBe(
      'PLUGIN_FLUSH_PATH: expected a bucket and a path in it, got "octo".',
    )
  })
})

describe('what a build says of itself', () => {
  test.each([
    ['feature/x', 'feature/x'],
    ['dependabot/npm_and_yarn/@types/node-24.1.0', 'dependabot/npm_and_yarn/@types/node-24.1.0'],
    ['fix/#12', 'fix/#12'],
    ['größe', 'größe'],
    ['../../etc', '%2E./%2E./etc'],
    ['.segments/x', '%2Esegments/x'],
    ['a//./b/', 'a/b'],
    ['a:b*c?', 'a%3Ab%2Ac%3F'],
    [String.raw`a\..\b`, 'a%5C..%5Cb'],
    ['50%', '50%25'],
    ['a\nb', 'a%0Ab'],
  ])('%j becomes the path %s', (name, path) => {
    expect(pathFromBuild(name)).toBe(path)
  })

  test('never leaves the place it is put', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '%', 's', '\0', ':') }), (name) => {
        const path = pathFromBuild(name)
        expect(cleanPath(path)).toEqual({ path })
      }),
    )
  })
})

test('no branch writes where a pull request or a tag does', () => {
  const branches = fc.constantFrom(
    'pull/12',
    'pull/12/x',
    'tag/v1',
    'pull',
    'tag',
    '%70ull/12',
    '../app/pull/12',
    'pull//12',
    '/pull/12',
    './pull/12',
  )
  fc.assert(
    fc.property(branches, (branch) => {
      const { own } = scopesOf({ ...push, branch }, '/drone/src')
      expect(isAtOrBelow('octo/app/pull/12', own)).toBe(false)
      expect(isAtOrBelow('octo/app/tag/v1', own)).toBe(false)
      expect(isAtOrBelow('octo/app', own)).toBe(true)
    }),
  )
})
