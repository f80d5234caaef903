import { readArchive, type ArchiveReading, type ContentBatch } from '../archive/read.ts'
import type { RestoreConfig } from '../inputs/config.ts'
import type { StoredObject } from '../storage/object-store.ts'
import { mountFilter } from '../tree/mounts.ts'
import { assertSpace, freeBytes } from '../tree/space.ts'
import type { Mount } from '../tree/mount.ts'
import type { Staging } from '../tree/staging.ts'
import { makeDirectories } from '../tree/write.ts'
import { download } from './download.ts'
import { forEachAtOnce } from './for-each-at-once.ts'
import { inStagings } from './in-stagings.ts'
import type { Tools } from './tools.ts'
import { noMountLeft } from './wanted-mounts.ts'

/**
 * Batches of 4 MiB that are being written. No more tasks than this also means no more threads, because the pool starts one only for a
 * task; one thread that reads the archive cannot keep more than these busy.
 */
const mostBatches = 8

/**
 * Puts an archive into the workspace: fetched in ranges, decompressed and written as it arrives, without a copy of it on disk. Throws, with
 * the workspace as it was, what `readArchive` throws, `MOUNT_NOT_IN_CACHE`, `NO_SPACE`, and what the store and the writer throw.
 */
export async function restoreArchive(object: StoredObject, config: RestoreConfig, tools: Tools) {
  const { workspace, concurrency, mounts, maxSize } = config
  let transferred = 0
  const chunks = download(tools.store, object, {
    signal: tools.signal,
    concurrency,
    onBytes: (count) => {
      transferred += count
      tools.report({ type: 'progress', work: 'receiving', done: transferred, total: object.size, entries: 0 })
    },
  })
  assertSpace([{ directory: workspace, bytes: object.size }])
  const wanted = mounts.length === 0 ? undefined : mountFilter(mounts, config)
  const reading = readArchive(chunks, { places: config, wanted, maxBytes: Math.min(maxSize ?? Infinity, mostFree(config)) })
  return inStagings(workspace, tools, async (open) => {
    const trees = await writeBatches(reading, open, tools)
    if (trees.length === 0) throw noMountLeft(reading.leftOut())
    tellLeftOut(reading, config, tools)
    const entries = trees.reduce((sum, { table }) => sum + table.length, 0)
    const bytes = trees.reduce((sum, { table }) => sum + contentOf(table), 0)
    return { trees, result: { entries, bytes, transferred, kept: 0 } }
  })
}

/** What the archive grows to is only known at its end; more than the roomier of two places has can never fit. */
function mostFree({ workspace, home }: RestoreConfig): number {
  return Math.max(freeBytes(workspace), freeBytes(home))
}

interface Tree {
  readonly staging: Staging
  readonly table: ArchiveReading['mounts'][number]['table']
  /** Entries whose directories and large files have been made. */
  made: number
}

async function writeBatches(reading: ArchiveReading, open: (mount: Mount) => Staging, { pool, signal }: Tools): Promise<Tree[]> {
  const trees: Tree[] = []
  const prepare = (): void => {
    for (const { mount, table } of reading.mounts.slice(trees.length)) trees.push({ staging: open(mount), table, made: 0 })
    for (const tree of trees) {
      makeDirectories(tree.staging.root, tree.table, undefined, tree.made)
      tree.made = tree.table.length
    }
  }
  async function* prepared(): AsyncGenerator<ContentBatch> {
    for await (const batch of reading.batches) {
      signal.throwIfAborted()
      // Here and not in a worker: the directories must be there before the batch, and the table grows with every batch.
      prepare()
      yield batch
    }
    prepare()
  }
  await forEachAtOnce(prepared(), Math.min(pool.size * 2, mostBatches), async ({ mount, pieces, data }) => {
    await pool.run('writePieces', { root: trees[mount]!.staging.root, pieces, data }, { transfer: [data.buffer] })
  })
  await Promise.all(trees.map(({ staging: { root }, table }) => pool.run('finishTree', { root, columns: table.share() })))
  return trees
}

function tellLeftOut(reading: ArchiveReading, { mounts }: RestoreConfig, { report }: Tools): void {
  const leftOut = reading.leftOut()
  if (leftOut.length > 0 && mounts.length === 0) {
    report({
      type: 'notice',
      message: `Left out because it lies outside the workspace: ${leftOut.join(', ')}. Name it as \`mount\` to have it.`,
    })
  }
  const skipped = reading.skipped()
  if (skipped > 0) report({ type: 'warning', message: `Left out ${skipped} pipes or devices of the archive.` })
}

function contentOf(table: Tree['table']): number {
  let bytes = 0
  for (let i = 0; i < table.length; i++) bytes += table.size(i)
  return bytes
}
