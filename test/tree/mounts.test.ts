import { createFixture } from 'fs-fixture'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mountName, placeMount } from '../../src/tree/mount.ts'
import { expandMounts, mountFilter } from '../../src/tree/mounts.ts'
import { pathsOf, scanned } from './trees.ts'

const files = {
  'ws/node_modules/a/index.js': '',
  'ws/node_modules/a/node_modules/deep/index.js': '',
  'ws/node_modules/.cache/big': '',
  'ws/packages/x/node_modules/b.js': '',
  'ws/packages/y/node_modules/c.js': '',
  'ws/packages/y/dist/.keep': '',
  'ws/app/(shop)/page': '',
  'ws/odd[1]/file': '',
  'ws/.hidden/file': '',
  'ws/single.lock': '',
  'ws/.larder-staging-abc123/tree/node_modules/z.js': '',
  'home/.m2/repository/a.jar': '',
  'home/.m2/repository/a.lastUpdated': '',
  'beside/file': '',
}

const cases: { name: string; patterns: string[]; mounts?: string[]; missing?: string[] }[] = [
  { name: 'a relative directory', patterns: ['node_modules'], mounts: ['node_modules'] },
  { name: 'one with dots and slashes to spare', patterns: ['./packages//x/../x/'], mounts: ['packages/x'] },
  { name: 'a single file', patterns: ['single.lock'], mounts: ['single.lock'] },
  { name: 'the workspace', patterns: ['.'], mounts: ['.'] },
  { name: 'one below home', patterns: ['~/.m2'], mounts: ['~/.m2'] },
  { name: 'home itself', patterns: ['~'], mounts: ['~'] },
  { name: 'an absolute one in the workspace', patterns: ['<ws>/node_modules'], mounts: ['node_modules'] },
  { name: 'an absolute one elsewhere', patterns: ['<beside>'], mounts: ['<beside>'] },
  { name: 'one that leaves the workspace', patterns: ['../beside'], mounts: ['<beside>'] },
  { name: 'a star', patterns: ['packages/*/node_modules'], mounts: ['packages/x/node_modules', 'packages/y/node_modules'] },
  { name: 'a star at a dotfile', patterns: ['packages/y/dist/*'], mounts: ['packages/y/dist/.keep'] },
  { name: 'a question mark', patterns: ['packages/?'], mounts: ['packages/x', 'packages/y'] },
  { name: 'a class', patterns: ['packages/[yz]'], mounts: ['packages/y'] },
  { name: 'a negated class', patterns: ['packages/[!y]'], mounts: ['packages/x'] },
  {
    name: 'braces',
    patterns: ['packages/{x,y}/{node_modules,dist}'],
    mounts: ['packages/x/node_modules', 'packages/y/dist', 'packages/y/node_modules'],
  },
  {
    name: 'two stars, which stop at what they find',
    patterns: ['**/node_modules'],
    mounts: ['node_modules', 'packages/x/node_modules', 'packages/y/node_modules'],
  },
  { name: 'two stars at the end', patterns: ['packages/x/**'], mounts: ['packages/x'] },
  { name: 'a glob that leaves the workspace', patterns: ['../besid*'], mounts: ['<beside>'] },
  { name: 'a glob below home', patterns: ['~/.m*/repository'], mounts: ['~/.m2/repository'] },
  { name: 'parentheses', patterns: ['app/(shop)'], mounts: ['app/(shop)'] },
  { name: 'parentheses in a glob', patterns: ['app/(shop)/*'], mounts: ['app/(shop)/page'] },
  { name: 'wildcard signs in a name that exists', patterns: ['odd[1]'], mounts: ['odd[1]'] },
  { name: 'an escaped wildcard', patterns: [String.raw`odd\[1\]`], mounts: ['odd[1]'] },
  { name: 'a comment', patterns: ['# what npm installs', 'node_modules'], mounts: ['node_modules'] },
  { name: 'one that does not exist', patterns: ['nothing', 'node_modules'], mounts: ['node_modules'], missing: ['nothing'] },
  { name: 'one below a file', patterns: ['single.lock/x'], missing: ['single.lock/x'] },
  { name: 'a glob that finds nothing', patterns: ['no*thing'], missing: ['no*thing'] },
  { name: 'the same twice', patterns: ['node_modules', './node_modules/'], mounts: ['node_modules'] },
  { name: 'one inside another', patterns: ['node_modules/a', 'node_modules', 'packages'], mounts: ['node_modules', 'packages'] },
  {
    name: 'a name that only begins like another',
    patterns: ['packages/x', 'packages/x/node_modules', 'packages/y'],
    mounts: ['packages/x', 'packages/y'],
  },
  { name: 'an exclude of what a glob finds', patterns: ['packages/*', '!packages/y'], mounts: ['packages/x'] },
  { name: 'an exclude above what a glob finds', patterns: ['packages/*/node_modules', '!packages/y'], mounts: ['packages/x/node_modules'] },
  { name: 'an exclude that stands first', patterns: ['!packages/y', 'packages/*'], mounts: ['packages/x'] },
  {
    name: 'a mount after the exclude of it',
    patterns: ['packages/*', '!packages/y', 'packages/y/dist'],
    mounts: ['packages/x', 'packages/y/dist'],
  },
  {
    name: 'a mount inside one that leaves it out',
    patterns: ['node_modules', '!node_modules/.cache', 'node_modules/.cache'],
    mounts: ['node_modules', 'node_modules/.cache'],
  },
]

