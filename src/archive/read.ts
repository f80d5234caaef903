import { Collector, type ArchiveMount, type CollectorOptions } from './collector.ts'
import type { ContentBatch } from './content-batches.ts'
import { decompress } from './decompress.ts'
import { TarParser } from './parser.ts'

export type { ArchiveMount, ContentBatch }

/** An archive while it is being read. */
export interface ArchiveReading {
  /**
   * Content in batches of at most 4 MiB, a large file in several; to be gone through once. When a batch comes, the tables hold the
   * entries of all its files and of the directories above them. Only when the last has come without an error was the archive whole.
   *
   * Throws `ARCHIVE_CORRUPT`, `ARCHIVE_EMPTY`, `ARCHIVE_UNSAFE`, `UNSAFE_PATH`, `ARCHIVE_UNSUPPORTED`, `ARCHIVE_TOO_LARGE`, and what the chunks throw.
   */
  readonly batches: AsyncGenerator<ContentBatch, void>
  /** The mounts that are restored; grows, and their tables grow, while batches come. A batch names its mount by its index. */
  readonly mounts: readonly ArchiveMount[]
  /** Mounts of the archive, as a user writes them, that are not restored; complete after the last batch. */
  leftOut(): string[]
  /** How many devices and FIFOs were passed over. */
  skipped(): number
}

/** Reads an archive of larder, drone-s3-cache, GNU tar or any other; compressed or not, which its first bytes tell. Chunks are given away. */
export function readArchive(chunks: AsyncIterable<Uint8Array>, options: CollectorOptions): ArchiveReading {
  const collector = new Collector(options)
  return {
    batches: readBatches(chunks, collector),
    mounts: collector.mounts,
    leftOut: () => collector.leftOut(),
    skipped: () => collector.skipped,
  }
}

async function* readBatches(chunks: AsyncIterable<Uint8Array>, collector: Collector): AsyncGenerator<ContentBatch, void> {
  const parser = new TarParser(collector)
  // What follows the end of the archive is read too: a checksum may be there, and a writer at the other end of a pipe would wait for ever.
  for await (const chunk of decompress(chunks)) {
    parser.push(chunk)
    yield* collector.batches.take()
  }
  parser.end()
  collector.end()
  yield* collector.batches.take()
}
