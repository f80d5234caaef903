import type { EntryColumns } from '../tree/columns.ts'
import { EntryType, type EntryTable } from '../tree/entries.ts'
import { matchPaths } from '../tree/match.ts'
import { entriesWithInode, inodesToKeep, type JournalMount } from './journal.ts'
import { assignContent, nextFile, type SegmentPlan } from './plan.ts'
import type { SegmentList } from './segment-list.ts'

// Node sets times through doubles, which are half a microsecond wide in this century, and some file systems keep whole microseconds.
const toleranceNs = 2000n

interface Comparison {
  /** What the disk holds now. */
  readonly scanned: EntryTable
  /** The table of the manifest that the journal tells of. */
  readonly recorded: EntryTable
  readonly journal: JournalMount
  /** The ctime of a probe that was made just before the scan; an earlier one than the journal's means that the clock cannot be relied on. */
  readonly probeNs: bigint
}

/**
 * Whether a mount is what its manifest says in everything: every entry is there with its type, mode, size, time and target, and every file
 * certainly has its content. Nearly as fast as comparing memory, for the case that is the most frequent by far.
 */
export function isUnchangedTree({ scanned, recorded, journal, probeNs }: Comparison): boolean {
  if (probeNs < journal.settledNs || scanned.length !== recorded.length) return false
  const [now, then] = [scanned.columns(), recorded.columns()]
  if (!comparedWhole.every((name) => hasSameBytes(now[name], then[name])) || !hasSameTargets(now, then)) return false
  if (!hasSameBytes(inodesToKeep(scanned), journal.inodes)) return false
  for (let i = 0; i < scanned.length; i++) {
    if (scanned.type(i) === EntryType.file && scanned.ctimeNs(i) >= journal.settledNs) return false
    if (!isSameTime(scanned.mtimeNs(i), recorded.mtimeNs(i))) return false
  }
  return true
}

const comparedWhole = ['type', 'mode', 'size', 'parent', 'link', 'nameEnd', 'names'] as const satisfies readonly (keyof EntryColumns)[]

function hasSameBytes(one: ArrayBufferView, other: ArrayBufferView): boolean {
  return Buffer.compare(bytesOf(one), bytesOf(other)) === 0
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function hasSameTargets({ targets: now }: EntryColumns, { targets: then }: EntryColumns): boolean {
  return now.length === then.length && now.every((target, i) => Buffer.compare(target, then[i]!) === 0)
}

function isSameTime(one: bigint, other: bigint): boolean {
  const apart = one - other
  return apart <= toleranceNs && -apart <= toleranceNs
}

/**
 * For every scanned entry the recorded file whose content it certainly still has, or -1: anything that is not a file, was changed, or may
 * have been. Takes time in proportion to both tables.
 */
export function unchangedFiles({ scanned, recorded, journal, probeNs }: Comparison): Int32Array<ArrayBuffer> {
  const unchanged = new Int32Array(scanned.length).fill(-1)
  const inodes = inodesOf(recorded, journal.inodes)
  if (probeNs < journal.settledNs || inodes === undefined) return unchanged
  // A directory is the same only if its inode is: one that was moved here brings files with old times.
  const isSame = (i: number, match: number) => scanned.type(i) === recorded.type(match) && scanned.inode(i) === inodes[match]
  const isDirectory = (i: number) => i === 0 || scanned.type(i) === EntryType.directory
  const counterpart = matchPaths(scanned, recorded, (i, match) => !isDirectory(i) || isSame(i, match))
  for (let i = 0; i < scanned.length; i++) {
    const match = counterpart[i]!
    if (match >= 0 && scanned.type(i) === EntryType.file && isUnchanged(scanned, i, recorded, match, journal.settledNs))
      unchanged[i] = match
  }
  return unchanged
}

function isUnchanged(scanned: EntryTable, i: number, recorded: EntryTable, match: number, settledNs: bigint): boolean {
  if (recorded.type(match) !== EntryType.file || scanned.size(i) !== recorded.size(match) || scanned.ctimeNs(i) >= settledNs) return false
  return isSameTime(scanned.mtimeNs(i), recorded.mtimeNs(match))
}

/** The kept inodes by their entries; undefined when the journal tells of another table. */
function inodesOf(recorded: EntryTable, kept: BigUint64Array<ArrayBuffer>): BigUint64Array<ArrayBuffer> | undefined {
  const entries = entriesWithInode(recorded)
  if (entries.length !== kept.length) return undefined
  const inodes = new BigUint64Array(recorded.length)
  for (const [k, entry] of entries.entries()) inodes[entry] = kept[k]!
  return inodes
}

interface Reuse {
  readonly scanned: EntryTable
  readonly plans: readonly SegmentPlan[]
  /** From {@link unchangedFiles}. */
  readonly unchanged: Int32Array
  readonly recorded: EntryTable
  readonly segments: SegmentList
}

/**
 * For every planned segment the recorded segment that certainly holds the same bytes, or -1: it must be read and hashed. So a rebuild knows
 * the names of most segments without reading a file; whether they are still in the store is another question.
 */
export function reusableSegments({ scanned, plans, unchanged, recorded, segments }: Reuse): Int32Array<ArrayBuffer> {
  const known = assignContent(recorded, segments.columns.plain)
  let candidate = 0
  return Int32Array.from(plans, (plan) => {
    const start = unchanged[plan.first]!
    if (start < 0) return -1
    while (candidate < known.length && isBefore(known[candidate]!, start, plan.offset)) candidate++
    const found = known[candidate]
    const same = found !== undefined && found.first === start && found.offset === plan.offset && found.plain === plan.plain
    return same && hasSameFiles(scanned, plan, unchanged, recorded) ? candidate : -1
  })
}

function isBefore(plan: SegmentPlan, file: number, offset: number): boolean {
  return plan.first < file || (plan.first === file && plan.offset < offset)
}

function hasSameFiles(scanned: EntryTable, plan: SegmentPlan, unchanged: Int32Array, recorded: EntryTable): boolean {
  let expected = unchanged[plan.first]!
  for (let i = plan.first; i <= plan.last; i = nextFile(scanned, i + 1)) {
    if (unchanged[i] !== expected) return false
    expected = nextFile(recorded, expected + 1)
  }
  return true
}
