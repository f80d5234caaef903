import { pMapIterable } from 'p-map'
import type { RebuildConfig } from '../inputs/config.ts'
import { messageOf } from '../errors.ts'
import { free } from '../free.ts'
import { nameableGenerations } from '../snapshot/generations.ts'
import { hexOf, parseSegmentKey, segmentKey } from '../snapshot/names.ts'
import { piecesOf } from '../snapshot/pieces.ts'
import type { SegmentPlan } from '../snapshot/plan.ts'
import type { SegmentRef } from '../snapshot/segment-list.ts'
import type { EntryTable } from '../tree/entries.ts'
import { buffersOfPieces } from '../tree/pieces.ts'
import { knownHashes } from '../workers/known-hashes.ts'
import type { SegmentRead } from '../workers/tasks.ts'
import { levelFor } from './level.ts'
import type { Presence } from './presence.ts'
import type { KnownSegment } from './records.ts'
import type { Tools } from './tools.ts'

/** A segment of a mount that must be in the store before its manifest. */
export interface SegmentJob {
  readonly directory: string
  readonly table: EntryTable
  readonly plan: SegmentPlan
  /** Its name, when the files are known to be unchanged. */
  readonly known: KnownSegment | undefined
}

interface Target {
  readonly stores: readonly string[]
  readonly generation: number
  readonly presence: Presence
  /** Keys of segments that must be sent again. */
  readonly corrupt: ReadonlySet<string>
  readonly level: RebuildConfig['compressionLevel']
  readonly concurrency: number
  /** What the journal knows of the segment that has this content. */
  readonly recall: (hash: Uint8Array) => KnownSegment | undefined
}

/** Segments at work or on their way: 16 of at most 8 MiB keep memory bounded, whatever the settings say. */
const mostInFlight = 16

/** Sees to it that segments are in the store, reading and sending as few as possible, several at a time. */
export class SegmentSender {
  readonly totals = { bytes: 0, transferred: 0, segments: { sent: 0, copied: 0, present: 0 } }
  readonly #target: Target
  readonly #tools: Tools
  readonly #known: SharedArrayBuffer
  readonly #inFlight: number
  readonly #sent = new Set<string>()
  #uploading = 0
  #entries = 0
  #expected: number | undefined

  constructor(target: Target, tools: Tools) {
    this.#target = target
    this.#tools = tools
    // Two for each thread, and eight on their way.
    this.#inFlight = Math.min(target.concurrency, tools.pool.size * 2 + 8, mostInFlight)
    this.#known = knownHashes(target.presence.keys().map((hash) => Buffer.from(hash, 'hex')))
  }

  /** How much all jobs have together, once that is known. */
  expect(bytes: number): void {
    this.#expected = bytes
  }

