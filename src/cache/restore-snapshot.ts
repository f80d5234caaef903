import { LarderError } from '../errors.ts'
import type { RestoreConfig } from '../inputs/config.ts'
import { isStalled } from '../snapshot/generations.ts'
import { limits } from '../snapshot/limits.ts'
import { decodeManifest, type Manifest } from '../snapshot/manifest.ts'
import { emptyFiles } from '../snapshot/pieces.ts'
import { assignContent } from '../snapshot/plan.ts'
import type { StoredObject } from '../storage/object-store.ts'
import { EntryType, type EntryTable } from '../tree/entries.ts'
import { directoryInodes } from '../tree/inodes.ts'
import { isWritten, Keep, type KeepColumn } from '../tree/keep.ts'
import { probeInstant } from '../tree/probe-instant.ts'
import { assertSpace } from '../tree/space.ts'
import type { Staging } from '../tree/staging.ts'
import { findInPlace, type Wanted } from './in-place.ts'
import { inStagings } from './in-stagings.ts'
import { Memory } from './journal-file.ts'
import { fetchSegments, type StagedMount } from './segment-fetcher.ts'
import type { Tools } from './tools.ts'
import { wantedMounts } from './wanted-mounts.ts'

/**
 * Puts a snapshot into the workspace, leaving in place what is right already. Throws, with the workspace as it was, `MANIFEST_CORRUPT`,
 * `MANIFEST_NEWER`, `MANIFEST_STALLED`, `SEGMENT_MISSING`, `SEGMENT_CORRUPT`, `MOUNT_NOT_IN_CACHE`, `CACHE_TOO_LARGE`, `NO_SPACE` and
 * what the store and the writer throw.
 */
export async function restoreSnapshot(object: StoredObject, config: RestoreConfig, tools: Tools) {
  // A thread takes 0.15 s to start; that is as long as the manifest takes to come.
  tools.pool.warm()
  const memory = new Memory(tools.journalDirectories, tools.report)
  const { manifest, bytes } = await readManifest(object.key, tools)
  const wanted = wantedMounts(manifest.mounts, config, tools.report).map(({ mount, cached }) => {
    const { table, segments } = cached
    return { mount, table, segments, plans: assignContent(table, segments.columns.plain), manifest: bytes }
  })
  assertAllowed(wanted, config)
  const totals = await writeMounts(wanted, manifest, config, tools, memory)
  keepJournal(object.key, wanted, tools, memory)
  return { ...totals, transferred: totals.transferred + bytes.length }
}

/** Takes what is there now: should it have been replaced since it was found, the new one is as good. */
async function readManifest(key: string, { store, signal }: Tools): Promise<{ manifest: Manifest; bytes: Uint8Array<ArrayBuffer> }> {
  const answer = await store.get(key, { maxBytes: limits.manifestBytes, signal })
  if (answer === undefined) throw new LarderError('OBJECT_CHANGED', `${key} was removed while it was being read.`)
  const manifest = decodeManifest(answer.body, key)
  if (isStalled(manifest.startedAt, answer.object.lastModified.getTime())) {
    throw new LarderError('MANIFEST_STALLED', `${key} was published too long after its rebuild began, so a flush may have missed it.`)
  }
  return { manifest, bytes: answer.body }
}

function assertAllowed(wanted: readonly Wanted[], { maxSize }: RestoreConfig): void {
  const bytes = wanted.reduce((sum, { plans }) => sum + contentOf(plans), 0)
  if (maxSize === undefined || bytes <= maxSize) return
  throw new LarderError('CACHE_TOO_LARGE', `The cache holds ${bytes} bytes, and at most ${maxSize} are allowed.`, {
    hint: 'Set `max-size` higher.',
  })
}

