import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LarderError } from '../../src/errors.ts'
import { commitStagings } from '../../src/tree/commit.ts'
import { Keep, settleKeep } from '../../src/tree/keep.ts'
import { isMountPoint } from '../../src/tree/mount-point.ts'
import { assertSpace } from '../../src/tree/space.ts'
import { discardStagings, openStaging } from '../../src/tree/staging.ts'
import { undo } from '../../src/tree/undo.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { asNobody } from './as-nobody.ts'
import { inWorkspace, pathsOf, restoreTree, scanned, stageTree, temporary } from './trees.ts'

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** A tree to restore, and a workspace with other things in its place. */
function prepared() {
  const place = temporary()
  const from = join(place.root, 'from')
  write(from, {
    'dir/a': 'new',
    'dir/sub/b': 'new',
    file: 'new',
    'file-onto-dir': 'new',
    'dir-onto-file/c': 'new',
    'dir-onto-link/d': 'new',
    z: 'new',
  })
  write(place.workspace, {
    'first/dir/a': 'old',
    'first/dir/extra': 'old',
    'first/file': 'old',
    'first/file-onto-dir/deep/x': 'old',
    'first/dir-onto-file': 'old',
    'second/dir/sub/b': 'old',
    beside: 'old',
  })
  symlinkSync('dir', join(place.workspace, 'first/dir-onto-link'))
  chmodSync(join(place.workspace, 'first/file-onto-dir'), 0o555)
  chmodSync(join(place.workspace, 'first/dir'), 0o555)
  chmodSync(join(place.workspace, 'second/dir'), 0o1755)
  for (const directory of ['first/dir', 'first', 'second/dir/sub', 'second/dir', 'second', '.'])
    utimesSync(join(place.workspace, directory), 1_000_000_000, 1_000_000_000)
  const open = (path: string) => openStaging(inWorkspace(place.workspace, path), { workspace: place.workspace })
  return { ...place, [Symbol.dispose]: () => place[Symbol.dispose](), from, open }
}

/** Without the time of the workspace itself, which stagings come and go in. */
function listed(workspace: string) {
  const [root, ...rest] = listTree(workspace)
  return [{ ...root!, mtimeNs: 0n }, ...rest]
}

test('what the cache holds takes the place of what is there, and everything else stays', () => {
  using place = prepared()
  expect(restoreTree(place.from, inWorkspace(place.workspace, 'first'), place.workspace)).toEqual([])
  const after = listTree(join(place.workspace, 'first'))
  expect(differences(listTree(place.from), after)).toEqual(['dir/extra: not expected'])
  expect(readFileSync(join(place.workspace, 'beside'), 'utf8')).toBe('old')
  expect(listTree(place.workspace).filter(({ path }) => path.startsWith('.larder'))).toEqual([])
})

test.each(['dir/a', 'dir/sub', 'file', 'dir-onto-link', 'z'])('when a second mount fails at %s, both are as they were', (failing) => {
  using place = prepared()
  asNobody(place.root, () => {
    const before = listed(place.workspace)
    const table = scanned(place.from)
    const stagings = ['first', 'new/parents/third', 'second'].map(place.open)
    const trees = stagings.map((staging) => stageTree(staging, table, place.from))
    // What is not in the staging any more cannot be moved out of it.
    rmSync(join(stagings[2]!.root.path, failing), { recursive: true })
    // So that the parts of the tree before it have to be merged and not moved whole.
    expect(() => commitStagings(trees)).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }))
    expect(discardStagings(stagings)).toEqual([])
    expect(differences(before, listed(place.workspace))).toEqual([])
  })
})

test('when a directory belongs to somebody else and cannot be written, everything is as it was', ({ skip }) => {
  if (process.geteuid!() !== 0) skip('only root can make a directory of somebody else')
  using place = prepared()
  const foreign = join(place.workspace, 'first/zz-foreign')
  write(place.from, { 'zz-foreign/inside': 'new' })
  mkdirSync(foreign)
  asNobody(place.root, () => undefined)
  rmSync(foreign, { recursive: true })
  mkdirSync(foreign, { mode: 0o755 })
  asNobody(place.from, () => {
    const before = listed(place.workspace)
    const staging = place.open('first')
    const tree = stageTree(staging, scanned(place.from), place.from)
    expect(() => commitStagings([tree])).toThrow(
      expect.objectContaining({ code: 'WRITE_FAILED', message: expect.stringContaining(foreign) }),
    )
    expect(discardStagings([staging])).toEqual([])
    expect(differences(before, listed(place.workspace))).toEqual([])
  })
})

