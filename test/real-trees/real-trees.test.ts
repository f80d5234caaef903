import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { larderJson } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { realTrees, type RealTree } from './trees.ts'

const scratch = await mkdtemp(path.join(tmpdir(), 'larder-trees-'))
afterAll(async () => {
  makeWritable(scratch)
  await rm(scratch, { recursive: true, force: true })
})

const stores = [
  { store: 'a directory', isThere: true, settings: () => Promise.resolve({ LARDER_DIRECTORY: path.join(scratch, 'store') }) },
  { store: 'MinIO', isThere: requires('minio'), settings: minioSettings },
]

describe.each(stores.filter(({ isThere }) => isThere))('by $store', ({ store, settings }) => {
  describe.each(realTrees.filter((tree) => requires(...tree.requires)))('$name', (tree) => {
    test.each(['snapshot', 'tar.zst'])(
      'comes back equal as %s, and its tool sees no change',
      async (format) => {
        const name = `${realTrees.indexOf(tree)}-${store.replaceAll(/\W/g, '')}-${format}`
        expect(await roundTrip(tree, path.join(scratch, name), ['--path', `trees/${name}`, '--format', format], await settings())).toBe(
          'hit',
        )
      },
      120_000,
    )
  })
})

const made = new Map<RealTree, Machine>()

/** Each tree is made once: some tools take their time. */
function original(tree: RealTree): Machine {
  const known = made.get(tree)
  if (known !== undefined) return known
  const from = machine(path.join(scratch, `${realTrees.indexOf(tree)}-original`))
  tree.make(from.workspace, from.home)
  made.set(tree, from)
  return from
}

async function roundTrip(
  tree: RealTree,
  directory: string,
  settings: readonly string[],
  storage: Record<string, string>,
): Promise<unknown> {
  const from = original(tree)
  const to = machine(directory)
  const args = [...settings, ...tree.mounts.flatMap((mount) => ['--mount', mount])]
  await larderJson(['rebuild', ...args], { cwd: from.workspace, env: { ...storage, HOME: from.home } })
  const outcome = await larderJson(['restore', ...args], { cwd: to.workspace, env: { ...storage, HOME: to.home } })
  for (const mount of tree.mounts) {
    const found = differences(withoutJournal(from, mount), withoutJournal(to, mount))
    expect({ mount, found }).toEqual({ mount, found: [] })
  }
  tree.check(to.workspace, to.home)
  return outcome['status']
}

interface Machine {
  readonly workspace: string
  readonly home: string
}

function machine(directory: string): Machine {
  const places = { workspace: path.join(directory, 'workspace'), home: path.join(directory, 'home') }
  for (const each of Object.values(places)) mkdirSync(each, { recursive: true })
  return places
}

/** The workspace itself is not compared where it is the mount: larder keeps its journal in it. */
function withoutJournal({ workspace, home }: Machine, mount: string) {
  const entries = listTree(mount.startsWith('~/') ? path.join(home, mount.slice(2)) : path.join(workspace, mount))
  return mount === '.' ? entries.filter((entry) => entry.path !== '' && entry.path.split('/')[0] !== '.larder') : entries
}

async function minioSettings(): Promise<Record<string, string>> {
  const { endpoint, region, accessKey, secretKey } = await sharedServer('minio')
  const storage = { LARDER_BUCKET: 'real-trees', LARDER_CREATE_BUCKET: 'true', LARDER_ENDPOINT: endpoint, LARDER_REGION: region }
  return { ...storage, AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey }
}

/** The module cache of Go cannot be removed as it is, unless one is root. */
function makeWritable(directory: string): void {
  chmodSync(directory, 0o700)
  for (const entry of readdirSync(directory, { withFileTypes: true }))
    if (entry.isDirectory()) makeWritable(path.join(directory, entry.name))
}
