import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

import { LarderError } from '../../errors.ts'
import type { GetOptions, StoredObject } from '../object-store.ts'
import { hasErrno } from './failure.ts'
import { confined, pathOf } from './place.ts'

/** What a file tells as an object. Every publishing makes a new inode, so the ETag changes even within one tick of the clock. */
export function objectOf(key: string, facts: BigIntStats): StoredObject {
  return {
    key,
    size: Number(facts.size),
    lastModified: new Date(Number(facts.mtimeNs / 1_000_000n)),
    etag: `${facts.size}-${facts.mtimeNs}-${facts.ino}`,
  }
}

/** Reads an object, or a range of it; undefined if there is none. A replacement meanwhile does not disturb: the old file stays open. */
export async function readObject(
  root: string,
  key: string,
  options: GetOptions,
): Promise<{ object: StoredObject; body: Uint8Array<ArrayBuffer> } | undefined> {
  const place = await confined(root, pathOf(root, key))
  const opened = place === undefined ? undefined : await openFile(place)
  if (opened === undefined) return undefined
  await using file = opened
  const facts = await file.stat({ bigint: true })
  if (!facts.isFile()) return undefined
  const object = objectOf(key, facts)
  const { first, last } = wantedBytes(object, options)
  return { object, body: await readBytes(file, first, last - first + 1, key) }
}

async function openFile(place: string): Promise<FileHandle | undefined> {
  // NONBLOCK: opening a pipe that somebody planted would else wait for its writer. Windows has neither flag, and undefined counts as 0.
  try {
    return await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EISDIR')) return undefined
    throw error
  }
}

function wantedBytes({ key, size, etag }: StoredObject, options: GetOptions): { first: number; last: number } {
  const { first, last } = options.range ?? { first: 0, last: size - 1 }
  if (options.etag !== undefined && options.etag !== etag) {
    throw new LarderError('OBJECT_CHANGED', `The object ${key} was replaced while it was read.`)
  }
  if (last >= size || first > last + 1) {
    throw new LarderError('STORAGE_FAILED', `Of ${key} the bytes ${first}-${last} were asked for, but it has only ${size}.`)
  }
  const length = last - first + 1
  if (options.maxBytes !== undefined && length > options.maxBytes) {
    throw new LarderError('OBJECT_TOO_LARGE', `The object ${key} has ${length} bytes, and at most ${options.maxBytes} are read.`)
  }
  return { first, last }
}

async function readBytes(file: FileHandle, first: number, length: number, key: string): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer)
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(body, filled, length - filled, first + filled)
    if (bytesRead === 0) throw new LarderError('STORAGE_FAILED', `The object ${key} ended after ${first + filled} bytes while it was read.`)
    filled += bytesRead
  }
  return body
}
