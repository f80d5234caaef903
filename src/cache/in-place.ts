import { lstatSync } from 'node:fs'
import { hasCode } from '../errors.ts'
import { findInJournal, type Journal } from '../snapshot/journal.ts'
import { piecesOf } from '../snapshot/pieces.ts'
import type { SegmentPlan } from '../snapshot/plan.ts'
import type { SegmentList } from '../snapshot/segment-list.ts'
import { isUnchangedTree, unchangedFiles } from '../snapshot/unchanged.ts'
import { pathsBelow } from '../tree/disk-path.ts'
import { EntryTable, EntryType } from '../tree/entries.ts'
import { Keep, settleKeep, type KeepColumn } from '../tree/keep.ts'
import { matchPaths } from '../tree/match.ts'
import type { Mount } from '../tree/mount.ts'
import { probeInstant } from '../tree/probe-instant.ts'
import { forEachAtOnce } from './for-each-at-once.ts'
import { scanMount } from './scan-mount.ts'
import type { Tools } from './tools.ts'

/** What a mount is to become. */
export interface Wanted {
  readonly mount: Mount
  readonly table: EntryTable
  readonly plans: readonly SegmentPlan[]
  readonly segments: SegmentList
  /** The bytes of the manifest that it comes from. */
  readonly manifest: Uint8Array<ArrayBuffer>
}

// Node sets times through doubles, so a restored time is up to 1.2 microseconds off.
const toleranceNs = 2000n

/**
 * Finds what is in place already: by the journal where it tells of the same manifest, and by comparing hashes where that leaves a doubt.
 * Undefined when nothing is there, or what is there cannot be read.
 */
export async function findInPlace(wanted: Wanted, journal: Journal | undefined, tools: Tools): Promise<KeepColumn | undefined> {
  if (isAbsent(wanted.mount.directory)) return undefined
  const probeNs = probeInstant(wanted.mount.directory)
  const present = await scanPresent(wanted.mount, tools)
  if (present === undefined) return undefined
  const comparison = comparisonWith(wanted, present, probeNs, journal)
  if (comparison !== undefined && isUnchangedTree(comparison)) return new Uint8Array(wanted.table.length).fill(Keep.stay)
  const matches = matchPaths(wanted.table, present)
  const proven = provenFiles(wanted, comparison)
  const rightContent = await compareContent(wanted, present, matches, proven, tools)
  const keep = new Uint8Array(wanted.table.length)
  for (let i = 0; i < keep.length; i++) keep[i] = decide(wanted.table, i, present, matches, rightContent)
  replaceShared(wanted, keep)
  settleKeep(wanted.table, keep)
  return keep
}

