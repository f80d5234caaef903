import type { RebuildConfig } from '../inputs/config.ts'
import { generationAt, mustStartAgain } from '../snapshot/generations.ts'
import { findInJournal, inodesToKeep, type Journal, type JournalMount } from '../snapshot/journal.ts'
import { decodeManifest, encodeManifest, type Manifest, type ManifestMount } from '../snapshot/manifest.ts'
import { SegmentPlanner, type SegmentPlan } from '../snapshot/plan.ts'
import { SegmentList } from '../snapshot/segment-list.ts'
import { reusableSegments, unchangedFiles } from '../snapshot/unchanged.ts'
import type { EntryTable } from '../tree/entries.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import { probeInstant } from '../tree/probe-instant.ts'
import { Memory } from './journal-file.ts'
import { listPresent } from './presence.ts'
import { scanMount, type MountScan } from './scan-mount.ts'
import { SegmentSender, type KnownSegment, type SegmentJob } from './segment-sender.ts'
import type { Tools } from './tools.ts'

/**
 * Publishes mounts as a snapshot: sends the segments that the store does not hold, then the manifest that names them all.
 * FORMAT.md, "Rebuild", tells the order of the steps and why it is safe beside any number of flushes.
 */
export async function rebuildSnapshot(object: string, mounts: readonly ExpandedMount[], config: RebuildConfig, tools: Tools) {
  const memory = new Memory(tools.journalDirectories, tools.report)
  for (;;) {
    const startedAt = (await tools.store.now()).getTime()
    const attempt = await sendContent(startedAt, mounts, config, tools, memory)
    if (mustStartAgain(startedAt, (await tools.store.now()).getTime())) continue
    const manifest = encodeManifest(attempt.manifest)
    await tools.store.put(object, manifest, { signal: tools.signal })
    await memory.forgetCorrupt()
    await keepJournal(object, manifest, attempt.journalMounts, tools, memory)
    return { format: 'snapshot' as const, ...attempt.totals, transferred: attempt.totals.transferred + manifest.length }
  }
}

interface Attempt {
  readonly manifest: Manifest
  readonly journalMounts: readonly JournalMount[]
  readonly totals: { entries: number; bytes: number; transferred: number; segments: { sent: number; copied: number; present: number } }
}

async function sendContent(
  startedAt: number,
  mounts: readonly ExpandedMount[],
  config: RebuildConfig,
  tools: Tools,
  memory: Memory,
): Promise<Attempt> {
  const stores = [config.location.domain, ...config.location.parentDomains]
  const generation = generationAt(startedAt)
  // The scans begin while the store is being listed.
  const scans = mounts.map((mount) => ({ settledNs: probeInstant(mount.directory), scan: scanMount(mount, tools) }))
  const [journal, corrupt] = await Promise.all([memory.journal(), memory.corruptSegments()])
  const presence = await listPresent(stores, generation, (key) => corrupt.has(key), tools)
  const sender = new SegmentSender({ stores, generation, presence, level: config.compressionLevel, concurrency: config.concurrency }, tools)
  const done: ManifestMount[] = []
  for (const { scan, settledNs } of scans) {
    const refs = await sender.send(jobsOf(scan, settledNs, journal))
    done.push({ point: { anchor: scan.mount.anchor, path: scan.mount.path }, table: scan.table, segments: SegmentList.from(refs) })
  }
  return {
    manifest: { tool: tools.version, startedAt, stores, mounts: done },
    journalMounts: done.flatMap(({ point, table }, i) => {
      const { settledNs } = scans[i]!
      return settledNs === undefined ? [] : [{ point, settledNs, inodes: inodesToKeep(table) }]
    }),
    totals: { entries: sum(done, ({ table }) => table.length), ...sender.totals },
  }
}

/** The segments of one mount, those of unchanged files with the name that the journal knows. */
async function* jobsOf(
  { mount, table, ranges }: MountScan,
  probeNs: bigint | undefined,
  journal: Journal | undefined,
): AsyncGenerator<SegmentJob> {
  const planner = new SegmentPlanner()
  const job = (plan: SegmentPlan, known?: KnownSegment): SegmentJob => ({ directory: mount.directory, table, plan, known })
  const record = recordOf(mount, journal)
  if (record === undefined || probeNs === undefined) {
    for await (const { from, to } of ranges) yield* planner.add(table, from, to).map((plan) => job(plan))
    yield* planner.end().map((plan) => job(plan))
    return
  }
  // Which files are unchanged is only known when all have been seen; that is quick, and most need not be read then.
  const plans: SegmentPlan[] = []
  for await (const { from, to } of ranges) plans.push(...planner.add(table, from, to))
  plans.push(...planner.end())
  const reusable = reusablePlans(table, plans, probeNs, record)
  for (const [i, plan] of plans.entries()) yield job(plan, reusable(i))
}

interface MountRecord {
  readonly journal: JournalMount
  readonly recorded: ManifestMount
  readonly stores: readonly string[]
}

/** What the journal knows of a mount; nothing where its manifest cannot be read any more. */
function recordOf(mount: ExpandedMount, journal: Journal | undefined): MountRecord | undefined {
  const found = findInJournal(journal, mount)
  if (found === undefined) return undefined
  const manifest = decodeManifest(found.source.manifest, found.source.key)
  const recorded = manifest.mounts.find(({ point }) => point.anchor === mount.anchor && point.path === mount.path)
  return recorded && { journal: found.mount, recorded, stores: manifest.stores }
}

function reusablePlans(
  scanned: EntryTable,
  plans: readonly SegmentPlan[],
  probeNs: bigint,
  record: MountRecord,
): (plan: number) => KnownSegment | undefined {
  const { table: recorded, segments } = record.recorded
  const unchanged = unchangedFiles({ scanned, recorded, journal: record.journal, probeNs })
  const reusable = reusableSegments({ scanned, plans, unchanged, recorded, segments })
  return (plan) => {
    const i = reusable[plan]!
    if (i < 0) return undefined
    return {
      hash: segments.hash(i),
      stored: segments.stored(i),
      generation: segments.generation(i),
      domain: record.stores[segments.store(i)]!,
    }
  }
}

async function keepJournal(
  key: string,
  manifest: Uint8Array<ArrayBuffer>,
  mounts: readonly JournalMount[],
  tools: Tools,
  memory: Memory,
): Promise<void> {
  const written = await tools.store.head(key, { signal: tools.signal })
  if (written !== undefined) await memory.remember({ store: tools.store.name, key, etag: written.etag, manifest, mounts })
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0)
}
