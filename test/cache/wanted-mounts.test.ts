import { describe, expect, test } from 'vitest'
import type { CacheEvent } from '../../src/cache/events.ts'
import { wantedMounts } from '../../src/cache/wanted-mounts.ts'
import type { MountPoint } from '../../src/tree/mount.ts'
import { restoreConfig } from '../support/configs.ts'

const cached: readonly { readonly point: MountPoint }[] = [
  { point: { anchor: 'workspace', path: 'node_modules' } },
  { point: { anchor: 'workspace', path: 'packages/one/dist' } },
  { point: { anchor: 'home', path: '.m2' } },
  { point: { anchor: 'root', path: 'opt/cache' } },
]

describe('a restore writes', () => {
  test.each([
    {
      mounts: [],
      wanted: ['/checkout/node_modules', '/checkout/packages/one/dist'],
      why: 'what lies in the workspace when nothing is named',
    },
    { mounts: ['node_modules'], wanted: ['/checkout/node_modules'], why: 'what is named and no other' },
    { mounts: ['./node_modules/'], wanted: ['/checkout/node_modules'], why: 'what is named in another way' },
    { mounts: ['~/.m2'], wanted: ['/home/me/.m2'], why: 'what is named in the home directory' },
    { mounts: ['/opt/cache'], wanted: ['/opt/cache'], why: 'what is named elsewhere' },
    { mounts: ['packages/*/dist'], wanted: ['/checkout/packages/one/dist'], why: 'what a pattern stands for' },
    { mounts: ['packages'], wanted: ['/checkout/packages/one/dist'], why: 'what lies in what is named' },
    { mounts: ['node_modules', '~/.m2'], wanted: ['/checkout/node_modules', '/home/me/.m2'], why: 'several mounts' },
    { mounts: ['**', '!node_modules'], wanted: ['/checkout/packages/one/dist'], why: 'nothing that is excluded' },
  ])('$why', ({ mounts, wanted }) => {
    expect(chosen(mounts).directories).toEqual(wanted)
  })
})

test('what is left out because it lies outside the workspace is told, with what to do', () => {
  const { events } = chosen([])
  expect(events).toEqual([
    { type: 'notice', message: 'Left out because it lies outside the workspace: ~/.m2, /opt/cache. Name it as `mount` to have it.' },
  ])
})

test('what was not named is not told', () => {
  expect(chosen(['node_modules']).events).toEqual([])
})

test.each([{ mounts: ['target'] }, { mounts: ['/etc'] }])('where the cache holds nothing of $mounts it cannot be used', ({ mounts }) => {
  expect(() => chosen(mounts)).toThrow(expect.objectContaining({ code: 'MOUNT_NOT_IN_CACHE' }))
})

test('a cache of home directories alone writes nothing where nothing is named', () => {
  const config = restoreConfig({ workspace: '/checkout', home: '/home/me' })
  expect(() => wantedMounts(cached.slice(2), config, () => {})).toThrow(expect.objectContaining({ code: 'MOUNT_NOT_IN_CACHE' }))
})

function chosen(mounts: readonly string[]): { directories: string[]; events: CacheEvent[] } {
  const events: CacheEvent[] = []
  const config = restoreConfig({ workspace: '/checkout', home: '/home/me' }, { mounts })
  const directories = wantedMounts(cached, config, (event) => events.push(event)).map(({ mount }) => mount.directory)
  return { directories, events }
}
