import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, lutimesSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences, listTree } from '../support/list-tree.ts'
import { asNobody } from './as-nobody.ts'
import { inWorkspace, restoreTree, temporary } from './trees.ts'

/** What is made at a path; paths are Latin-1, so any bytes. */
type Made = { readonly mode?: number; readonly mtime?: number } & (
  | { readonly type: 'directory' }
  | { readonly type: 'file'; readonly content: string }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'hardlink'; readonly to: string }
)

function make(root: string, entries: Readonly<Record<string, Made>>): void {
  const at = (path: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')])
  mkdirSync(root, { recursive: true })
  for (const [path, entry] of Object.entries(entries)) {
    if (entry.type === 'directory') mkdirSync(at(path))
    if (entry.type === 'file') writeFileSync(at(path), Buffer.from(entry.content, 'latin1'))
    if (entry.type === 'symlink') symlinkSync(Buffer.from(entry.target, 'latin1'), at(path))
    if (entry.type === 'hardlink') linkSync(at(entry.to), at(path))
  }
  for (const [path, { type, mode, mtime = 1_234_567_890.123_456 }] of Object.entries(entries).toReversed()) {
    if (mode !== undefined && type !== 'symlink') chmodSync(at(path), mode)
    if (type === 'symlink') lutimesSync(at(path), mtime, mtime)
    else utimesSync(at(path), mtime, mtime)
  }
}

const trees: Record<string, Record<string, Made>> = {
  'names that are not UTF-8': {
    '\xff\xfe': { type: 'directory' },
    '\xff\xfe/\x80': { type: 'file', content: 'x' },
    '\xc3\x28': { type: 'symlink', target: '\xff' },
  },
  'strange names': Object.fromEntries(
    ['-rf', 'new\nline', 'back\\slash', ' ', '"', '*', '...', '~', 'n'.repeat(255)].map((name) => [name, { type: 'file', content: name }]),
  ),
  'an empty directory': { empty: { type: 'directory' }, deep: { type: 'directory' }, 'deep/empty': { type: 'directory', mode: 0o711 } },
  modes: Object.fromEntries(
    [0o600, 0o644, 0o664, 0o666, 0o755, 0o777, 0o400, 0o444, 0o555, 0o000].map((mode) => [
      mode.toString(8),
      { type: 'file', content: 'm', mode },
    ]),
  ),
  'directory modes': Object.fromEntries(
    [0o700, 0o755, 0o775, 0o777, 0o500, 0o555].map((mode) => [mode.toString(8), { type: 'directory', mode }]),
  ),
  links: {
    absolute: { type: 'symlink', target: '/usr/bin/python3' },
    dangling: { type: 'symlink', target: 'nowhere' },
    outside: { type: 'symlink', target: '../../../etc/passwd' },
    itself: { type: 'symlink', target: 'itself' },
    bytes: { type: 'symlink', target: '\xff\xfe' },
  },
  'hard links': {
    a: { type: 'file', content: 'shared' },
    dir: { type: 'directory' },
    'dir/b': { type: 'hardlink', to: 'a' },
    'dir/c': { type: 'hardlink', to: 'a' },
    x: { type: 'file', content: '' },
    y: { type: 'hardlink', to: 'x' },
  },
  times: {
    old: { type: 'file', content: '', mtime: 0 },
    exact: { type: 'file', content: 'x', mtime: 1_700_000_000.000_001 },
    future: { type: 'directory', mtime: 4_000_000_000 },
    'future/link': { type: 'symlink', target: 'x', mtime: 999_999_999.999_999 },
  },
  'files larger than a segment': {
    large: { type: 'file', content: 'large!'.repeat(1_500_000), mode: 0o444 },
    medium: { type: 'file', content: 'm'.repeat(2_000_000), mode: 0o755 },
    name: { type: 'hardlink', to: 'medium' },
  },
  // As `go mod download` leaves its module cache.
  'read-only directories': {
    'mod@v1': { type: 'directory', mode: 0o555 },
    'mod@v1/go.mod': { type: 'file', content: 'module mod', mode: 0o444 },
    'mod@v1/sub': { type: 'directory', mode: 0o555 },
    'mod@v1/sub/x.go': { type: 'file', content: 'package x', mode: 0o444 },
    'mod@v1/sub/link': { type: 'symlink', target: 'x.go' },
  },
}

test.each(Object.entries(trees))('a tree with %s comes back as it was', (_name, entries) => {
  using place = temporary()
  const from = join(place.root, 'from')
  make(from, entries)
  const expected = listTree(from)
  expect(restoreTree(from, inWorkspace(place.workspace, 'to'), place.workspace)).toEqual([])
  expect(differences(expected, listTree(join(place.workspace, 'to')))).toEqual([])
})

test.each(['read-only directories', 'hard links', 'files larger than a segment', 'directory modes'])(
  'without privileges a tree with %s is written, merged over itself and removed again',
  (name) => {
    using place = temporary()
    const from = join(place.root, 'from')
    make(from, trees[name]!)
    // So that what the mount holds is moved by itself, and not with the mount.
    mkdirSync(join(place.workspace, 'to'))
    asNobody(place.root, () => {
      const expected = listTree(from)
      for (let times = 0; times < 2; times++) {
        expect(restoreTree(from, inWorkspace(place.workspace, 'to'), place.workspace)).toEqual([])
        expect(differences(expected, listTree(join(place.workspace, 'to')))).toEqual([])
      }
      expect(listTree(place.workspace).filter((entry) => entry.path.startsWith('.larder'))).toEqual([])
    })
  },
)

test('a mount that is a single file comes back as one', () => {
  using place = temporary()
  make(place.root, { file: { type: 'file', content: 'new', mode: 0o640 } })
  writeFileSync(join(place.workspace, 'file'), 'old and longer')
  restoreTree(join(place.root, 'file'), inWorkspace(place.workspace, 'file'), place.workspace)
  expect(differences(listTree(join(place.root, 'file')), listTree(join(place.workspace, 'file')))).toEqual([])
})

test('times before 1970 are restored to the millisecond', () => {
  using place = temporary()
  make(place.root, { from: { type: 'directory' }, 'from/old': { type: 'file', content: '' } })
  execFileSync('touch', ['-d', '1960-01-02 03:04:05.678 UTC', join(place.root, 'from/old')])
  restoreTree(join(place.root, 'from'), inWorkspace(place.workspace, 'to'), place.workspace)
  expect(lstatSync(join(place.workspace, 'to/old')).mtimeMs).toBe(Date.UTC(1960, 0, 2, 3, 4, 5, 678))
})

test('setuid, setgid and sticky bits are stripped', () => {
  using place = temporary()
  make(place.root, {
    from: { type: 'directory' },
    'from/suid': { type: 'file', content: 'x', mode: 0o6755 },
    'from/large': { type: 'file', content: 'x'.repeat(2 ** 20), mode: 0o4711 },
    'from/sticky': { type: 'directory', mode: 0o3777 },
  })
  restoreTree(join(place.root, 'from'), inWorkspace(place.workspace, 'to'), place.workspace)
  const modes = listTree(join(place.workspace, 'to')).map(({ path, mode }) => [path, mode.toString(8)])
  expect(Object.fromEntries(modes)).toMatchObject({ suid: '755', large: '711', sticky: '777' })
})

const name = fc
  .uint8Array({ minLength: 1, maxLength: 5 })
  .map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll(/[\0/]/g, '_'))
  .filter((text) => text !== '.' && text !== '..')
