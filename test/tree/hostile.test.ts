import { linkSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commitStagings } from '../../src/tree/commit.ts'
import { EntryTable, EntryType, type Entry } from '../../src/tree/entries.ts'
import { finishTree } from '../../src/tree/finish.ts'
import { holdDirectory } from '../../src/tree/held-directory.ts'
import type { Pieces } from '../../src/tree/pieces.ts'
import { discardStagings, openStaging } from '../../src/tree/staging.ts'
import { makeDirectories, writePieces } from '../../src/tree/write.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { inWorkspace, restoreTree, scanned, stageTree, temporary } from './trees.ts'

const refusal = expect.objectContaining({ code: 'UNSAFE_PATH' })

/** A directory that nothing may touch, and a tree to restore: `a/b/c/file` and some more. */
function prepared() {
  const place = temporary()
  const outside = join(place.root, 'outside')
  mkdirSync(join(outside, 'b/c'), { recursive: true })
  mkdirSync(join(outside, 'c'))
  for (const file of ['file', 'b/c/file', 'c/file']) writeFileSync(join(outside, file), 'untouched')
  const from = join(place.root, 'from')
  mkdirSync(join(from, 'a/b/c'), { recursive: true })
  for (const file of ['a/b/c/file', 'a/file', 'file']) writeFileSync(join(from, file), 'from the cache')
  const before = listTree(outside)
  return {
    ...place,
    [Symbol.dispose]: () => place[Symbol.dispose](),
    outside,
    from,
    assertUntouched: () => expect(differences(before, listTree(outside))).toEqual([]),
  }
}

test.each(['a', 'a/b', 'a/b/c', 'a/b/c/file', 'file'])('a symbolic link planted at %s is replaced and not written through', (path) => {
  using place = prepared()
  const link = join(place.workspace, 'm', path)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(path.endsWith('file') ? join(place.outside, 'file') : place.outside, link)
  expect(restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)).toEqual([])
  expect(differences(listTree(place.from), listTree(join(place.workspace, 'm')))).toEqual([])
  place.assertUntouched()
})

test.each(['one', 'one/two'])('a link out of the workspace at %s does not lead a mount out of it', (path) => {
  using place = prepared()
  mkdirSync(dirname(join(place.workspace, path)), { recursive: true })
  symlinkSync(place.outside, join(place.workspace, path))
  expect(() => restoreTree(place.from, inWorkspace(place.workspace, 'one/two/m'), place.workspace)).toThrow(refusal)
  expect(lstatSync(join(place.workspace, path)).isSymbolicLink()).toBe(true)
  place.assertUntouched()
})

test('nothing is written below a link that leads nowhere', () => {
  using place = prepared()
  symlinkSync(join(place.outside, 'new'), join(place.workspace, 'one'))
  expect(() => openStaging(inWorkspace(place.workspace, 'one/m'), { workspace: place.workspace })).toThrow(refusal)
  place.assertUntouched()
})

test('the whole file system is no mount', () => {
  expect(() => openStaging({ anchor: 'root', path: '', directory: '/' }, { workspace: '/' })).toThrow(refusal)
})

test.each([
  { where: 'inside the workspace', anchor: 'workspace', to: 'workspace/real', follows: true },
  { where: 'out of the workspace', anchor: 'workspace', to: 'outside', follows: false },
  { where: 'nowhere', anchor: 'workspace', to: 'workspace/nowhere', follows: false },
  { where: 'a file', anchor: 'workspace', to: 'workspace/afile', follows: false },
  { where: 'another place, for a mount that the user named by its absolute path', anchor: 'root', to: 'workspace/real', follows: true },
] as const)('a mount that is a link $where: followed is $follows', ({ anchor, to, follows }) => {
  using place = prepared()
  mkdirSync(join(place.workspace, 'real'))
  writeFileSync(join(place.workspace, 'afile'), '')
  symlinkSync(join(place.root, to), join(place.workspace, 'm'))
  const mount = { ...inWorkspace(place.workspace, 'm'), anchor }
  expect(restoreTree(place.from, mount, place.workspace)).toEqual([])
  expect(lstatSync(mount.directory).isSymbolicLink()).toBe(follows)
  expect(readFileSync(join(mount.directory, 'a/b/c/file'), 'utf8')).toBe('from the cache')
  const led = follows ? join(place.root, to) : mount.directory
  expect(differences(listTree(place.from), listTree(led))).toEqual([])
  place.assertUntouched()
})

test('a file is never written through a hard link, such as one into a package store', () => {
  using place = prepared()
  mkdirSync(join(place.workspace, 'm/a'), { recursive: true })
  linkSync(join(place.outside, 'file'), join(place.workspace, 'm/a/file'))
  restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)
  expect(readFileSync(join(place.workspace, 'm/a/file'), 'utf8')).toBe('from the cache')
  place.assertUntouched()
})

