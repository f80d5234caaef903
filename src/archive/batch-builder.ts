import { EntryType, type EntryTable } from '../tree/entries.ts'
import { Step, type TarBatch } from './batch.ts'
import { ByteList } from './byte-list.ts'
import { limits } from './limits.ts'
import { PieceList } from './piece-list.ts'

const slash = 0x2f
const empty = new Uint8Array(0)

interface Slice {
  /** The entry that the content belongs to; of a hard link its original. */
  readonly original: number
  readonly offset: number
  readonly bytes: number
}

/** A batch of one mount while it is being gathered. */
export class BatchBuilder {
  readonly #directory: string
  readonly #name: string
  readonly #steps: Step[] = []
  readonly #pieces = new PieceList()
  readonly #paths = new ByteList()
  readonly #links = new ByteList()
  readonly #modes: number[] = []
  readonly #mtimes: bigint[] = []
  #content = 0
  #entries = 0
  #parent = -1
  #prefix: Uint8Array = empty

  constructor(directory: string, name: string) {
    this.#directory = directory
    this.#name = name
  }

  get isEmpty(): boolean {
    return this.#steps.length === 0
  }

  get entries(): number {
    return this.#entries
  }

  /** Bytes of content that still fit. */
  get room(): number {
    return limits.batchBytes - this.#content
  }

  /** Of a `copy` this is the part that names the original; its piece comes next. */
  addHeader(step: Step, table: EntryTable, index: number): void {
    if (step !== Step.copy) this.#begin(step)
    this.#paths.push(step === Step.copy ? empty : this.#pathOf(table, index))
    this.#links.push(linkOf(table, index))
    this.#modes.push(table.mode(index))
    this.#mtimes.push(table.mtimeNs(index))
  }

  addPiece(step: Step, table: EntryTable, index: number, { original, offset, bytes }: Slice): void {
    this.#begin(step)
    this.#content += bytes
    this.#pieces.push({
      path: this.#pathOf(table, index),
      offset,
      bytes,
      size: table.size(original),
      mode: table.mode(original),
      mtimeNs: table.mtimeNs(original),
      ctimeNs: table.ctimeNs(original),
    })
  }

  build(before: Uint8Array<ArrayBuffer>, after: Uint8Array<ArrayBuffer>): TarBatch {
    return {
      directory: this.#directory,
      name: this.#name,
      steps: Uint8Array.from(this.#steps),
      pieces: this.#pieces.take(),
      headers: {
        paths: this.#paths.take(),
        links: this.#links.take(),
        mode: Uint16Array.from(this.#modes),
        mtimeNs: BigInt64Array.from(this.#mtimes),
      },
      before,
      after,
      entries: this.#entries,
      content: this.#content,
    }
  }

  #begin(step: Step): void {
    this.#steps.push(step)
    if (step !== Step.rest) this.#entries++
  }

  /** Neighbours mostly share their directory, so its path is made once for all of them. */
  #pathOf(table: EntryTable, index: number): Uint8Array {
    const parent = table.parent(index)
    if (parent <= 0) return table.name(index)
    if (parent !== this.#parent) {
      this.#parent = parent
      this.#prefix = Buffer.concat([table.path(parent), Buffer.of(slash)])
    }
    return Buffer.concat([this.#prefix, table.name(index)])
  }
}

function linkOf(table: EntryTable, index: number): Uint8Array {
  switch (table.type(index)) {
    case EntryType.symlink:
      return table.target(index)
    case EntryType.hardlink:
      return table.path(table.original(index))
    case EntryType.directory:
    case EntryType.file:
      return empty
  }
}