const time = fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds + 0.123_456)
const common = { mtime: time, mode: fc.constantFrom(0o600, 0o644, 0o755, 0o444, 0o777) }
const leaf = fc.oneof(
  fc.record({
    ...common,
    type: fc.constant('file' as const),
    content: fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('', 'z'.repeat(1_100_000))),
  }),
  fc.record({ ...common, type: fc.constant('symlink' as const), target: name }),
)
const directory = fc.record({ mtime: time, mode: fc.constantFrom(0o700, 0o755, 0o555), type: fc.constant('directory' as const) })
type Node = Made | readonly [directory: Made, below: Record<string, Made>]
const { tree } = fc.letrec<{ tree: Record<string, Made> }>((tie) => ({
  tree: fc
    .dictionary(name, fc.oneof({ depthSize: 'small' }, leaf, fc.tuple(directory, tie('tree'))), { maxKeys: 6, noNullPrototype: true })
    .map(flattened),
}))

function flattened(nodes: Readonly<Record<string, Node>>): Record<string, Made> {
  const entries: Record<string, Made> = {}
  for (const [path, node] of Object.entries(nodes)) {
    if ('type' in node) {
      entries[path] = node
      continue
    }
    entries[path] = node[0]
    for (const [below, made] of Object.entries(node[1])) entries[`${path}/${below}`] = made
  }
  return entries
}

test('any tree comes back as it was, into an empty place and over any other tree', () => {
  fc.assert(
    fc.property(tree, tree, (wanted, inTheWay) => {
      using place = temporary()
      make(join(place.root, 'from'), wanted)
      make(join(place.workspace, 'over'), inTheWay)
      const expected = listTree(join(place.root, 'from'))
      const before = listTree(join(place.workspace, 'over'))
      for (const path of ['new', 'over'])
        expect(restoreTree(join(place.root, 'from'), inWorkspace(place.workspace, path), place.workspace)).toEqual([])
      expect(differences(expected, listTree(join(place.workspace, 'new')))).toEqual([])
      const after = listTree(join(place.workspace, 'over'))
      const extra = after.filter(({ path }) => !expected.some((entry) => entry.path === path))
      expect(
        differences(
          expected,
          after.filter((entry) => !extra.includes(entry)),
        ),
      ).toEqual([])
      const survivors = before.filter(({ path }) => extra.some((entry) => entry.path === path))
      expect(differences(survivors, extra)).toEqual([])
    }),
    { numRuns: 60 },
  )
})