  /** The references for the manifest, in the order of the jobs. */
  async send(jobs: AsyncIterable<SegmentJob>): Promise<SegmentRef[]> {
    const concurrency = this.#inFlight
    const refs: SegmentRef[] = []
    let before = 0
    const send = async (job: SegmentJob) => ({ job, ref: await this.#sendOne(job) })
    for await (const { job, ref } of pMapIterable(jobs, send, { concurrency, backpressure: concurrency * 4 })) {
      refs.push(ref)
      this.#entries += job.plan.last + 1 - before
      before = job.plan.last + 1
      this.totals.bytes += ref.plain
      this.#tools.report({ type: 'progress', work: 'sending', done: this.totals.bytes, total: this.#expected, entries: this.#entries })
    }
    return refs
  }

  /** Whether a corrupt segment has been sent again to its domain, or is so old that no rebuild names it any more. */
  hasReplaced(key: string): boolean {
    const name = parseSegmentKey(key)
    if (name === undefined || !nameableGenerations(this.#target.generation).includes(name.generation)) return true
    return name.domain === this.#target.stores[0] && this.#sent.has(name.hash)
  }

  async #sendOne(job: SegmentJob): Promise<SegmentRef> {
    this.#tools.signal.throwIfAborted()
    const { plain } = job.plan
    const found = job.known && (this.#present(job.known.hash, job.known) ?? (await this.#copy(job.known)))
    return { plain, ...(found ?? (await this.#readAndPut(job))) }
  }

  #present(hash: Uint8Array, known?: KnownSegment): Omit<SegmentRef, 'plain'> | undefined {
    const there = this.#target.presence.get(hexOf(hash))
    if (there === undefined) return undefined
    this.totals.segments.present++
    // Of another size it is what somebody else has made of the same content. What is said of one domain is never believed of another.
    const isSame = known?.stored === there.stored && known.domain === this.#target.stores[there.store]
    const storedHash = there.storedHash ?? (isSame ? known.storedHash : undefined)
    return { hash, ...there, storedHash }
  }

  /** From a generation that may not be named any more to the one that is written, without the bytes coming by here. */
  async #copy({ hash, stored, storedHash, generation, domain }: KnownSegment): Promise<Omit<SegmentRef, 'plain'> | undefined> {
    const { store, signal, report } = this.#tools
    if (domain === undefined) return undefined
    const [from, to] = [segmentKey(domain, generation, hash), this.#key(hash)]
    // Of the domain of a pull request nothing is taken that a branch will rely on: the files are here and tell what the segment holds.
    if (from === to || this.#target.corrupt.has(from) || !this.#target.stores.includes(domain)) return undefined
    try {
      if (!(await store.copy(from, to, { signal }))) return undefined
    } catch (error) {
      signal.throwIfAborted()
      // It only saves sending: a server may refuse it, and rights for it may be missing.
      report({ type: 'debug', message: `A segment is sent again because it could not be copied: ${messageOf(error)}` })
      return undefined
    }
    this.totals.segments.copied++
    return this.#own({ hash, stored, storedHash: domain === this.#target.stores[0] ? storedHash : undefined })
  }

  async #readAndPut({ directory, table, plan }: SegmentJob): Promise<Omit<SegmentRef, 'plain'>> {
    const { pool, store, signal } = this.#tools
    const level = levelFor(this.#target.level, this.#uploading, this.#inFlight)
    const read = (known?: SharedArrayBuffer): Promise<SegmentRead> => {
      const pieces = piecesOf(table, plan)
      return pool.run('readSegment', { directory, pieces, level, ...(known && { known }) }, { signal, transfer: buffersOfPieces(pieces) })
    }
    let { hash, stored, storedHash } = await read(this.#known)
    const there = this.#present(hash, this.#target.recall(hash))
    if (there !== undefined) return there
    // The threads know hashes by their beginnings only, so once in 10^13 one is taken for another and must be compressed after all.
    if (stored === undefined) ({ hash, stored, storedHash } = await read())
    if (stored === undefined) throw new TypeError('A segment that was asked for was not compressed.')
    this.#uploading++
    try {
      await store.put(this.#key(hash), stored, { signal, checksummed: true })
    } finally {
      this.#uploading--
    }
    const { length } = stored
    // Gives the memory back at once. Waiting for the collector cost 42 full collections for 380 segments, a ninth of all processor time.
    free(stored)
    this.#sent.add(hexOf(hash))
    this.totals.segments.sent++
    this.totals.transferred += length
    return this.#own({ hash, stored: length, storedHash })
  }

  #own({ hash, ...made }: Pick<SegmentRef, 'hash' | 'stored' | 'storedHash'>): Omit<SegmentRef, 'plain'> {
    const { generation, presence } = this.#target
    const there = { ...made, store: 0, generation }
    presence.set(hexOf(hash), there)
    return { hash, ...there }
  }

  #key(hash: Uint8Array): string {
    return segmentKey(this.#target.stores[0]!, this.#target.generation, hash)
  }
}