test.each(cases)('mounts: $name', async ({ patterns, mounts = [], missing = [] }) => {
  await using fixture = await createFixture(files)
  const places = { workspace: fixture.getPath('ws'), home: fixture.getPath('home') }
  const absolute = (text: string) => text.replace('<ws>', places.workspace).replace('<beside>', fixture.getPath('beside'))
  const found = expandMounts(patterns.map(absolute), places)
  expect(found.mounts.map(mountName)).toEqual(mounts.map(absolute))
  expect(found.missing).toEqual(missing)
  for (const mount of found.mounts) expect(placeMount(mount, places).directory).toBe(mount.directory)
})

test.each([
  { patterns: ['node_modules', '!node_modules/.cache'], gone: ['.cache', '.cache/big'] },
  { patterns: ['node_modules', '!node_modules/.cache/**'], gone: ['.cache', '.cache/big'] },
  { patterns: ['node_modules', '!**/*.js'], gone: ['a/index.js', 'a/node_modules/deep/index.js'] },
  {
    patterns: ['node_modules', '!node_modules/*/node_modules'],
    gone: ['a/node_modules', 'a/node_modules/deep', 'a/node_modules/deep/index.js'],
  },
  { patterns: ['node_modules', '!node_modules/{.cache,a}/{big,index.js}'], gone: ['.cache/big', 'a/index.js'] },
  { patterns: ['node_modules', '!packages'], gone: [] },
  { patterns: ['node_modules', '!*.js'], gone: [] },
])('$patterns leaves out $gone', async ({ patterns, gone }) => {
  await using fixture = await createFixture(files)
  const [mount] = expandMounts(patterns, { workspace: fixture.getPath('ws'), home: fixture.getPath('home') }).mounts
  const everything = pathsOf(scanned(fixture.getPath('ws/node_modules')))
  expect(pathsOf(scanned(mount!.directory, mount!.exclude))).toEqual(everything.filter((path) => !gone.includes(path)))
})

test('an exclude that begins with two stars holds outside of the workspace too', async () => {
  await using fixture = await createFixture(files)
  const places = { workspace: fixture.getPath('ws'), home: fixture.getPath('home') }
  const [mount] = expandMounts(['~/.m2', '!**/*.lastUpdated'], places).mounts
  expect(pathsOf(scanned(mount!.directory, mount!.exclude))).toEqual(['', 'repository', 'repository/a.jar'])
})

test('excludes hold where the workspace has wildcard signs in its path', async () => {
  await using fixture = await createFixture({ 'a (1) [b]{c}*/dir/in': '', 'a (1) [b]{c}*/dir/out': '' })
  const workspace = fixture.getPath('a (1) [b]{c}*')
  const [mount] = expandMounts(['dir', '!dir/o*'], { workspace, home: '/nowhere' }).mounts
  expect(pathsOf(scanned(mount!.directory, mount!.exclude))).toEqual(['', 'in'])
})

