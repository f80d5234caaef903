import { mkdir, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Format } from '../../../src/inputs/config.ts'
import { larder, larderJson, type Ended } from '../../support/larder.ts'
import { differences, type ListedEntry, listTree } from '../../support/list-tree.ts'
import { hostVariables, type Variables } from './hosts.ts'
import { installPackages, type ProjectSize, scratchDirectory } from './project.ts'
import { cachesIn, type TourStore } from './stores.ts'

export interface Tour {
  readonly format: Format
  readonly size: ProjectSize
}

const dayMs = 86_400_000
const repository = 'group/sub/proj'

/**
 * One project through its life in GitLab, each job in a workspace of its own: the first rebuild, branches and a merge request that live on
 * it, and flushes. The tests of a tour build on each other.
 */
export function describeTour(storeName: string, openStore: (directory: string) => Promise<TourStore>, tours: readonly Tour[]): void {
  describe.each(tours)(`node_modules of $size as $format in ${storeName}`, ({ format, size }) => {
    const archive = `archive.${format}`
    let scratch: Awaited<ReturnType<typeof scratchDirectory>>
    let store: TourStore
    let original: ListedEntry[]
    let workspaces = 0

    const workspace = async (): Promise<string> => scratch.make(`workspace-${++workspaces}`)
    const job = (cwd: string, changes: Record<string, string | undefined> = {}, recorded = 'gitlab-local-push'): Job => ({
      cwd,
      env: { ...hostVariables(recorded, cwd, changes), ...store.variables, LARDER_FORMAT: format },
    })
    const restored = (cwd: string): string[] => differences(original, listTree(path.join(cwd, 'node_modules')))

    beforeAll(async () => {
      scratch = await scratchDirectory()
      store = await openStore(await scratch.make('store'))
    })

    afterAll(async () => {
      store.objects.close()
      await scratch[Symbol.asyncDispose]()
    })

    test('a first restore finds nothing, says where it looked, and lets the job go on', async () => {
      const cwd = await workspace()
      const ended: Ended = await larder(['restore', '--mount', 'node_modules'], job(cwd))
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      expect(ended.stdout).toContain(`${repository}/main/${archive}`)
      expect(listTree(cwd)).toHaveLength(1)
    })

    test('a rebuild on the default branch publishes one cache', async () => {
      const cwd = await workspace()
      await installPackages(cwd, size)
      original = listTree(path.join(cwd, 'node_modules'))
      const outcome = await rebuild(job(cwd))
      expect(outcome).toMatchObject({ status: 'published', format, object: `${repository}/main/${archive}`, entries: original.length })
      expect(await cachesIn(store.objects)).toEqual([`${repository}/main/${archive}`])
      expect(differences(original, listTree(path.join(cwd, 'node_modules')))).toEqual([])
    })

    test('a restore into an empty workspace brings an equal tree', async () => {
      const cwd = await workspace()
      expect(await restore(job(cwd))).toMatchObject({ status: 'hit', entries: original.length })
      expect(restored(cwd)).toEqual([])
      expect(original.length).toBeGreaterThan(size === '1,700 entries' ? 1600 : 300)
    })

    test('a new branch restores what the default branch has', async () => {
      const cwd = await workspace()
      const outcome = await restore(job(cwd, { CI_COMMIT_BRANCH: 'feature/new', CI_COMMIT_REF_NAME: 'feature/new' }))
      expect(outcome).toMatchObject({ status: 'fallback', object: `${repository}/main/${archive}` })
      expect(outcome['tried']).toContain(`${repository}/feature/new/${archive}`)
      expect(restored(cwd)).toEqual([])
    })

    test('a merge request reads the cache of the branch and never writes to it', async () => {
      const cwd = await workspace()
      const inMergeRequest = job(cwd, {}, 'gitlab-merge-request-fork')
      expect(await restore(inMergeRequest)).toMatchObject({ status: 'fallback', object: `${repository}/main/${archive}` })
      expect(restored(cwd)).toEqual([])

      const before = await store.objects.head(`${repository}/main/${archive}`)
      await rm(path.join(cwd, 'node_modules', 'yaml'), { recursive: true })
      expect(await rebuild(inMergeRequest)).toMatchObject({ status: 'published', object: `${repository}/pull/12/${archive}` })
      expect(await store.objects.head(`${repository}/main/${archive}`)).toEqual(before)
    })

    test('a flush of everything removes what is below its path, and nothing of a neighbour whose name begins alike', async () => {
      const neighbour = { CI_PROJECT_PATH: `${repository}2`, CI_PROJECT_NAME: 'proj2' }
      const cwd = await workspace()
      await mkdir(path.join(cwd, 'node_modules'))
      expect(await rebuild(job(cwd, neighbour))).toMatchObject({ object: `${repository}2/main/${archive}` })

      const outcome = await larderJson(['flush', '--flush-age', '0'], job(cwd))
      expect(outcome).toMatchObject({ status: 'flushed', kept: 0 })
      expect((outcome['removed'] as { object: string }[]).map(({ object }) => object).sort()).toEqual([
        `${repository}/main/${archive}`,
        `${repository}/pull/12/${archive}`,
      ])
      expect(await cachesIn(store.objects)).toEqual([`${repository}2/main/${archive}`])
      expect(await restore(job(await workspace()))).toMatchObject({ status: 'miss' })
      expect(await restore(job(await workspace(), neighbour))).toMatchObject({ status: 'hit' })
    })

    if (storeName !== 'a directory') return

    test('a flush removes what is older than its age, and a dry run only says so', async () => {
      const cwd = await workspace()
      await mkdir(path.join(cwd, 'node_modules'))
      for (const branch of ['old', 'young']) await rebuild(job(cwd, { CI_COMMIT_BRANCH: branch, CI_COMMIT_REF_NAME: branch }))
      await age(path.join(scratch.path, 'store', repository, 'old', archive), 15)
      await age(path.join(scratch.path, 'store', repository, 'young', archive), 13)
      const flush = async (...flags: string[]) => larderJson(['flush', '--flush-age', '14', ...flags], job(cwd))

      const old = [{ object: `${repository}/old/${archive}` }]
      expect(await flush('--dry-run')).toMatchObject({ status: 'dry-run', removed: old, kept: 1 })
      expect(await cachesIn(store.objects, `${repository}/`)).toHaveLength(2)
      expect(await flush()).toMatchObject({ status: 'flushed', removed: old, kept: 1 })
      expect(await cachesIn(store.objects, `${repository}/`)).toEqual([`${repository}/young/${archive}`])
    })
  })
}

interface Job {
  readonly cwd: string
  readonly env: Variables
}

function restore(job: Job): Promise<Readonly<Record<string, unknown>>> {
  return larderJson(['restore', '--mount', 'node_modules'], job)
}

function rebuild(job: Job): Promise<Readonly<Record<string, unknown>>> {
  return larderJson(['rebuild', '--mount', 'node_modules'], job)
}

async function age(file: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * dayMs)
  await utimes(file, then, then)
}
