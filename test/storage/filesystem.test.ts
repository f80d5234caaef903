import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'

import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { openStore } from '../../src/storage/open.ts'
import { testRunDirectory } from '../support/test-run.ts'
import { describeStore } from './conformance.ts'

const options = { concurrency: 16, env: {}, warn: () => undefined }

describeStore('the directory store', async () => {
  const base = await mkdtemp(path.join(testRunDirectory(), 'store-'))
  const directory = path.join(base, 'cache')
  return {
    store: await openStore({ kind: 'directory', directory }, options),
    empty: await openStore({ kind: 'directory', directory: path.join(base, 'nothing') }, options),
    partSize: 100_000,
    nests: 'no',
    sortsEveryScript: true,
    // What a killed job leaves.
    abandonUpload: async (key) => {
      await mkdir(path.join(directory, '.incoming', key), { recursive: true })
      await writeFile(path.join(directory, '.incoming', key, randomUUID()), 'half an archi')
    },
  }
})

describe('the directory', () => {
  test('holds nothing but its objects, whatever came and went', async () => {
    const { directory, store } = await directoryStore()
    await store.put('a/b/c', Buffer.from('1'))
    await store.putStream('a/b/d', endless(), { signal: AbortSignal.timeout(30) }).catch(() => undefined)
    await store.copy('a/b/c', 'x/y')
    await store.copy('a/nothing', 'x/z')
    await store.now()
    expect(await everythingIn(directory)).toEqual(['a', 'a/b', 'a/b/c', 'x', 'x/y'])
    await store.remove('a/b/c')
    await store.remove('x/y')
    expect(await everythingIn(directory)).toEqual([])
  })

  test.each(['', '/below'])('that is a file%s is told as that by whoever reads or writes', async (below) => {
    const { directory } = await directoryStore()
    await writeFile(directory, 'no directory')
    const store = await openStore({ kind: 'directory', directory: directory + below }, options)
    const told = { code: 'STORAGE_FAILED', message: expect.stringMatching(/^Caches are to be kept in .* is a file\.$/) }
    await expect(store.head('a/b')).rejects.toMatchObject(told)
    await expect(store.get('a/b')).rejects.toMatchObject(told)
    await expect(keysOf(store)).rejects.toMatchObject(told)
    await expect(store.now()).rejects.toMatchObject(told)
    await expect(store.put('a/b', Buffer.from('x'))).rejects.toMatchObject(told)
    await expect(store.remove('a/b')).rejects.toMatchObject(told)
  })

  test('shows nothing of an object before its end', async () => {
    const { directory, store } = await directoryStore()
    const half = Promise.withResolvers<void>()
    const rest = Promise.withResolvers<void>()
    async function* slowly(): AsyncIterable<Uint8Array> {
      yield Buffer.from('first half, ')
      half.resolve()
      await rest.promise
      yield Buffer.from('second half')
    }
    const putting = store.putStream('slow/object', slowly())
    await half.promise
    expect(await keysOf(store)).toEqual([])
    expect(await store.get('slow/object')).toBeUndefined()
    expect((await everythingIn(directory)).filter((name) => !name.startsWith('.incoming'))).toEqual([])
    rest.resolve()
    await putting
    expect(Buffer.from((await store.get('slow/object'))?.body ?? []).toString()).toBe('first half, second half')
  })

  test('may itself be a symbolic link', async () => {
    const { directory } = await directoryStore()
    await mkdir(directory, { recursive: true })
    await symlink(directory, `${directory}-link`)
    const store = await openStore({ kind: 'directory', directory: `${directory}-link` }, options)
    await store.put('a/b', Buffer.from('1'))
    expect(await keysOf(store)).toEqual(['a/b'])
    await store.remove('a/b')
  })

  test('keeps every object below itself, though links lead out of it', async () => {
    const { directory, store } = await directoryStore()
    const outside = `${directory}-outside`
    await mkdir(path.join(directory, 'inside'), { recursive: true })
    await mkdir(outside)
    await writeFile(path.join(outside, 'secret'), 'not a cache')
    await symlink(outside, path.join(directory, 'link'))
    await symlink(path.join(outside, 'secret'), path.join(directory, 'inside', 'file'))
    await symlink(outside, path.join(directory, '.incoming'))

    expect(await keysOf(store)).toEqual([])
    expect(await store.get('inside/file')).toBeUndefined()
    expect(await store.head('inside/file')).toBeUndefined()
    const denied = { code: 'STORAGE_DENIED' }
    await expect(store.get('link/secret')).rejects.toMatchObject(denied)
    await expect(store.head('link/secret')).rejects.toMatchObject(denied)
    await expect(store.remove('link/secret')).rejects.toMatchObject(denied)
    await expect(keysOf(store, 'link/')).rejects.toMatchObject(denied)
    await expect(store.put('inside/new', Buffer.from('1'))).rejects.toMatchObject(denied)
    await rm(path.join(directory, '.incoming'))
    await expect(store.put('link/new', Buffer.from('1'))).rejects.toMatchObject(denied)
    await store.put('inside/file', Buffer.from('takes the place of the link'))
    expect(await readFile(path.join(outside, 'secret'), 'utf8')).toBe('not a cache')
    expect(await readdir(outside)).toEqual(['secret'])
  })

  test('does not wait for a pipe that lies in it', async () => {
    const { directory, store } = await directoryStore()
    await mkdir(directory)
    execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(directory, 'pipe')])
    expect(await store.get('pipe')).toBeUndefined()
    expect(await store.head('pipe')).toBeUndefined()
    expect(await keysOf(store)).toEqual([])
  })

  test('takes no object into the place where objects are made', async () => {
    const { store } = await directoryStore()
    for (const key of ['.incoming', '.incoming/x', '.incoming/a/b']) {
      await expect(store.put(key, Buffer.from('1'))).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
    }
    await expect(store.abortUpload({ key: 'a', id: '../../etc', startedAt: new Date() })).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  })

  test('tells versions of one size and one moment apart', async () => {
    const { directory, store } = await directoryStore()
    const [moment, etags] = [new Date(2026, 0, 1), new Set<string | undefined>()]
    for (const version of ['1', '2', '3']) {
      await store.put('object', Buffer.from(version))
      await utimes(path.join(directory, 'object'), moment, moment)
      etags.add((await store.head('object'))?.etag)
    }
    expect(etags.size).toBeGreaterThan(1)
  })

  test.each([
    { what: 'a name that is too long', key: 'x'.repeat(300), hint: 'too long' },
    { what: 'an object where a directory should be', key: 'object/below', hint: 'cannot hold both' },
  ])('says what to do about $what', async ({ key, hint }) => {
    const { store } = await directoryStore()
    await store.put('object', Buffer.from('1'))
    const error = { code: 'STORAGE_FAILED', hint: expect.stringContaining(hint) as string }
    await expect(store.put(key, Buffer.from('1'))).rejects.toMatchObject(error)
  })
})

async function directoryStore() {
  const directory = path.join(await mkdtemp(path.join(testRunDirectory(), 'store-')), 'cache')
  return { directory, store: await openStore({ kind: 'directory', directory }, options) }
}

async function keysOf(store: ObjectStore, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys
}

async function everythingIn(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true })).toSorted()
}

async function* endless(): AsyncIterable<Uint8Array> {
  for (;;) {
    yield Buffer.alloc(1_000)
    await sleep(1)
  }
}
