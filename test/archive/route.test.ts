import { describe, expect, test } from 'vitest'
import { Router } from '../../src/archive/route.ts'
import type { TarMount } from '../../src/archive/tar-mounts.ts'
import { mountName, type Mount } from '../../src/tree/mount.ts'
import { mountFilter } from '../../src/tree/mounts.ts'

const places = { workspace: '/drone/src', home: '/root' }

interface Case {
  readonly what: string
  /** What the archive says its mounts are; undefined for one of somebody else. */
  readonly own?: readonly TarMount[]
  /** As the user wrote them. */
  readonly mounts?: readonly string[]
  /** Name in the archive, and mount and path, or undefined for left out. */
  readonly goes: Readonly<Record<string, string | undefined>>
  /** Nothing by default. */
  readonly leftOut?: readonly string[]
}

const modules: TarMount = { name: 'node_modules', anchor: 'workspace', path: 'node_modules' }
const maven: TarMount = { name: 'home/other/.m2', anchor: 'home', path: '.m2' }
const opt: TarMount = { name: 'opt/cache', anchor: 'root', path: 'opt/cache' }

const ownCases: readonly Case[] = [
  {
    what: 'without mounts, those in the workspace and no others',
    own: [modules, maven, opt],
    goes: {
      node_modules: 'node_modules:',
      'node_modules/a/b': 'node_modules:a/b',
      'home/other/.m2/x': undefined,
      'opt/cache/x': undefined,
    },
    leftOut: ['/opt/cache', '~/.m2'],
  },
  {
    what: 'a mount below ~ goes to the home of this machine',
    own: [modules, maven],
    mounts: ['~/.m2'],
    goes: { 'home/other/.m2/repository/x': '/root/.m2:repository/x', 'node_modules/a': undefined },
    leftOut: ['node_modules'],
  },
  {
    what: 'a mount below ~ may be asked for by its full path',
    own: [maven],
    mounts: ['/root/.m2'],
    goes: { 'home/other/.m2/x': '/root/.m2:x' },
  },
  { what: 'an absolute mount', own: [opt], mounts: ['/opt/cache'], goes: { 'opt/cache/x': '/opt/cache:x' } },
  {
    what: 'a part of a mount',
    own: [modules],
    mounts: ['node_modules/b'],
    goes: { 'node_modules/a': undefined, 'node_modules/b/c': 'node_modules/b:c' },
  },
  {
    what: 'a mount that lies in what is asked for',
    own: [{ name: 'p/a/lib', anchor: 'workspace', path: 'p/a/lib' }],
    mounts: ['p'],
    goes: { 'p/a/lib/x': 'p/a/lib:x' },
  },
  {
    what: 'a pattern',
    own: ['p/a/dist', 'p/b/dist', 'q/dist'].map((path) => ({ name: path, anchor: 'workspace', path })),
    mounts: ['p/*/dist'],
    goes: { 'p/a/dist/x': 'p/a/dist:x', 'p/b/dist/y': 'p/b/dist:y', 'q/dist/z': undefined },
    leftOut: ['q/dist'],
  },
  {
    what: 'a pattern inside a mount',
    own: [modules],
    mounts: ['**/.cache'],
    goes: { 'node_modules/.cache/x': 'node_modules/.cache:x', 'node_modules/x': undefined },
  },
  { what: 'the whole workspace', own: [{ name: '', anchor: 'workspace', path: '' }], goes: { '': '.:', 'a/b': '.:a/b', c: '.:c' } },
  {
    what: 'the innermost of nested mounts',
    own: [modules, { name: 'node_modules/a/target', anchor: 'workspace', path: 'node_modules/a/target' }],
    goes: {
      'node_modules/a/x': 'node_modules:a/x',
      'node_modules/a/target': 'node_modules/a/target:',
      'node_modules/a/target/y': 'node_modules/a/target:y',
    },
  },
  {
    what: 'names that begin like a mount',
    own: [modules],
    goes: { node_modules: 'node_modules:', 'node_modules2/x': undefined, node_module: undefined },
    leftOut: ['node_module', 'node_modules2'],
  },
]

const foreignCases: readonly Case[] = [
  { what: 'every name at the top is a mount', goes: { '': undefined, 'a/x': 'a:x', 'b/c/x': 'b:c/x', file: 'file:' } },
  {
    what: 'only what is asked for',
    mounts: ['b/c'],
    goes: { 'a/x': undefined, b: undefined, 'b/c': 'b/c:', 'b/c/x': 'b/c:x', 'b/d': undefined },
    leftOut: ['a'],
  },
  {
    what: 'an absolute mount is there without its slash',
    mounts: ['/root/.m2'],
    goes: { 'root/.m2/x': '/root/.m2:x', 'root/.ssh/key': undefined },
  },
  { what: 'a mount below ~ too', mounts: ['~/.m2'], goes: { 'root/.m2/x': '/root/.m2:x' } },
  {
    what: 'an absolute mount in the workspace',
    mounts: ['node_modules'],
    goes: { 'drone/src/node_modules/x': 'node_modules:x', 'node_modules/y': 'node_modules:y' },
  },
  { what: 'a pattern', mounts: ['**/dist'], goes: { 'a/dist/x': 'a/dist:x', 'dist/y': 'dist:y', 'a/b': undefined } },
  {
    what: 'the workspace and a place outside it',
    mounts: ['.', '/root/.m2'],
    goes: { 'a/x': 'a:x', 'root/.m2/y': '/root/.m2:y', 'root/z': 'root:z' },
  },
]

describe.each([
  { archive: 'an archive of larder', cases: ownCases },
  { archive: 'any other archive', cases: foreignCases },
])('of $archive', ({ cases }) => {
  test.each(cases)('$what', ({ own, mounts, goes, leftOut = [] }) => {
    const router = new Router({ places, wanted: mounts && mountFilter(mounts, places) }, own)
    const went = Object.keys(goes).map((name) => {
      const bytes = Buffer.from(name)
      const destination = router.place(bytes)
      return [name, destination && `${shown(router.mounts[destination.mount]!)}:${bytes.toString('utf8', destination.cut)}`]
    })
    expect(Object.fromEntries(went)).toEqual(goes)
    expect(router.leftOut()).toEqual(leftOut)
  })
})

test('a top name that is no UTF-8 cannot be a mount and is told', () => {
  const router = new Router({ places, wanted: undefined }, undefined)
  expect(router.place(Buffer.from([0xff, 0x2f, 0x78]))).toBeUndefined()
  expect(router.leftOut()).toEqual(['\ufffd'])
})

test('a mount that the archive lists and does not hold is missing', () => {
  const router = new Router({ places, wanted: undefined }, [modules, maven])
  expect(router.missing()).toEqual(['node_modules'])
  router.place(Buffer.from('node_modules/x'))
  expect(router.missing()).toEqual([])
})

function shown(mount: Mount): string {
  return mount.anchor === 'home' ? mount.directory : mountName(mount)
}
