import { expect, test } from 'vitest'
import { findCandidates } from '../../src/cache/candidates.ts'
import { restore } from '../../src/cache/restore.ts'
import type { CacheEvent } from '../../src/cache/events.ts'
import type { Tools } from '../../src/cache/tools.ts'
import { LarderError } from '../../src/errors.ts'
import type { RestoreConfig } from '../../src/inputs/config.ts'
import type { StoredObject } from '../../src/storage/object-store.ts'
import { ordinaryLocation, restoreConfig } from '../support/configs.ts'
import { inlinePool } from '../support/inline-pool.ts'
import { MemoryBucket, MemoryStore } from '../support/memory-store.ts'

const now = Date.UTC(2026, 10, 1)

/** A store of empty objects, each a second older than the one before it. */
function storeOf(...keys: readonly string[]): MemoryStore {
  const bucket = new MemoryBucket()
  for (const [age, key] of keys.entries()) bucket.set(key, Buffer.from('x'), now - age * 1000)
  return new MemoryStore(bucket, () => now)
}

class DeniedStore extends MemoryStore {
  readonly #code: string

  constructor(code: string) {
    super(new MemoryBucket(), () => now)
    this.#code = code
  }

  override head(key: string): Promise<StoredObject | undefined> {
    return Promise.reject(new LarderError(this.#code, `Looking for ${key}: access was denied.`))
  }
}

function configFor(change: Partial<RestoreConfig> = {}): RestoreConfig {
  const location = { ...ordinaryLocation, path: 'o/r/x', fallbackPaths: ['o/r/main'], domain: 'o/r' }
  return restoreConfig({ workspace: '/nowhere' }, { location, ...change })
}

async function found(store: MemoryStore, config: RestoreConfig): Promise<string[]> {
  const search = { store, report: () => {}, signal: new AbortController().signal, tried: [], closed: [] }
  const names: string[] = []
  for await (const { status, object } of findCandidates(config, search)) names.push(`${status} ${object.key}`)
  return names
}

test('the key at the path comes before the key at a fallback path, and restore keys come last, place by place', async () => {
  const store = storeOf('o/r/main/archive-2.snapshot', 'o/r/main/archive.snapshot', 'o/r/x/archive-1.snapshot', 'o/r/x/archive.snapshot')
  expect(await found(store, configFor({ restoreKeys: ['archive-'] }))).toEqual([
    'hit o/r/x/archive.snapshot',
    'fallback o/r/main/archive.snapshot',
    'partial o/r/x/archive-1.snapshot',
    'partial o/r/main/archive-2.snapshot',
  ])
})

test('a cache in another format at the same place comes before any other place', async () => {
  const store = storeOf('o/r/main/archive.snapshot', 'o/r/x/archive.tar', 'o/r/x/archive.tar.zst')
  const names = await found(store, configFor())
  expect(names.slice(0, 2).sort()).toEqual(['hit o/r/x/archive.tar', 'hit o/r/x/archive.tar.zst'])
  expect(names[2]).toBe('fallback o/r/main/archive.snapshot')
})

test('of several keys that begin with a restore key the equal one comes first, then the newest', async () => {
  const store = storeOf('o/r/x/deps-new.snapshot', 'o/r/x/deps-old.snapshot', 'o/r/x/deps.snapshot', 'o/r/x/deps/below.snapshot')
  expect(await found(store, configFor({ restoreKeys: ['deps'] }))).toEqual([
    'partial o/r/x/deps.snapshot',
    'partial o/r/x/deps-new.snapshot',
    'partial o/r/x/deps-old.snapshot',
  ])
})

function toolsWith(store: MemoryStore, events: CacheEvent[] = []): Tools {
  return {
    store,
    pool: inlinePool(({ name }) => {
      throw new Error(`no thread is needed for ${name}`)
    }),
    report: (event) => events.push(event),
    signal: new AbortController().signal,
    elapsed: () => 0,
    version: 'test',
    journalDirectories: [],
  }
}

test('without the right to list, a denied object counts as absent, with one warning', async () => {
  const events: CacheEvent[] = []
  const outcome = await restore(configFor(), toolsWith(new DeniedStore('STORAGE_DENIED'), events))
  expect(outcome).toMatchObject({ status: 'miss' })
  expect(events.filter(({ type }) => type === 'warning')).toHaveLength(1)
})

test('with strict, a restore that was denied everything fails', async () => {
  await expect(restore(configFor({ strict: true }), toolsWith(new DeniedStore('STORAGE_DENIED')))).rejects.toMatchObject({
    code: 'STORAGE_DENIED',
  })
})

test('credentials that are refused end the search at once: nothing else will be found with them', async () => {
  const events: CacheEvent[] = []
  const outcome = await restore(configFor(), toolsWith(new DeniedStore('CREDENTIALS_REFUSED'), events))
  expect(outcome).toMatchObject({ status: 'miss', failure: expect.stringContaining('access was denied') })
  expect(events.filter(({ type }) => type === 'trying')).toHaveLength(1)
})
