import { hasCode, LarderError } from '../errors.ts'
import { limits } from '../snapshot/limits.ts'
import type { Manifest } from '../snapshot/manifest.ts'
import { segmentKey } from '../snapshot/names.ts'
import { piecesOf } from '../snapshot/pieces.ts'
import { EntryType } from '../tree/entries.ts'
import { isWritten } from '../tree/keep.ts'
import type { StagedTree } from '../tree/commit.ts'
import { buffersOfPieces } from '../tree/pieces.ts'
import { forEachAtOnce } from './for-each-at-once.ts'
import type { Wanted } from './in-place.ts'
import type { Memory } from './journal-file.ts'
import type { Tools } from './tools.ts'

/** A mount that is being written aside. */
export interface StagedMount extends Wanted, StagedTree {
  readonly table: Wanted['table']
  /** Settles when its directories are there. */
  readonly ready: Promise<void>
}

/** Segments in flight: 10 of at most 8 MiB keep memory bounded, whatever the cache holds. */
const mostInFlight = 10

interface Fetch {
  readonly tree: StagedMount
  readonly index: number
}

/** Fetches the segments that are not in place, checks them and writes them aside. Gives the bytes received. */
export async function fetchSegments(
  trees: readonly StagedMount[],
  manifest: Manifest,
  concurrency: number,
  tools: Tools,
  memory: Memory,
): Promise<number> {
  const fetches = trees.flatMap((tree) => tree.plans.flatMap((_, index) => (isNeeded(tree, index) ? [{ tree, index }] : [])))
  const total = fetches.reduce((sum, { tree, index }) => sum + tree.plans[index]!.plain, 0)
  let transferred = 0
  let done = 0
  await forEachAtOnce(fetches, Math.min(concurrency, mostInFlight), async (fetch) => {
    const received = await fetchOne(fetch, manifest, tools, memory)
    transferred += received
    done += fetch.tree.plans[fetch.index]!.plain
    tools.report({ type: 'progress', work: 'receiving', done, total, entries: 0 })
  })
  return transferred
}

function isNeeded({ table, plans, keep }: StagedMount, index: number): boolean {
  if (keep === undefined) return true
  const { first, last } = plans[index]!
  for (let i = first; i <= last; i++) if (hasContent(table, i) && isWritten(keep, i)) return true
  return false
}

function hasContent(table: Wanted['table'], i: number): boolean {
  return table.type(i) === EntryType.file && table.size(i) > 0
}

/** Tries a segment that does not match once more, as it may have been damaged on its way; then it is corrupt where it lies. */
async function fetchOne({ tree, index }: Fetch, manifest: Manifest, tools: Tools, memory: Memory): Promise<number> {
  const { segments } = tree
  const key = segmentKey(manifest.stores[segments.store(index)]!, segments.generation(index), segments.hash(index))
  try {
    try {
      return await getAndWrite(key, tree, index, tools)
    } catch (error) {
      if (!hasCode(error, 'SEGMENT_CORRUPT')) throw error
      return await getAndWrite(key, tree, index, tools)
    }
  } catch (error) {
    // No segment is ever as large as a reader accepts, so one that is larger is none of ours.
    if (hasCode(error, 'SEGMENT_CORRUPT', 'OBJECT_TOO_LARGE')) memory.rememberCorrupt(key)
    throw error
  }
}

async function getAndWrite(key: string, tree: StagedMount, index: number, { store, pool, signal }: Tools): Promise<number> {
  signal.throwIfAborted()
  const answer = await store.get(key, { maxBytes: limits.readableSegmentBytes, signal })
  if (answer === undefined) throw new LarderError('SEGMENT_MISSING', `The cache needs ${key}, and the store does not hold it.`)
  await tree.ready
  const stored = answer.body
  const { length } = stored
  const writing = writingOf(tree, index)
  await pool.run('writeSegment', { ...writing, stored }, { transfer: [stored.buffer, ...buffersOfPieces(writing.pieces)] })
  return length
}

function writingOf({ staging, table, plans, segments, keep }: StagedMount, index: number) {
  const plan = plans[index]!
  const kept: number[] = []
  if (keep) for (let i = plan.first; i <= plan.last; i++) if (hasContent(table, i)) kept.push(keep[i]!)
  return {
    root: staging.root,
    pieces: piecesOf(table, plan),
    ...(keep && { keep: Uint8Array.from(kept) }),
    hash: segments.hash(index).slice(),
    storedHash: segments.storedHash(index)?.slice(),
    plain: plan.plain,
  }
}
