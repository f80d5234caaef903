import { createHash } from 'node:crypto'
import { lstatSync, openSync, readSync, closeSync, readdirSync, readlinkSync } from 'node:fs'

export interface ListedEntry {
  /** Relative path, latin1 so that any bytes survive. */
  readonly path: string
  readonly type: 'directory' | 'file' | 'symlink' | 'other'
  readonly mode: number
  readonly mtimeNs: bigint
  readonly size: number
  /** SHA-256 of a file, target of a link. */
  readonly content: string
  /** Number of entries of this tree that share the inode; 1 for most. */
  readonly links: number
}

/** Everything below a directory (the directory itself as ''), in byte order, read with plain synchronous calls. */
export function listTree(root: string): ListedEntry[] {
  const entries: (ListedEntry & { inode: string })[] = []
  walk(Buffer.from(root, 'utf8'), '', entries)
  const byInode = Map.groupBy(entries, (entry) => entry.inode)
  return entries.map(({ inode, ...entry }) => ({ ...entry, links: entry.type === 'file' ? byInode.get(inode)!.length : 1 }))
}

function walk(path: Buffer, name: string, into: (ListedEntry & { inode: string })[]): void {
  const stat = lstatSync(path, { bigint: true })
  const base = { path: name, mode: Number(stat.mode & 0o7777n), mtimeNs: stat.mtimeNs, inode: `${stat.dev}:${stat.ino}`, links: 1 }
  if (stat.isDirectory()) {
    into.push({ ...base, type: 'directory', size: 0, content: '' })
    const names = readdirSync(path, { encoding: 'buffer' }).sort((a, b) => Buffer.compare(a, b))
    for (const child of names) {
      walk(Buffer.concat([path, Buffer.from('/'), child]), `${name === '' ? '' : `${name}/`}${child.toString('latin1')}`, into)
    }
  } else if (stat.isSymbolicLink()) {
    into.push({ ...base, type: 'symlink', size: 0, content: readlinkSync(path, { encoding: 'buffer' }).toString('latin1') })
  } else if (stat.isFile()) {
    into.push({ ...base, type: 'file', size: Number(stat.size), content: hashOf(path) })
  } else {
    into.push({ ...base, type: 'other', size: 0, content: '' })
  }
}

/** One for all files: fresh memory for each would cost more than reading a small one. */
const buffer = Buffer.allocUnsafe(1024 * 1024)

function hashOf(path: Buffer): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

/**
 * What differs between two trees, in words; empty when they are equal in names, types, content, modes, links and modification times.
 * Node restores times through doubles, so times are equal when they are less than two microseconds apart.
 */
export function differences(expected: readonly ListedEntry[], actual: readonly ListedEntry[], { times = true } = {}): string[] {
  const found: string[] = []
  const left = new Map(expected.map((entry) => [entry.path, entry]))
  const right = new Map(actual.map((entry) => [entry.path, entry]))
  for (const path of left.keys()) if (!right.has(path)) found.push(`${path}: missing`)
  for (const path of right.keys()) if (!left.has(path)) found.push(`${path}: not expected`)
  for (const [path, a] of left) {
    const b = right.get(path)
    if (b === undefined) continue
    for (const fact of ['type', 'size', 'content', 'links'] as const) {
      if (a[fact] !== b[fact]) found.push(`${path}: ${fact} ${a[fact]} became ${b[fact]}`)
    }
    if (a.type !== 'symlink' && a.mode !== b.mode) found.push(`${path}: mode ${a.mode.toString(8)} became ${b.mode.toString(8)}`)
    const apart = a.mtimeNs > b.mtimeNs ? a.mtimeNs - b.mtimeNs : b.mtimeNs - a.mtimeNs
    if (times && apart >= 2000n) found.push(`${path}: modified ${apart} ns apart`)
  }
  return found
}
