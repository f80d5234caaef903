import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commitStagings } from '../../src/tree/commit.ts'
import { discardStagings, openStaging } from '../../src/tree/staging.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { inWorkspace, restoreTree, scanned, stageTree, temporary } from './trees.ts'

// The layer of overlayfs that a container image is refuses to rename its directories, as EXDEV. Its upper layer cannot be on overlayfs
// itself, so this needs root and a memory file system; anywhere else it is left out.
const canMount =
  platform() === 'linux' && process.geteuid!() === 0 && existsSync('/dev/shm') && spawnSync('unshare', ['-m', 'true']).status === 0

function prepared() {
  const place = temporary('/dev/shm')
  for (const [path, content] of Object.entries({
    'lower/m/dir/sub/f': 'old',
    'lower/m/dir/extra': 'old',
    'lower/m/file-onto-dir/deep/x': 'old',
    'from/dir/sub/f': 'new',
    'from/file-onto-dir': 'new',
    'from/z': 'new',
  })) {
    mkdirSync(dirname(join(place.root, path)), { recursive: true })
    writeFileSync(join(place.root, path), content)
  }
  for (const layer of ['upper', 'work']) mkdirSync(join(place.root, layer))
  const layers = ['lowerdir=lower', 'upperdir=upper', 'workdir=work'].join(',')
  execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', layers, 'workspace'], { cwd: place.root })
  const unmount = () => execFileSync('umount', [place.workspace])
  return { ...place, from: join(place.root, 'from'), [Symbol.dispose]: () => (unmount(), place[Symbol.dispose]()) }
}

test.runIf(canMount)('directories of a container image are merged into and replaced', () => {
  using place = prepared()
  expect(restoreTree(place.from, inWorkspace(place.workspace, 'm'), place.workspace)).toEqual([])
  expect(differences(listTree(place.from), listTree(join(place.workspace, 'm')))).toEqual(['dir/extra: not expected'])
})

test.runIf(canMount)('directories of a container image are put back when a later step fails', () => {
  using place = prepared()
  const listed = () => listTree(place.workspace).slice(1)
  const before = listed()
  const staging = openStaging(inWorkspace(place.workspace, 'm'), { workspace: place.workspace })
  const tree = stageTree(staging, scanned(place.from), place.from)
  rmSync(join(staging.root.path, 'z'))
  expect(() => commitStagings([tree])).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }))
  expect(discardStagings([staging])).toEqual([])
  expect(differences(before, listed())).toEqual([])
})

test.runIf(canMount)('a mount on which a volume is mounted is restored from within', () => {
  using place = prepared()
  const mount = inWorkspace(place.workspace, 'volume')
  mkdirSync(mount.directory)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', mount.directory])
  try {
    expect(restoreTree(place.from, mount, place.workspace)).toEqual([])
    expect(differences(listTree(place.from), listTree(mount.directory))).toEqual([])
  } finally {
    execFileSync('umount', [mount.directory])
  }
})