test('a staging that is discarded leaves nothing, not even the directories made for it', () => {
  using place = prepared()
  const before = listed(place.workspace)
  const stagings = ['first', 'new/parents/third', 'new/fourth'].map(place.open)
  for (const staging of stagings) stageTree(staging, scanned(place.from), place.from)
  expect(existsSync(join(place.workspace, 'new/parents'))).toBe(true)
  expect(discardStagings(stagings)).toEqual([])
  expect(differences(before, listed(place.workspace))).toEqual([])
})

test('a directory above the mount that somebody else has used meanwhile is not removed', () => {
  using place = prepared()
  const staging = place.open('new/parents/third')
  writeFileSync(join(place.workspace, 'new/mine'), 'mine')
  expect(discardStagings([staging])).toEqual([])
  expect(readFileSync(join(place.workspace, 'new/mine'), 'utf8')).toBe('mine')
  expect(existsSync(join(place.workspace, 'new/parents'))).toBe(false)
})

test('a staging that holds what could not be put back is not removed', () => {
  using place = prepared()
  const staging = place.open('first')
  writeFileSync(join(staging.directory, 'replaced/0'), 'mine')
  expect(discardStagings([staging])).toEqual([staging.directory])
  expect(readFileSync(join(staging.directory, 'replaced/0'), 'utf8')).toBe('mine')
})

test('stagings of killed runs are removed after a day, unless they hold what was replaced', () => {
  using place = prepared()
  for (const name of ['aaaaaa', 'bbbbbb', 'cccccc'])
    mkdirSync(join(place.workspace, `.larder-staging-${name}`, 'replaced'), { recursive: true })
  writeFileSync(join(place.workspace, '.larder-staging-bbbbbb/replaced/0'), 'mine')
  const yesterday = Date.now() / 1000 - 86_400 - 60
  for (const name of ['aaaaaa', 'bbbbbb']) utimesSync(join(place.workspace, `.larder-staging-${name}`), yesterday, yesterday)
  discardStagings([place.open('first')])
  const left = listTree(place.workspace)
    .map(({ path }) => path)
    .filter((path) => /^\.larder[^/]*$/.test(path))
  expect(left).toEqual(['.larder-staging-bbbbbb', '.larder-staging-cccccc'])
})

test('the workspace itself can be a mount; its staging then lies in it and does not show', () => {
  using place = prepared()
  expect(restoreTree(place.from, { anchor: 'workspace', path: '', directory: place.workspace }, place.workspace)).toEqual([])
  const after = listTree(place.workspace)
  expect(differences(listTree(place.from), after).filter((difference) => !/^(first|second|beside)/.test(difference))).toEqual([])
})

test('a mount in a directory that may not be written to is restored from within', () => {
  using place = prepared()
  mkdirSync(join(place.workspace, 'closed/mount'), { recursive: true })
  chmodSync(join(place.workspace, 'closed'), 0o555)
  chmodSync(place.from, 0o555)
  asNobody(place.root, () => {
    const mount = inWorkspace(place.workspace, 'closed/mount')
    expect(restoreTree(place.from, mount, place.workspace)).toEqual([])
    expect(differences(listTree(place.from), listTree(mount.directory))).toEqual([])
  })
})

test('a mount inside of another one is restored into it', () => {
  using place = prepared()
  const table = scanned(place.from)
  const trees = ['outer', 'outer/dir/sub/inner'].map((path) => stageTree(place.open(path), table, place.from))
  expect(commitStagings(trees)).toEqual([])
  const outer = listTree(join(place.workspace, 'outer')).filter(({ path }) => !path.startsWith('dir/sub/inner') && path !== 'dir/sub')
  expect(
    differences(
      listTree(place.from).filter(({ path }) => path !== 'dir/sub'),
      outer,
    ),
  ).toEqual([])
  expect(differences(listTree(place.from), listTree(join(place.workspace, 'outer/dir/sub/inner')))).toEqual([])
})

test('what is kept stays the same file, is stamped if it is to be, and the rest is written', () => {
  using place = prepared()
  restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)
  const at = (path: string) => join(place.workspace, 'm', path)
  writeFileSync(at('file'), 'changed')
  chmodSync(at('z'), 0o600)
  utimesSync(at('z'), 1, 1)
  utimesSync(at('dir/sub'), 1, 1)
  const inodes = ['dir/a', 'z', 'dir', 'file'].map((path) => statSync(at(path)).ino)

  const table = scanned(place.from)
  const choice: Record<string, number> = { '': Keep.stay, file: Keep.write, z: Keep.stamp, 'dir/sub': Keep.stamp }
  const keep = Uint8Array.from(pathsOf(table), (path) => choice[path] ?? Keep.stay)
  settleKeep(table, keep)
  expect(commitStagings([stageTree(place.open('m'), table, place.from, keep)])).toEqual([])

  expect(differences(listTree(place.from), listTree(join(place.workspace, 'm')))).toEqual([])
  const [a, z, dir, file] = ['dir/a', 'z', 'dir', 'file'].map((path) => statSync(at(path)).ino)
  expect([a, z, dir]).toEqual(inodes.slice(0, 3))
  expect(file).not.toBe(inodes[3])
})

