import { constants } from 'node:fs'
import { appendFile, copyFile, open, rm, stat } from 'node:fs/promises'
import path from 'node:path'

import { hasCode } from '../errors.ts'
import { aborted } from './aborted.ts'
import { onDisk } from './filesystem/failure.ts'
import { assertNoFile, confined, incoming, isPath, pathOf } from './filesystem/place.ts'
import { asideOf, prune, publish, withFileAside } from './filesystem/publish.ts'
import { objectOf, readObject } from './filesystem/read.ts'
import { factsOfFile, type FoundFile, walk } from './filesystem/walk.ts'
import { createLimiter } from './limiter.ts'
import type { AbandonedUpload, ObjectStore, StoredObject } from './object-store.ts'
import { untilAborted } from './until-aborted.ts'

/**
 * Objects as files of a directory, which may be a network share that many machines use at once. A file is written aside in `.incoming`
 * and renamed into place. An object `a` and an object `a/b` cannot both be.
 */
export function directoryStore(root: string, { concurrency }: { concurrency: number }): ObjectStore {
  const limited = createLimiter(concurrency)
  const run = <T>(doing: string, step: () => Promise<T>, signal?: AbortSignal): Promise<T> => limited(() => onDisk(doing, step), signal)
  return {
    name: root,
    head: (key, { signal } = {}) => run(`Looking for ${key} in ${root}`, () => headObject(root, key), signal),
    get: (key, options = {}) => run(`Reading ${key} in ${root}`, () => readObject(root, key, options), options.signal),
    put: (key, body, { signal } = {}) => limited(() => putObject(root, key, body), signal),
    putStream: (key, chunks, { signal } = {}) => putStream(root, key, chunks, signal),
    copy: (from, to, { signal } = {}) => limited(() => copyObject(root, from, to), signal),
    list: (prefix, { signal } = {}) => listObjects(root, prefix, signal),
    remove: (key, { signal } = {}) => run(`Removing ${key} in ${root}`, () => removeObject(root, key), signal),
    abandonedUploads: (prefix, { signal } = {}) => abandonedUploads(root, prefix, signal),
    abortUpload: ({ key, id }) => run(`Removing an unfinished upload of ${key} in ${root}`, () => removeAside(root, key, id)),
    now: () => run(`Asking ${root} for the time`, () => timeOf(root)),
    close: () => undefined,
  }
}

async function headObject(root: string, key: string): Promise<StoredObject | undefined> {
  const place = await confined(root, pathOf(root, key))
  const facts = place === undefined ? undefined : await factsOfFile(place)
  return facts === undefined ? undefined : objectOf(key, facts)
}

function putObject(root: string, key: string, body: Uint8Array): Promise<void> {
  return publish(root, key, (file) => onDisk(`Writing ${key} in ${root}`, () => appendFile(file, body)))
}

// Not counted against the limit: a stream may wait long for its producer, which may itself wait for its turn to read.
async function putStream(root: string, key: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<{ size: number }> {
  signal?.throwIfAborted()
  let size = 0
  await publish(root, key, async (file) => {
    const doing = `Writing ${key} in ${root}`
    await using handle = await onDisk(doing, () => open(file, 'a'))
    for await (const chunk of untilAborted(chunks, signal)) {
      await onDisk(doing, () => handle.appendFile(chunk))
      size += chunk.length
    }
  })
  return { size }
}

async function copyObject(root: string, from: string, to: string): Promise<boolean> {
  const doing = `Copying ${from} to ${to} in ${root}`
  const source = await onDisk(doing, async () => confined(root, pathOf(root, from)))
  const isThere = async (): Promise<boolean> => source !== undefined && (await onDisk(doing, () => factsOfFile(source))) !== undefined
  if (source === undefined || !(await isThere())) return false
  try {
    // Shares the blocks where the file system can, else copies them. The date is that of the copy.
    await publish(root, to, (file) => onDisk(doing, () => copyFile(source, file, constants.COPYFILE_FICLONE)))
    return true
  } catch (error) {
    if (await isThere()) throw error
    return false
  }
}

async function* listObjects(root: string, prefix: string, signal?: AbortSignal): AsyncIterable<StoredObject> {
  for await (const { key, facts } of walkConfined(root, root, prefix)) {
    if (signal?.aborted === true) throw aborted(signal)
    if (!key.startsWith(`${incoming}/`)) yield objectOf(key, facts)
  }
}

async function* abandonedUploads(root: string, prefix: string, signal?: AbortSignal): AsyncIterable<AbandonedUpload> {
  for await (const found of walkConfined(root, path.join(root, incoming), prefix)) {
    if (signal?.aborted === true) throw aborted(signal)
    const slash = found.key.lastIndexOf('/')
    const key = found.key.slice(0, slash)
    // The time of the last write, so an upload that is still being written is not taken for abandoned.
    const startedAt = objectOf(found.key, found.facts).lastModified
    if (slash > 0 && key.startsWith(prefix)) yield { key, id: found.key.slice(slash + 1), startedAt }
  }
}

async function* walkConfined(root: string, start: string, prefix: string): AsyncIterable<FoundFile> {
  const directory = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  // Of a prefix that is no path there can be no objects.
  if (!isPath(`${directory}x`)) return
  const doing = `Listing ${prefix} in ${root}`
  await onDisk(doing, () => assertNoFile(root))
  if ((await onDisk(doing, () => confined(root, path.join(start, directory, 'x')))) === undefined) return
  const files = walk(start, prefix)[Symbol.asyncIterator]()
  for (;;) {
    const next = await onDisk(doing, () => files.next())
    if (next.done === true) return
    yield next.value
  }
}

async function removeObject(root: string, key: string): Promise<void> {
  await removeFile(root, pathOf(root, key))
}

async function removeAside(root: string, key: string, id: string): Promise<void> {
  await removeFile(root, asideOf(root, key, id))
}

async function removeFile(root: string, file: string): Promise<void> {
  const place = await confined(root, file)
  if (place === undefined || (await factsOfFile(place)) === undefined) return
  await rm(place, { force: true })
  await prune(path.dirname(file), root)
}

/** What the machine of the directory says: on a network share the dates of files come from the server. */
async function timeOf(root: string): Promise<Date> {
  try {
    return await withFileAside(root, 'clock', async (file) => (await stat(file)).mtime)
  } catch (error) {
    // A restore needs no right to write, and asks for the time only to tell how old a cache is.
    if (hasCode(error, 'STORAGE_DENIED')) return new Date()
    throw error
  }
}
