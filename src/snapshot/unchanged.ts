import { EntryType, type EntryTable } from '../tree/entries.ts'
import { entriesWithInode, type JournalMount } from './journal.ts'
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
 * For every scanned entry the recorded file whose content it certainly still has, or -1: anything that is not a file, was changed, or may
 * have been. Takes time in proportion to both tables.
 */
export function unchangedFiles({ scanned, recorded, journal, probeNs }: Comparison): Int32Array<ArrayBuffer> {
  const unchanged = new Int32Array(scanned.length).fill(-1)
  const inodes = inodesOf(recorded, journal.inodes)
  if (probeNs < journal.settledNs || inodes === undefined) return unchanged
  const counterpart = matchByName(scanned, recorded, inodes)
  for (let i = 0; i < scanned.length; i++) {
    const match = counterpart[i]!
    if (match >= 0 && scanned.type(i) === EntryType.file && isUnchanged(scanned, i, recorded, match, journal.settledNs))
      unchanged[i] = match
  }
  return unchanged
}

function isUnchanged(scanned: EntryTable, i: number, recorded: EntryTable, match: number, settledNs: bigint): boolean {
  if (recorded.type(match) !== EntryType.file || scanned.size(i) !== recorded.size(match) || scanned.ctimeNs(i) >= settledNs) return false
  const moved = scanned.mtimeNs(i) - recorded.mtimeNs(match)
  return moved <= toleranceNs && -moved <= toleranceNs
}

/** The kept inodes by their entries; undefined when the journal tells of another table. */
function inodesOf(recorded: EntryTable, kept: BigUint64Array<ArrayBuffer>): BigUint64Array<ArrayBuffer> | undefined {
  const entries = entriesWithInode(recorded)
  if (entries.length !== kept.length) return undefined
  const inodes = new BigUint64Array(recorded.length)
  for (const [k, entry] of entries.entries()) inodes[entry] = kept[k]!
  return inodes
}

/** Pairs entries of the same path whose directories are the very same ones. Both tables have the names of a directory in order. */
function matchByName(scanned: EntryTable, recorded: EntryTable, inodes: BigUint64Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const { following, firstIn } = siblings(recorded)
  const counterpart = new Int32Array(scanned.length).fill(-1)
  const isSame = (i: number, match: number) => scanned.type(i) === recorded.type(match) && scanned.inode(i) === inodes[match]
  if (isSame(0, 0)) counterpart[0] = 0
  for (let i = 1; i < scanned.length; i++) {
    const directory = counterpart[scanned.parent(i)]!
    if (directory < 0) continue
    const name = scanned.name(i)
    let candidate = firstIn[directory]!
    let order = -1
    while (candidate >= 0 && (order = Buffer.compare(recorded.name(candidate), name)) < 0) candidate = following[candidate]!
    firstIn[directory] = candidate
    if (candidate < 0 || order !== 0) continue
    if (scanned.type(i) !== EntryType.directory || isSame(i, candidate)) counterpart[i] = candidate
  }
  return counterpart
}

/** The first entry of each directory, and the entry after each in the same directory; -1 for none. */
function siblings(table: EntryTable): { following: Int32Array; firstIn: Int32Array } {
  const following = new Int32Array(table.length).fill(-1)
  const firstIn = new Int32Array(table.length).fill(-1)
  for (let i = table.length - 1; i > 0; i--) {
    const parent = table.parent(i)
    following[i] = firstIn[parent]!
    firstIn[parent] = i
  }
  return { following, firstIn }
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
