import { EntryType, type EntryTable } from '../tree/entries.ts'
import type { Mount } from '../tree/mount.ts'
import { smallestCutFile } from '../tree/pieces.ts'
import { Step, type TarBatch } from './batch.ts'
import { BatchBuilder } from './batch-builder.ts'
import type { TarFormat } from './compression.ts'
import { encodeEnd, encodeGlobalHeader } from './header.ts'
import { limits } from './limits.ts'
import { encodeMounts, nameMounts } from './tar-mounts.ts'

/**
 * Cuts the entries of mounts, while a scan still finds them, into batches that workers turn into stretches of one archive.
 * The batches in the order in which they are yielded make the archive, each compressed by itself.
 */
export class TarPlanner {
  readonly #mounts: readonly Mount[]
  readonly #names: readonly string[]
  readonly #copyHardLinks: boolean
  #before: Buffer
  #mount = 0
  #next = 0
  #batch: BatchBuilder

  /** Throws `MOUNTS_CLASH`. At least one mount. */
  constructor(mounts: readonly Mount[], format: TarFormat) {
    const named = nameMounts(mounts)
    this.#mounts = mounts
    this.#names = named.map(({ name }) => name)
    // drone-s3-cache, which reads these two formats, leaves out hard links without a word.
    this.#copyHardLinks = format !== 'tar.zst'
    this.#before = encodeGlobalHeader(encodeMounts(named))
    this.#batch = this.#newBatch()
  }

  /** Bytes of content that a whole mount puts into the archive. */
  contentOf(table: EntryTable): number {
    let bytes = 0
    for (let index = 0; index < table.length; index++) {
      const type = table.type(index)
      if (type === EntryType.file) bytes += table.size(index)
      else if (type === EntryType.hardlink && this.#copyHardLinks) bytes += table.size(table.original(index))
    }
    return bytes
  }

  /** Plans the entries of the current mount up to `end`, which are in the table already; yields the batches that are full. */
  *advance(table: EntryTable, end: number): Generator<TarBatch> {
    for (; this.#next < end; this.#next++) yield* this.#add(table, this.#next)
  }

  /** Goes on to the next mount. */
  *endMount(): Generator<TarBatch> {
    this.#mount++
    this.#next = 0
    if (this.#mount < this.#mounts.length) yield* this.#flush()
  }

  /** The last batch, after the last mount has ended. */
  finish(): TarBatch {
    return this.#batch.build(this.#takeBefore(), encodeEnd())
  }

  *#add(table: EntryTable, index: number): Generator<TarBatch> {
    switch (table.type(index)) {
      case EntryType.directory:
        return yield* this.#addHeader(Step.directory, table, index)
      case EntryType.symlink:
        return yield* this.#addHeader(Step.symlink, table, index)
      case EntryType.hardlink:
        if (!this.#copyHardLinks) return yield* this.#addHeader(Step.hardlink, table, index)
        return yield* this.#addContent(Step.copy, table, index, table.original(index))
      case EntryType.file:
        return yield* this.#addContent(Step.file, table, index, index)
    }
  }

  *#addHeader(step: Step, table: EntryTable, index: number): Generator<TarBatch> {
    if (this.#batch.entries >= limits.batchEntries) yield* this.#flush()
    this.#batch.addHeader(step, table, index)
  }

  /** In slices, unless the file is small; `original` is where the facts about the content are. */
  *#addContent(step: typeof Step.file | typeof Step.copy, table: EntryTable, index: number, original: number): Generator<TarBatch> {
    const size = table.size(original)
    const whole = size < smallestCutFile
    if (this.#batch.entries >= limits.batchEntries || (whole && size > this.#batch.room)) yield* this.#flush()
    if (step === Step.copy) this.#batch.addHeader(step, table, index)
    let offset = 0
    do {
      if (this.#batch.room === 0 && size > 0) yield* this.#flush()
      const bytes = Math.min(size - offset, this.#batch.room)
      this.#batch.addPiece(offset === 0 ? step : Step.rest, table, index, { original, offset, bytes })
      offset += bytes
    } while (offset < size)
  }

  *#flush(): Generator<TarBatch> {
    if (!this.#batch.isEmpty || this.#before.length > 0) yield this.#batch.build(this.#takeBefore(), new Uint8Array(0))
    this.#batch = this.#newBatch()
  }

  #newBatch(): BatchBuilder {
    return new BatchBuilder(this.#mounts[this.#mount]!.directory, this.#names[this.#mount]!)
  }

  #takeBefore(): Uint8Array<ArrayBuffer> {
    const before = new Uint8Array(this.#before)
    this.#before = Buffer.alloc(0)
    return before
  }
}