test('a link as the only entry of a mount replaces what is there, and not what that leads to', () => {
  using place = prepared()
  symlinkSync('anything', join(place.root, 'link'))
  mkdirSync(join(place.workspace, 'real'))
  writeFileSync(join(place.workspace, 'real/kept'), '')
  symlinkSync('real', join(place.workspace, 'm'))
  restoreTree(join(place.root, 'link'), inWorkspace(place.workspace, 'm'), place.workspace)
  expect(readlinkSync(join(place.workspace, 'm'))).toBe('anything')
  expect(readFileSync(join(place.workspace, 'real/kept'), 'utf8')).toBe('')
})

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const common = { mode: 0o755, size: 0, mtimeNs: 0n }
const mountEntry: Entry = { ...common, type: EntryType.directory, parent: -1, name: bytes('') }
const file = (name: string, parent = 0): Entry => ({ ...common, type: EntryType.file, parent, name: bytes(name) })
const directory = (name: string, parent = 0): Entry => ({ ...common, type: EntryType.directory, parent, name: bytes(name) })
const symlink = (name: string, target: string): Entry => ({
  ...common,
  type: EntryType.symlink,
  parent: 0,
  name: bytes(name),
  target: bytes(target),
})
const hardlink = (name: string, original: number): Entry => ({
  ...common,
  type: EntryType.hardlink,
  parent: 0,
  name: bytes(name),
  original,
})

test.each([
  { name: 'a directory `..`', entries: [directory('..')] },
  { name: 'a file with a slash', entries: [file('../escaped')] },
  { name: 'an absolute name', entries: [file('/escaped')] },
  { name: 'a name with a NUL', entries: [file('a\0b')] },
  { name: 'an empty name', entries: [directory('')] },
  { name: 'a link with a slash in its name', entries: [symlink('../escaped', 'x')] },
  { name: 'a file below a file', entries: [file('a'), file('b', 1)] },
  { name: 'a file below a link', entries: [symlink('a', '..'), file('escaped', 1)] },
  { name: 'an entry before its directory', entries: [file('a', 2), directory('b')] },
  { name: 'an entry that lies in itself', entries: [directory('a', 1)] },
  { name: 'an entry without a directory', entries: [directory('a', -1)] },
  { name: 'the same file twice', entries: [file('a'), file('a')] },
  { name: 'a file and a directory of the same name', entries: [file('b'), file('a'), directory('b')] },
  { name: 'a link and a file of the same name', entries: [symlink('a', '..'), file('a')] },
  { name: 'a hard link to a later entry', entries: [hardlink('a', 2), file('b')] },
  { name: 'a hard link to itself', entries: [hardlink('a', 1)] },
  { name: 'a hard link to a directory', entries: [directory('a'), hardlink('b', 1)] },
  { name: 'a hard link to a symbolic link', entries: [symlink('a', '/etc/passwd'), hardlink('b', 1)] },
  { name: 'a hard link to nothing', entries: [hardlink('a', 1_000_000)] },
])('a table that holds $name is refused, and nothing is left of it', ({ entries }) => {
  using place = prepared()
  const table = new EntryTable()
  for (const entry of [mountEntry, ...entries]) table.append(entry)
  const staging = openStaging(inWorkspace(place.workspace, 'm'), { workspace: place.workspace })
  expect(() => {
    makeDirectories(staging.root, table)
    finishTree(staging.root, table)
  }).toThrow(refusal)
  expect(discardStagings([staging])).toEqual([])
  expect(listTree(place.workspace).map(({ path }) => path)).toEqual([''])
  place.assertUntouched()
})

test.each(['../escaped', '/tmp/escaped', 'a/../../escaped', 'a\0', 'a//b'])('a piece with the path %j is refused', (path) => {
  using place = prepared()
  const staging = openStaging(inWorkspace(place.workspace, 'm'), { workspace: place.workspace })
  expect(() => writePieces(staging.root, onePiece(path), bytes('data'))).toThrow(refusal)
  discardStagings([staging])
  expect(listTree(place.workspace).map((entry) => entry.path)).toEqual([''])
})

test('a piece for a path that is there already is refused', () => {
  using place = prepared()
  const table = new EntryTable()
  table.append(mountEntry)
  const staging = openStaging(inWorkspace(place.workspace, 'm'), { workspace: place.workspace })
  makeDirectories(staging.root, table)
  writePieces(staging.root, onePiece('a'), bytes('data'))
  expect(() => writePieces(staging.root, onePiece('a'), bytes('DATA'))).toThrow(refusal)
})

function onePiece(path: string): Pieces {
  const paths = bytes(path)
  return {
    length: 1,
    paths,
    pathEnd: Uint32Array.of(paths.length),
    offset: Float64Array.of(0),
    bytes: Float64Array.of(4),
    size: Float64Array.of(4),
    mode: Uint16Array.of(0o644),
    mtimeNs: BigInt64Array.of(0n),
    ctimeNs: BigInt64Array.of(0n),
  }
}

test.runIf(platform() === 'linux')('what is done in a held directory happens there, though its path was swapped for a link', () => {
  using place = prepared()
  const path = join(place.workspace, 'dir')
  mkdirSync(path)
  using held = holdDirectory(path)
  renameSync(path, `${path}-moved`)
  symlinkSync(place.outside, path)
  writeFileSync(held.at(bytes('new')), 'x')
  expect(readFileSync(`${path}-moved/new`, 'utf8')).toBe('x')
  expect(() => holdDirectory(path)).toThrow(refusal)
  place.assertUntouched()
})

test('a directory above the mount that became a link since the staging was opened is refused', () => {
  using place = prepared()
  mkdirSync(join(place.workspace, 'dir'))
  const staging = openStaging(inWorkspace(place.workspace, 'dir/m'), { workspace: place.workspace })
  const tree = stageTree(staging, scanned(place.from), place.from)
  renameSync(join(place.workspace, 'dir'), join(place.workspace, 'dir-moved'))
  symlinkSync(place.outside, join(place.workspace, 'dir'))
  expect(() => commitStagings([tree])).toThrow(refusal)
  place.assertUntouched()
  rmSync(join(place.workspace, 'dir'))
})
