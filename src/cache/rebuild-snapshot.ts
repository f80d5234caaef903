import type { RebuildConfig } from '../inputs/config.ts'
import { generationAt, mustStartAgain } from '../snapshot/generations.ts'
import { inodesToKeep, type JournalMount } from '../snapshot/journal.ts'
import { encodeManifest, type EncodedManifest, type Manifest, type ManifestMount } from '../snapshot/manifest.ts'
import { assignContent, SegmentPlanner, type SegmentPlan } from '../snapshot/plan.ts'
import { SegmentList } from '../snapshot/segment-list.ts'
import { isUnchangedTree, reusableSegments, unchangedFiles } from '../snapshot/unchanged.ts'
import type { EntryTable } from '../tree/entries.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import { probeInstant } from '../tree/probe-instant.ts'
import { Memory } from './journal-file.ts'
import { listPresent } from './presence.ts'
import { knownSegment, Records, type KnownSegment, type MountRecord } from './records.ts'
import { scanMount, type MountScan } from './scan-mount.ts'
import { SegmentSender, type SegmentJob } from './segment-sender.ts'
import type { Tools } from './tools.ts'

/**
 * Publishes mounts as a snapshot: sends the segments that the store does not hold, then the manifest that names them all.
 * FORMAT.md, "Rebuild", tells the order of the steps and why it is safe beside any number of flushes.
 */
export async function rebuildSnapshot(object: string, mounts: readonly ExpandedMount[], config: RebuildConfig, tools: Tools) {
  const memory = new Memory(tools.journalDirectories, tools.report)
  for (;;) {
    const attempt = await sendContent(mounts, config, tools, memory)
    const { startedAt } = attempt.manifest
    if (await isTooLate(startedAt, tools)) continue
    // The manifest of a million files takes 30 MB to make, and nothing is left for threads to do.
    await tools.pool.rest()
    const manifest = encodeManifest(attempt.manifest, attempt.earlier)
    await tools.store.put(object, manifest, { signal: tools.signal })
    // A manifest that came too late is used by nobody, and has taken the place of one that could be used.
    if (await isTooLate(startedAt, tools)) continue
    memory.forgetCorrupt(attempt.isReplaced)
    if (attempt.journalMounts.length > 0) {
      memory.remember({ store: tools.store.name, key: object, manifest, mounts: attempt.journalMounts })
    }
    return { format: 'snapshot' as const, ...attempt.totals, transferred: attempt.totals.transferred + manifest.length }
  }
}

async function isTooLate(startedAt: number, { store, report, signal }: Tools): Promise<boolean> {
  const isLate = mustStartAgain(startedAt, (await store.now({ signal })).getTime())
  if (isLate)
    report({ type: 'notice', message: 'The rebuild has taken so long that what it saw in the store may be gone, so it looks again.' })
  return isLate
}

interface Attempt {
  readonly manifest: Manifest
  /** Manifests of the journal. */
  readonly earlier: readonly EncodedManifest[]
  readonly journalMounts: readonly JournalMount[]
  /** Whether a segment that was corrupt has been sent again. */
  readonly isReplaced: (key: string) => boolean
  readonly totals: { entries: number; bytes: number; transferred: number; segments: { sent: number; copied: number; present: number } }
}

