import { chmodSync, lstatSync, lutimesSync, statSync, utimesSync, type BigIntStats } from 'node:fs'
import { isSystemError, unsafePath } from './disk-errors.ts'
import { fileTime } from './file-time.ts'
import { holdChild, holdFile, type HeldDirectory } from './held-directory.ts'

/** The mode and modification time of something in the workspace, and what it is. */
export interface Stamp {
  readonly kind: 'directory' | 'file' | 'symlink'
  readonly mode: number
  readonly mtimeNs: bigint
}

/** Gives an entry its mode and modification time, without ever following it. */
export function stampEntry(parent: HeldDirectory, name: Uint8Array, stamp: Stamp): void {
  switch (stamp.kind) {
    case 'directory': {
      using held = holdChild(parent, name, parent.at(name))
      return stampIfOurs(held, stamp)
    }
    case 'file': {
      using held = holdFile(parent, name)
      if (!statHeld(held).isFile()) throw unsafePath(`${Buffer.from(name).toString()} was a file and is none now.`)
      return stampHeld(held, stamp)
    }
    case 'symlink':
      return lutimesSync(parent.at(name), Date.now() / 1000, fileTime(stamp.mtimeNs))
  }
}

/** A directory that we may write into and that belongs to somebody else, such as the root of a volume, stays as it is. */
export function stampIfOurs(held: HeldDirectory, stamp: Stamp): void {
  try {
    stampHeld(held, stamp)
  } catch (error) {
    if (!isSystemError(error, 'EPERM')) throw error
  }
}

function stampHeld({ self }: { readonly self: Buffer }, { mode, mtimeNs }: Stamp): void {
  chmodSync(self, mode)
  utimesSync(self, Date.now() / 1000, fileTime(mtimeNs))
}

/** What an entry is, and how it is stamped now; undefined for what no cache can hold. */
export function stampOf(stat: BigIntStats): Stamp | undefined {
  const kind = stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'symlink' : undefined
  return kind && { kind, mode: Number(stat.mode) & 0o7777, mtimeNs: stat.mtimeNs }
}

/** Where a directory is held by its descriptor, its path is a link to it. */
export function statHeld({ self }: { readonly self: Buffer }): BigIntStats {
  return self.indexOf('/proc/self/fd/') === 0 ? statSync(self, { bigint: true }) : lstatSync(self, { bigint: true })
}