async function writeMounts(
  wanted: readonly Wanted[],
  manifest: Manifest,
  { workspace, concurrency }: RestoreConfig,
  tools: Tools,
  memory: Memory,
) {
  const journal = memory.journal()
  const planned: PlannedMount[] = []
  for (const each of wanted) planned.push({ ...each, keep: await findInPlace(each, journal, tools) })
  assertSpace(planned.map(({ mount: { directory }, table, keep }) => ({ directory, bytes: bytesToWrite(table, keep) })))
  const changing = planned.filter(({ keep }) => keep?.[0] !== Keep.stay)
  if (changing.length === 0) return { ...sumOf(planned), transferred: 0 }
  return inStagings(workspace, tools, async (open) => {
    // All of them are opened before anything is written, because opening one may fail.
    const stagings = changing.map(({ mount }) => open(mount))
    const trees = changing.map((each, i) => stage(each, stagings[i]!, tools))
    const transferred = await settled(trees, () => fetchSegments(trees, manifest, concurrency, tools, memory))
    for (const tree of trees) await finish(tree, tools)
    return { trees, result: { ...sumOf(planned), transferred } }
  })
}

/** A mount, and what is in place of it already. */
interface PlannedMount extends Wanted {
  readonly keep: KeepColumn | undefined
}

function bytesToWrite(table: EntryTable, keep: KeepColumn | undefined): number {
  let bytes = 0
  for (let i = 0; i < table.length; i++) if (isWritten(keep, i)) bytes += table.size(i)
  return bytes
}

/** Begins to make the directories of a mount, while the first segments are fetched. */
function stage({ keep, ...planned }: PlannedMount, staging: Staging, { pool }: Tools): StagedMount {
  const ready = pool.run('makeDirectories', { root: staging.root, columns: planned.table.share(), ...(keep && { keep }) })
  return { ...planned, ...(keep && { keep }), staging, ready }
}

/** Waits for the directories too, also where the work fails earlier. */
async function settled<T>(trees: readonly StagedMount[], work: () => Promise<T>): Promise<T> {
  const made = Promise.allSettled(trees.map(({ ready }) => ready))
  try {
    return await work()
  } finally {
    await made
  }
}

async function finish({ staging: { root }, table, keep, ready }: StagedMount, { pool }: Tools): Promise<void> {
  await ready
  const empty = emptyFiles(table)
  const kept = keep && keptEmptyFiles(table, keep)
  await pool.run('writePieces', { root, pieces: empty, data: new Uint8Array(0), ...(kept && { keep: kept }) })
  await pool.run('finishTree', { root, columns: table.share(), ...(keep && { keep }) })
}

/** In the order of `emptyFiles`. */
function keptEmptyFiles(table: EntryTable, keep: KeepColumn): Uint8Array<ArrayBuffer> {
  const kept: number[] = []
  for (let i = 0; i < table.length; i++) if (table.type(i) === EntryType.file && table.size(i) === 0) kept.push(keep[i]!)
  return Uint8Array.from(kept)
}

function sumOf(trees: readonly PlannedMount[]): { entries: number; bytes: number; kept: number } {
  const sum = (count: (tree: PlannedMount) => number): number => trees.reduce((total, tree) => total + count(tree), 0)
  return {
    entries: sum(({ table }) => table.length),
    bytes: sum(({ plans }) => contentOf(plans)),
    kept: sum(({ keep }) => keep?.reduce((count, each) => count + (each === Keep.write ? 0 : 1), 0) ?? 0),
  }
}

function contentOf(plans: Wanted['plans']): number {
  return plans.reduce((sum, { plain }) => sum + plain, 0)
}

/** So that the next rebuild need not read what was just written, nor the next restore. */
function keepJournal(key: string, wanted: readonly Wanted[], { store }: Tools, memory: Memory): void {
  const mounts = wanted.flatMap(({ mount, table }) => {
    const settledNs = probeInstant(mount.directory)
    const inodes = directoryInodes(mount.directory, table)
    return settledNs === undefined || inodes === undefined ? [] : [{ point: { anchor: mount.anchor, path: mount.path }, settledNs, inodes }]
  })
  const manifest = wanted[0]?.manifest
  if (manifest !== undefined && mounts.length > 0) memory.remember({ store: store.name, key, manifest, mounts })
}