async function sendContent(mounts: readonly ExpandedMount[], config: RebuildConfig, tools: Tools, memory: Memory): Promise<Attempt> {
  const stores = [config.location.domain, ...config.location.parentDomains]
  // All probes before any scan, which may come upon the probe of another mount.
  const instants = mounts.map(({ directory }) => probeInstant(directory))
  // The first scan begins while the store is being listed, each other one while the mount before it is being sent.
  const beginScan = (index: number): MountScan | undefined => mounts[index] && scanMount(mounts[index], tools)
  let next = beginScan(0)
  const startedAt = (await tools.store.now({ signal: tools.signal })).getTime()
  const generation = generationAt(startedAt)
  const records = new Records(memory.journal(), tools.store.name)
  const corrupt = memory.corruptSegments()
  const presence = await listPresent(stores, generation, corrupt, tools)
  const { compressionLevel: level, concurrency } = config
  const recall = (hash: Uint8Array): KnownSegment | undefined => records.segmentOf(hash)
  const sender = new SegmentSender({ stores, generation, presence, corrupt, level, concurrency, recall }, tools)
  const done: (ManifestMount & { readonly scanned: EntryTable })[] = []
  for (let scan = next; scan !== undefined; scan = next) {
    next = beginScan(done.length + 1)
    const { anchor, path } = scan.mount
    const isLast = next === undefined
    let { table } = scan
    const onScanned = (sound: EntryTable): void => {
      table = sound
      if (isLast) sender.expect(contentOf([...done, scan]))
    }
    const refs = await sender.send(jobsOf(scan, instants[done.length], records.of(scan.mount), onScanned))
    done.push({ point: { anchor, path }, table, scanned: scan.table, segments: SegmentList.from(refs) })
  }
  return {
    manifest: { tool: tools.version, startedAt, stores, mounts: done },
    earlier: records.manifests(),
    journalMounts: done.flatMap(({ point, scanned }, i) => {
      const settledNs = instants[i]
      return settledNs === undefined ? [] : [{ point, settledNs, inodes: inodesToKeep(scanned) }]
    }),
    isReplaced: (key) => sender.hasReplaced(key),
    totals: { entries: sum(done, ({ table }) => table.length), ...sender.totals },
  }
}

/**
 * The segments of one mount, those of unchanged files with the name that the journal knows. `onScanned` gets the table for the manifest: that
 * of the journal where nothing has changed, so that times do not drift by what a restore cannot set exactly.
 */
async function* jobsOf(
  { mount, table, ranges }: MountScan,
  probeNs: bigint | undefined,
  record: MountRecord | undefined,
  onScanned: (table: EntryTable) => void,
): AsyncGenerator<SegmentJob> {
  const planner = new SegmentPlanner()
  const job = (plan: SegmentPlan, known?: KnownSegment): SegmentJob => ({ directory: mount.directory, table, plan, known })
  if (record === undefined || probeNs === undefined) {
    for await (const { from, to } of ranges) yield* planner.add(table, from, to).map((plan) => job(plan))
    onScanned(table)
    yield* planner.end().map((plan) => job(plan))
    return
  }
  // Which files are unchanged is only known when all have been seen; that is quick, and most need not be read then.
  const plans: SegmentPlan[] = []
  for await (const { from, to } of ranges) plans.push(...planner.add(table, from, to))
  plans.push(...planner.end())
  const { recorded } = record
  const known = (index: number): KnownSegment => knownSegment(recorded.segments, record.domains, index)
  if (isUnchangedTree({ scanned: table, recorded: recorded.table, journal: record.journal, probeNs })) {
    onScanned(recorded.table)
    for (const [i, plan] of assignContent(recorded.table, recorded.segments.columns.plain).entries()) yield job(plan, known(i))
    return
  }
  onScanned(table)
  const reusable = reusablePlans(table, plans, probeNs, record)
  for (const [i, plan] of plans.entries()) yield job(plan, reusable[i]! < 0 ? undefined : known(reusable[i]!))
}

function reusablePlans(
  scanned: EntryTable,
  plans: readonly SegmentPlan[],
  probeNs: bigint,
  { recorded, journal }: MountRecord,
): Int32Array {
  const { table, segments } = recorded
  const unchanged = unchangedFiles({ scanned, recorded: table, journal, probeNs })
  return reusableSegments({ scanned, plans, unchanged, recorded: table, segments })
}

function contentOf(scanned: readonly { readonly table: EntryTable }[]): number {
  let bytes = 0
  for (const { table } of scanned) for (let i = 0; i < table.length; i++) bytes += table.size(i)
  return bytes
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0)
}