test('stamps of what is kept are undone too', () => {
  using place = prepared()
  restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)
  utimesSync(join(place.workspace, 'm/dir/a'), 1, 1)
  chmodSync(join(place.workspace, 'm/dir/a'), 0o600)
  const before = listed(place.workspace)
  const table = scanned(place.from)
  const keep = Uint8Array.from(pathsOf(table), (path) => (path === 'dir/a' ? Keep.stamp : path === 'z' ? Keep.write : Keep.stay))
  settleKeep(table, keep)
  const staging = place.open('m')
  const tree = stageTree(staging, table, place.from, keep)
  rmSync(join(staging.root.path, 'z'))
  expect(() => commitStagings([tree])).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }))
  discardStagings([staging])
  expect(differences(before, listed(place.workspace))).toEqual([])
})

test.each(['dir', 'dir/a'])('when %s, which was to be kept, is gone, the restore fails and all is as it was', (gone) => {
  using place = prepared()
  restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)
  rmSync(join(place.workspace, 'm', gone), { recursive: true })
  const before = listed(place.workspace)
  const table = scanned(place.from)
  const keep = Uint8Array.from(pathsOf(table), (path) => (path === 'dir/sub/b' ? Keep.write : Keep.stamp))
  settleKeep(table, keep)
  const staging = place.open('m')
  expect(() => commitStagings([stageTree(staging, table, place.from, keep)])).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }))
  discardStagings([staging])
  expect(differences(before, listed(place.workspace))).toEqual([])
})

test('hard links are kept together or not at all, and what holds something new is new itself', () => {
  using place = temporary()
  write(place.workspace, { 'a/original': '', 'b/other': '', 'c/d/e': '', 'f/g': '' })
  linkSync(join(place.workspace, 'a/original'), join(place.workspace, 'b/link'))
  const table = scanned(place.workspace)
  const paths = pathsOf(table)
  const settled = (choice: Record<string, number>) => {
    const keep = Uint8Array.from(paths, (path) => choice[path] ?? Keep.stay)
    settleKeep(table, keep)
    return Object.fromEntries(paths.map((path, i) => [path, keep[i]]).filter(([, value]) => value !== Keep.stay))
  }
  expect(settled({})).toEqual({})
  expect(settled({ 'b/link': Keep.write })).toEqual({ '': 0, a: 0, 'a/original': 0, b: 0, 'b/link': 0 })
  expect(settled({ 'a/original': Keep.write })).toEqual({ '': 0, a: 0, 'a/original': 0, b: 0, 'b/link': 0 })
  expect(settled({ 'c/d/e': Keep.stamp })).toEqual({ '': 2, c: 2, 'c/d': 2, 'c/d/e': 2 })
  expect(settled({ 'c/d/e': Keep.stamp, f: Keep.write })).toEqual({ '': 0, c: 2, 'c/d': 2, 'c/d/e': 2, f: 0 })
})

test('undoing goes on where one step cannot be taken back, and says so', () => {
  using place = temporary()
  writeFileSync(join(place.root, 'aside'), 'mine')
  const path = (name: string) => Buffer.from(join(place.workspace, name))
  const cause = new LarderError('NO_SPACE', 'The disk is full.')
  const error = undo(
    [
      { type: 'moved-away', path: path('back'), aside: Buffer.from(join(place.root, 'aside')) },
      { type: 'moved-away', path: path('lost'), aside: path('nowhere') },
    ],
    cause,
  )
  expect(error).toMatchObject({ code: 'UNDO_FAILED', cause, message: expect.stringContaining(path('lost').toString()) })
  expect(readFileSync(path('back'), 'utf8')).toBe('mine')
})

test('an asserted space is measured where the directory will be', () => {
  using place = temporary()
  assertSpace([{ directory: join(place.workspace, 'not/yet/there'), bytes: 1 }])
  expect(() => assertSpace([{ directory: join(place.workspace, 'not/yet/there'), bytes: Number.MAX_SAFE_INTEGER }])).toThrow(
    expect.objectContaining({ code: 'NO_SPACE' }),
  )
})

test.runIf(platform() === 'linux')('a mounted file system is known as one', () => {
  using place = temporary()
  expect(isMountPoint('/proc')).toBe(true)
  expect(isMountPoint(place.workspace)).toBe(false)
  expect(lstatSync(place.workspace).isDirectory()).toBe(true)
})
