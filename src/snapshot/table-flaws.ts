import type { EntryColumns } from '../tree/columns.ts'
import { EntryType } from '../tree/entries.ts'
import { limits } from './limits.ts'

/** What is wrong with a table, and at which entry; all entries before it are sound. */
export interface Flaw {
  readonly entry: number
  readonly problem: string
}

/** A directory on the way to the current entry. */
interface OpenDirectory {
  readonly entry: number
  /** Bytes of its path below the mount. */
  readonly path: number
  /** The entry in it that came last. */
  latest: number
}

const slash = 0x2f
const dot = 0x2e

/**
 * Finds the first entry that breaks a rule of the format: depth first, names in the order of their bytes, each once in its directory and
 * fit for a path, everything within the limits. Writers and readers use it alike, so what one accepts the other does too.
 */
export function findFlaw(columns: EntryColumns): Flaw | undefined {
  const open: OpenDirectory[] = []
  let total = 0
  for (let i = 0; i < columns.length; i++) {
    total += columns.size[i]!
    const problem =
      (i === 0 ? findMountProblem(columns) : findPlaceProblem(columns, i, open)) ?? findKindProblem(columns, i) ?? findSizeProblem(total)
    if (problem !== undefined) return { entry: i, problem }
    if (columns.type[i] === EntryType.directory) {
      const above = open.at(-1)
      const path = above === undefined ? 0 : pathLength(columns, i, above)
      open.push({ entry: i, path, latest: -1 })
    }
  }
  return undefined
}

function findMountProblem({ type, parent, nameEnd }: EntryColumns): string | undefined {
  if (parent[0] !== -1 || nameEnd[0] !== 0) return 'the mount itself has a name'
  if (type[0] !== EntryType.directory && type[0] !== EntryType.file) return 'the mount itself is a link'
  return undefined
}

function findPlaceProblem(columns: EntryColumns, i: number, open: OpenDirectory[]): string | undefined {
  while (open.length > 0 && open.at(-1)!.entry !== columns.parent[i]) open.pop()
  const directory = open.at(-1)
  if (directory === undefined) return 'an entry does not follow its directory'
  if (open.length > limits.depth) return `a path has more than ${limits.depth} components`
  if (pathLength(columns, i, directory) > limits.pathBytes) return `a path is longer than ${limits.pathBytes} bytes`
  const problem = findNameProblem(columns, i)
  if (problem !== undefined) return problem
  if (directory.latest >= 0 && !comesBefore(columns, directory.latest, i)) return 'the names in a directory are not in order, each once'
  directory.latest = i
  return undefined
}

function findNameProblem({ names, nameEnd }: EntryColumns, i: number): string | undefined {
  const start = nameEnd[i - 1]!
  const end = nameEnd[i]!
  if (end <= start) return 'a name is empty'
  if (end - start > limits.nameBytes) return `a name is longer than ${limits.nameBytes} bytes`
  if (names[start] === dot && (end - start === 1 || (end - start === 2 && names[start + 1] === dot))) return 'a name is "." or ".."'
  for (let at = start; at < end; at++) if (names[at] === slash || names[at] === 0) return 'a name has a "/" or a NUL in it'
  return undefined
}

function comesBefore({ names, nameEnd }: EntryColumns, first: number, second: number): boolean {
  const firstEnd = nameEnd[first]!
  const secondEnd = nameEnd[second]!
  let a = nameEnd[first - 1]!
  let b = nameEnd[second - 1]!
  while (a < firstEnd && b < secondEnd && names[a] === names[b]) {
    a++
    b++
  }
  return b < secondEnd && (a === firstEnd || names[a]! < names[b]!)
}

function findKindProblem(columns: EntryColumns, i: number): string | undefined {
  const { type, mode, size, link } = columns
  if (mode[i]! > 0o777) return 'a mode has more than permission bits'
  if (type[i] !== EntryType.file && size[i] !== 0) return 'something that is not a file has content'
  switch (type[i] as EntryType) {
    case EntryType.directory:
      return undefined
    case EntryType.file:
      return Number.isSafeInteger(size[i]) && size[i]! >= 0 ? undefined : 'a size is not a number of bytes'
    case EntryType.symlink:
      return findTargetProblem(columns.targets[link[i]!])
    case EntryType.hardlink:
      return link[i]! >= 0 && link[i]! < i && type[link[i]!] === EntryType.file ? undefined : 'a hard link belongs to no earlier file'
    default:
      return 'an entry has no type'
  }
}

function findTargetProblem(target: Uint8Array | undefined): string | undefined {
  if (target === undefined || target.length === 0) return 'a symbolic link points nowhere'
  if (target.length > limits.targetBytes) return `a symbolic link points further than ${limits.targetBytes} bytes`
  return target.includes(0) ? 'a symbolic link has a NUL in it' : undefined
}

function findSizeProblem(total: number): string | undefined {
  return Number.isSafeInteger(total) ? undefined : 'the sizes add up to more than can be counted'
}

function pathLength({ nameEnd }: EntryColumns, i: number, directory: OpenDirectory): number {
  return directory.path + (directory.path === 0 ? 0 : 1) + nameEnd[i]! - nameEnd[i - 1]!
}
