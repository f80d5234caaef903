import { pMapIterable } from 'p-map'
import type { TarBatch } from '../archive/batch.ts'
import { compressionOf } from '../archive/compression.ts'
import { free } from '../free.ts'
import { TarPlanner } from '../archive/plan.ts'
import type { ArchiveFormat, RebuildConfig } from '../inputs/config.ts'
import type { EntryTable } from '../tree/entries.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import { levelFor } from './level.ts'
import { scanMount, type MountScan } from './scan-mount.ts'
import type { Tools } from './tools.ts'

/** The level that gzip itself takes; it has no cheap one that is much faster and hardly larger, as zstd does. */
const usualGzipLevel = 6

/** Stretches of about 4 MiB that are being packed or wait to be sent: 48 MiB, whatever the number of workers and the speed of the link. */
const mostStretches = 12
const mostTasks = 7

/**
 * Publishes mounts as one archive that is packed and compressed in workers while it is sent. The store publishes it when its last byte has
 * come, so nothing is published when a file cannot be read.
 */
export async function rebuildArchive(
  object: string,
  format: ArchiveFormat,
  mounts: readonly ExpandedMount[],
  config: RebuildConfig,
  tools: Tools,
) {
  const progress: Progress = { entries: 0, bytes: 0, total: undefined }
  const chunks = packed(batchesOf(format, mounts, progress, tools), format, config, progress, tools)
  const { size } = await tools.store.putStream(object, chunks, { contentType: contentTypes[format], signal: tools.signal })
  return { format, entries: progress.entries, bytes: progress.bytes, transferred: size }
}

interface Progress {
  entries: number
  /** Of content, packed so far. */
  bytes: number
  /** Known once every mount has been scanned. */
  total: number | undefined
}

const contentTypes = { tar: 'application/x-tar', 'tar.gz': 'application/gzip', 'tar.zst': 'application/zstd' } as const

async function* batchesOf(
  format: ArchiveFormat,
  mounts: readonly ExpandedMount[],
  progress: Progress,
  tools: Tools,
): AsyncGenerator<TarBatch> {
  const planner = new TarPlanner(mounts, format)
  const contents: number[] = []
  const onComplete = (table: EntryTable): void => {
    contents.push(planner.contentOf(table))
    if (contents.length === mounts.length) progress.total = contents.reduce((sum, bytes) => sum + bytes, 0)
  }
  // Each mount is scanned while the one before it is being sent.
  const beginScan = (index: number): MountScan | undefined => mounts[index] && scanMount(mounts[index], tools, onComplete)
  let next = beginScan(0)
  for (let index = 1; next !== undefined; index++) {
    const { table, ranges } = next
    next = beginScan(index)
    for await (const { to } of ranges) yield* planner.advance(table, to)
    yield* planner.endMount()
    progress.entries += table.length
  }
  yield planner.finish()
}

/** In the order of the archive. What is packed and not yet sent is bounded, so a slow link slows the workers down. */
async function* packed(
  batches: AsyncIterable<TarBatch>,
  format: ArchiveFormat,
  { compressionLevel }: RebuildConfig,
  progress: Progress,
  { pool, report, signal }: Tools,
): AsyncGenerator<Uint8Array> {
  // No more tasks than this also means no more threads, because the pool starts one only for a task.
  const concurrency = Math.min(pool.size + 1, mostTasks)
  let waiting = 0
  // While nothing is being sent, what is packed waits for the stretch before it and not for the link.
  let isSending = false
  const pack = async (batch: TarBatch) => {
    const level =
      compressionLevel === 'auto' && format === 'tar.gz'
        ? usualGzipLevel
        : levelFor(compressionLevel, isSending ? waiting : 0, mostStretches)
    const { content } = batch
    const { bytes } = await pool.run('packTar', { batch, compression: compressionOf(format, level) }, { signal })
    waiting++
    return { bytes, content }
  }
  for await (const { bytes, content } of pMapIterable(batches, pack, { concurrency, backpressure: mostStretches })) {
    waiting--
    progress.bytes += content
    report({ type: 'progress', work: 'sending', done: progress.bytes, total: progress.total, entries: progress.entries })
    isSending = true
    yield bytes
    isSending = false
    free(bytes)
  }
}