/** Saves the start of a thread that would find nothing. Of what cannot be looked at, the scan tells why. */
function isAbsent(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

async function scanPresent(mount: Mount, tools: Tools): Promise<EntryTable | undefined> {
  const { table, ranges } = scanMount({ ...mount, exclude: { base: mount.directory, patterns: [] } }, { ...tools, report: () => {} })
  try {
    for await (const range of ranges) if (range.to < 0) break
    return table
  } catch (error) {
    if (hasCode(error, 'UNREADABLE', 'FILE_CHANGED', 'TREE_LIMIT')) return undefined
    throw error
  }
}

/** What the journal can tell of a mount; nothing when it does not tell of this manifest. */
function comparisonWith(wanted: Wanted, scanned: EntryTable, probeNs: bigint | undefined, journal: Journal | undefined) {
  const found = findInJournal(journal, wanted.mount)
  if (probeNs === undefined || found === undefined) return undefined
  // The bytes tell what an etag cannot: two rebuilds of one key may publish at once, and neither sees which of them came last.
  if (Buffer.compare(found.source.manifest, wanted.manifest) !== 0) return undefined
  return { scanned, recorded: wanted.table, journal: found.mount, probeNs }
}

/** One byte an entry: 1 for files that certainly have the wanted content. */
function provenFiles({ table }: Wanted, comparison: ReturnType<typeof comparisonWith>): Uint8Array {
  const right = new Uint8Array(table.length)
  for (const recorded of comparison === undefined ? [] : unchangedFiles(comparison)) if (recorded >= 0) right[recorded] = 1
  return right
}

/**
 * Hashes what is there in the cut of the wanted segments. Only those need be read whose files are all there with their sizes, and not all
 * proven to be right: files that were merely touched are read, which is cheaper than to fetch them.
 */
async function compareContent(
  wanted: Wanted,
  present: EntryTable,
  matches: Int32Array,
  proven: Uint8Array,
  { pool, signal }: Tools,
): Promise<Uint8Array> {
  const { table, plans, segments, mount } = wanted
  const right = proven.slice()
  const wrong = new Uint8Array(table.length)
  const hashesTo = async (wantedHash: Uint8Array, plan: SegmentPlan): Promise<boolean> => {
    const { hash } = await pool.run('hashPieces', { directory: mount.directory, pieces: piecesOf(table, plan) }, { signal })
    return hash !== undefined && Buffer.compare(hash, wantedHash) === 0
  }
  const doubtful = plans.entries().filter(([, plan]) => !isProven(plan, table, proven))
  await forEachAtOnce(doubtful, pool.size * 2, async ([index, plan]) => {
    const isRight = hasAllFiles(plan, table, present, matches) && (await hashesTo(segments.hash(index), plan))
    for (let i = plan.first; i <= plan.last; i++) (isRight ? right : wrong)[i] = 1
  })
  return right.map((value, i) => (wrong[i] === 1 ? proven[i]! : value))
}

function isProven(plan: SegmentPlan, table: EntryTable, proven: Uint8Array): boolean {
  for (let i = plan.first; i <= plan.last; i++) if (hasContent(table, i) && proven[i] === 0) return false
  return true
}

function hasAllFiles(plan: SegmentPlan, table: EntryTable, present: EntryTable, matches: Int32Array): boolean {
  for (let i = plan.first; i <= plan.last; i++) if (hasContent(table, i) && !isSameSize(table, i, present, matches)) return false
  return true
}

function hasContent(table: EntryTable, i: number): boolean {
  return table.type(i) === EntryType.file && table.size(i) > 0
}

function isSameSize(table: EntryTable, i: number, present: EntryTable, matches: Int32Array): boolean {
  const match = matches[i]!
  return match >= 0 && present.type(match) === EntryType.file && present.size(match) === table.size(i)
}

function decide(table: EntryTable, i: number, present: EntryTable, matches: Int32Array, rightContent: Uint8Array): number {
  const match = matches[i]!
  if (match < 0 || present.type(match) !== table.type(i)) return Keep.write
  const apart = table.mtimeNs(i) - present.mtimeNs(match)
  const isStamped = table.mode(i) === present.mode(match) && apart <= toleranceNs && -apart <= toleranceNs
  const kept = isStamped ? Keep.stay : Keep.stamp
  switch (table.type(i)) {
    case EntryType.directory:
      return kept
    case EntryType.file:
      return (hasContent(table, i) ? rightContent[i] === 1 : present.size(match) === 0) ? kept : Keep.write
    case EntryType.symlink:
      return Buffer.compare(table.target(i), present.target(match)) === 0 ? kept : Keep.write
    case EntryType.hardlink:
      return matches[table.original(i)] === present.original(match) ? Keep.stay : Keep.write
  }
}

/** What has other names, such as a file in the store of pnpm, stays if nothing about it is to change: a stamp would show under all of them. */
function replaceShared({ mount, table }: Wanted, keep: KeepColumn): void {
  const pathOf = pathsBelow(mount.directory)
  for (let i = 0; i < keep.length; i++) {
    if (keep[i] !== Keep.stamp || table.type(i) === EntryType.directory) continue
    const stat = lstatSync(pathOf(table.path(i)), { throwIfNoEntry: false })
    if (stat?.nlink !== 1) keep[i] = Keep.write
  }
}
