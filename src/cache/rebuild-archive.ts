import { pMapIterable } from 'p-map'
import type { TarBatch } from '../archive/batch.ts'
import { compressionOf } from '../archive/compression.ts'
import { free } from '../tree/free.ts'
import { TarPlanner } from '../archive/plan.ts'
import type { ArchiveFormat, RebuildConfig } from '../inputs/config.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import { levelFor } from './level.ts'
import { scanMount } from './scan-mount.ts'
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
  const totals = { entries: 0, bytes: 0 }
  const chunks = packed(batchesOf(format, mounts, totals, tools), format, config, totals, tools)
  const { size } = await tools.store.putStream(object, chunks, { contentType: contentTypes[format], signal: tools.signal })
  return { format, ...totals, transferred: size }
}

const contentTypes = { tar: 'application/x-tar', 'tar.gz': 'application/gzip', 'tar.zst': 'application/zstd' } as const

async function* batchesOf(
  format: ArchiveFormat,
  mounts: readonly ExpandedMount[],
  totals: { entries: number },
  tools: Tools,
): AsyncGenerator<TarBatch> {
  const planner = new TarPlanner(mounts, format)
  for (const mount of mounts) {
    const { table, ranges } = scanMount(mount, tools)
    for await (const { to } of ranges) yield* planner.advance(table, to)
    yield* planner.endMount()
    totals.entries += table.length
  }
  yield planner.finish()
}

/** In the order of the archive. What is packed and not yet sent is bounded, so a slow link slows the workers down. */
async function* packed(
  batches: AsyncIterable<TarBatch>,
  format: ArchiveFormat,
  { compressionLevel }: RebuildConfig,
  totals: { bytes: number; entries: number },
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
    totals.bytes += content
    report({ type: 'progress', work: 'sending', done: totals.bytes, total: undefined, entries: totals.entries })
    isSending = true
    yield bytes
    isSending = false
    free(bytes)
  }
}
