import { closeSync, constants, existsSync, lstatSync, openSync } from 'node:fs'
import { platform } from 'node:os'
import { isSystemError, unsafePath } from './disk-errors.ts'
import { joined } from './disk-path.ts'

/** A directory that was reached without following a symbolic link, so that what is done in it happens there and nowhere else. */
export interface HeldDirectory extends Disposable {
  /** How a system call reaches the directory itself. */
  readonly self: Buffer
  /** How a system call reaches an entry of it. */
  at(name: Uint8Array): Buffer
}

// Node has no openat, but on Linux `/proc/self/fd/<n>/<name>` is one: whoever swaps a component of the path for a link afterwards
// changes nothing. O_PATH needs no permission to list the directory; Node does not name it.
const byDescriptor = platform() === 'linux' && existsSync('/proc/self/fd')
const pathOnly = 0o10000000

/** Walks to a directory by its real, absolute path, one component at a time. Throws `UNSAFE_PATH` when one is a symbolic link by now. */
export function holdDirectory(path: string | Buffer): HeldDirectory {
  const bytes = Buffer.from(path)
  if (!byDescriptor) return holdByPath(bytes)
  let held = holdByDescriptor(Buffer.from('/'), bytes)
  for (const name of bytes.toString('latin1').split('/').filter(Boolean)) {
    using above = held
    held = holdByDescriptor(above.at(Buffer.from(name, 'latin1')), bytes)
  }
  return held
}

/** `shown` is its path for messages. */
export function holdChild(parent: HeldDirectory, name: Uint8Array, shown: Uint8Array): HeldDirectory {
  return byDescriptor ? holdByDescriptor(parent.at(name), shown) : holdByPath(parent.at(name))
}

/** Something that is not a directory, reached without following it; `self` is for system calls that would follow a symbolic link. */
export function holdFile(parent: HeldDirectory, name: Uint8Array): Disposable & { readonly self: Buffer } {
  const path = parent.at(name)
  if (!byDescriptor) return { self: path, [Symbol.dispose]: () => undefined }
  const descriptor = openSync(path, pathOnly | constants.O_NOFOLLOW)
  return { self: Buffer.from(`/proc/self/fd/${descriptor}`), [Symbol.dispose]: () => closeSync(descriptor) }
}

function holdByDescriptor(path: Buffer, shown: Uint8Array): HeldDirectory {
  const descriptor = openWithoutFollowing(path, shown)
  const self = Buffer.from(`/proc/self/fd/${descriptor}`)
  return { self, at: (name) => joined(self, name), [Symbol.dispose]: () => closeSync(descriptor) }
}

function openWithoutFollowing(path: Buffer, shown: Uint8Array): number {
  try {
    return openSync(path, pathOnly | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch (error) {
    if (isSystemError(error, 'ENOTDIR', 'ELOOP')) throw notDirectory(shown, error)
    throw error
  }
}

/** The next best thing: a check of the last component. */
function holdByPath(path: Buffer): HeldDirectory {
  if (!lstatSync(path).isDirectory()) throw notDirectory(path)
  return { self: path, at: (name) => joined(path, name), [Symbol.dispose]: () => undefined }
}

function notDirectory(path: Uint8Array, cause?: unknown) {
  return unsafePath(`${Buffer.from(path).toString()} was a directory and is none now.`, cause)
}
