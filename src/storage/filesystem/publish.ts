import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rmdir, unlink } from 'node:fs/promises'
import path from 'node:path'

import { LarderError } from '../../errors.ts'
import { hasErrno, onDisk } from './failure.ts'
import { assertNoFile, confined, incoming, pathOf } from './place.ts'

/**
 * Makes an object appear in one step: `fill` writes a new file aside, which is forced to the disk and then renamed into place.
 * Whoever reads sees the old object or the new, also after a crash.
 */
export async function publish(root: string, key: string, fill: (file: string) => Promise<void>): Promise<void> {
  const target = pathOf(root, key)
  await withFileAside(root, key, async (file) => {
    await fill(file)
    await onDisk(`Writing ${target}`, async () => {
      await sync(file)
      await insisting(root, path.dirname(target), async () => rename(file, await placeFor(root, target)))
      await syncDirectory(path.dirname(target))
    })
  })
}

/** Makes an empty file on the file system of the directory, for `use` to fill, move away or leave to be removed. */
export async function withFileAside<T>(root: string, key: string, use: (file: string) => Promise<T>): Promise<T> {
  const file = path.join(root, incoming, ...key.split('/'), randomUUID())
  const doing = `Writing ${file}`
  try {
    await onDisk(doing, () => insisting(root, path.dirname(file), () => create(root, file)))
    return await use(file)
  } finally {
    await onDisk(doing, async () => {
      await removeIfThere(file)
      await prune(path.dirname(file), root)
    })
  }
}

async function removeIfThere(file: string): Promise<void> {
  try {
    await unlink(file)
  } catch (error) {
    // In a directory that may not be written to nothing was made; the reason is on its way to the caller.
    if (!hasErrno(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG')) throw error
  }
}

async function create(root: string, aside: string): Promise<void> {
  const file = await open(await placeFor(root, aside), 'wx')
  await file.close()
}

async function placeFor(root: string, target: string): Promise<string> {
  const place = await confined(root, target)
  // As if the rename had found the directory gone, so that it is made again.
  if (place === undefined) throw Object.assign(new Error(`${path.dirname(target)} is gone`), { code: 'ENOENT' })
  return place
}

// Another job that prunes an empty directory may take it away between its making and its use; nobody loses this race often.
const tries = 50

async function insisting<T>(root: string, directory: string, act: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      await mkdir(directory, { recursive: true })
      return await act()
    } catch (error) {
      if (hasErrno(error, 'ENOTDIR', 'EEXIST')) await assertNoFile(root)
      if (!hasErrno(error, 'ENOENT') || failures >= tries) throw error
    }
  }
}

async function sync(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.sync()
}

async function syncDirectory(directory: string): Promise<void> {
  try {
    await using handle = await open(directory, 'r')
    await handle.sync()
  } catch (error) {
    // Windows and some network file systems cannot do it; ENOENT means that a remove has already taken object and directory away.
    if (!hasErrno(error, 'EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOENT')) throw error
  }
}

/** Removes `directory` and those above it that are empty, up to but not including `root`. */
export async function prune(directory: string, root: string): Promise<void> {
  for (let at = directory; at !== root && at.startsWith(root); at = path.dirname(at)) {
    try {
      await rmdir(at)
    } catch (error) {
      if (hasErrno(error, 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY', 'EACCES', 'EROFS', 'ENOTDIR', 'ENAMETOOLONG')) return
      if (!hasErrno(error, 'ENOENT')) throw error
    }
  }
}

/** The file of an unfinished upload. */
export function asideOf(root: string, key: string, id: string): string {
  pathOf(root, key)
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new LarderError('STORAGE_FAILED', `"${id}" is no unfinished upload of ${root}.`)
  return path.join(root, incoming, ...key.split('/'), id)
}