test('the directory that holds the caches is left out of the mount that it lies in, by whatever path it is named', async () => {
  await using fixture = await createFixture({ 'ws/store/p/archive': '', 'ws/store-2/file': '', 'ws/x/store/file': '' })
  await symlink('ws', fixture.getPath('link'))
  const places = { workspace: fixture.getPath('ws'), home: '/nowhere' }
  for (const store of ['ws/store', 'link/store'].map((path) => fixture.getPath(path))) {
    const [whole] = expandMounts(['.'], places, store).mounts
    expect(pathsOf(scanned(whole!.directory, whole!.exclude))).toEqual(['', 'store-2', 'store-2/file', 'x', 'x/store', 'x/store/file'])
    expect(expandMounts(['*'], places, store).mounts.map(mountName)).toEqual(['store-2', 'x'])
    expect(() => expandMounts(['store'], places, store)).toThrow('The mount "store" is the directory that holds the caches.')
  }
})

test('a directory for the caches that is yet to be made is left out as well', async () => {
  await using fixture = await createFixture({ 'a/file': '' })
  const [mount] = expandMounts(['.'], { workspace: fixture.path, home: '/nowhere' }, fixture.getPath('new/store')).mounts
  await mkdir(fixture.getPath('new/store'), { recursive: true })
  expect(pathsOf(scanned(mount!.directory, mount!.exclude))).toEqual(['', 'a', 'a/file', 'new'])
})

test('a glob finds symbolic links, also those that lead nowhere', async () => {
  await using fixture = await createFixture({ 'bin/real': '' })
  await symlink('/nowhere', fixture.getPath('bin/dangling'))
  await symlink('..', fixture.getPath('bin/up'))
  const { mounts } = expandMounts(['bin/*'], { workspace: fixture.path, home: '/nowhere' })
  expect(mounts.map(mountName)).toEqual(['bin/dangling', 'bin/real', 'bin/up'])
})

test('a mount that another one reaches only through a symbolic link is not dropped', async () => {
  await using fixture = await createFixture({ 'elsewhere/data/file': '', 'mount/file': '' })
  await symlink('../elsewhere', fixture.getPath('mount/link'))
  const { mounts } = expandMounts(['mount', 'mount/link/data'], { workspace: fixture.path, home: '/nowhere' })
  expect(mounts.map(mountName)).toEqual(['mount', 'mount/link/data'])
})

test('a `..` behind a wildcard is refused', () => {
  expect(() => expandMounts(['*/../x'], { workspace: '/ws', home: '/home' })).toThrow(expect.objectContaining({ code: 'MOUNT_INVALID' }))
})

test.each([
  { patterns: ['node_modules'], mount: 'node_modules', allowed: true },
  { patterns: ['node_modules'], mount: 'node_modules2', allowed: false },
  { patterns: ['packages'], mount: 'packages/x', allowed: true },
  { patterns: ['packages/x'], mount: 'packages', allowed: false },
  { patterns: ['packages/*/node_modules'], mount: 'packages/new/node_modules', allowed: true },
  { patterns: ['**/node_modules'], mount: 'node_modules', allowed: true },
  { patterns: ['packages/*', '!packages/y'], mount: 'packages/y', allowed: false },
  { patterns: ['!packages/y', 'packages/*'], mount: 'packages/y', allowed: false },
  { patterns: ['packages/*', '!packages/y', 'packages/y'], mount: 'packages/y', allowed: true },
  { patterns: ['odd[1]'], mount: 'odd[1]', allowed: true },
])('with the mounts $patterns a restore of $mount is allowed: $allowed', ({ patterns, mount, allowed }) => {
  const places = { workspace: '/ws', home: '/home/me' }
  const point = placeMount({ anchor: 'workspace', path: mount }, places)
  expect(mountFilter(patterns, places)(point)).toBe(allowed)
})

test('a mount at home is not allowed because one in the workspace has its name', () => {
  const places = { workspace: '/ws', home: '/home/me' }
  const isNamed = mountFilter(['.m2', '~/.cargo'], places)
  expect(isNamed(placeMount({ anchor: 'home', path: '.m2' }, places))).toBe(false)
  expect(isNamed(placeMount({ anchor: 'home', path: '.cargo' }, places))).toBe(true)
  expect(isNamed({ anchor: 'root', path: 'ws/.m2', directory: join('/ws', '.m2') })).toBe(true)
})
