import { LarderError } from '../errors.ts'
import { EntryType, type EntryTable } from '../tree/entries.ts'
import { limits } from './limits.ts'
import { PathHashes } from './path-hash.ts'

/** A run of a mount's content: the contents of its files, one after another in the order of the table. */
export interface SegmentPlan {
  /** Bytes of content. */
  readonly plain: number
  /** The file it begins in, and how many bytes of that file come before it. */
  readonly first: number
  readonly offset: number
  /** The file it ends in. */
  readonly last: number
}

// A segment costs some milliseconds of processors whatever it holds: with twice these sizes a restore of 930 MB would take 6 to 12 % less time
// again, but a changed file would send twice as much.
const smallest = 2 ** 21
const largest = limits.segmentBytes

// A file of n bytes ends a segment with a chance of n / 2 MiB. So a segment grows by 2 MiB beyond the smallest on average, whatever the
// size of the files is; 2^11 = 2^32 / 2^21 relates that to a hash of 32 bits.
const cutPerByte = 2 ** 11

/**
 * Cuts the content of one mount into segments while the mount is still being scanned. Looks at paths and sizes alone, so the same tree is
 * always cut in the same way, and a changed file moves only the cuts near it.
 */
export class SegmentPlanner {
  readonly #hashes = new PathHashes()
  #first = -1
  #last = -1
  #plain = 0

  /** Takes the entries `from` to `to` (exclusive), the next ones of the table, and gives the segments that are decided by now. */
  add(table: EntryTable, from: number, to: number): SegmentPlan[] {
    const decided: SegmentPlan[] = []
    for (let i = from; i < to; i++) {
      const type = table.type(i)
      if (type === EntryType.directory) this.#hashes.enter(table, i)
      if (type === EntryType.file && table.size(i) > 0) this.#addFile(table, i, decided)
    }
    return decided
  }

  /** The last segment, unless everything has been given already. */
  end(): SegmentPlan[] {
    const decided: SegmentPlan[] = []
    this.#cut(decided)
    return decided
  }

  #addFile(table: EntryTable, index: number, decided: SegmentPlan[]): void {
    const size = table.size(index)
    if (this.#plain + size > largest) this.#cut(decided)
    if (size > largest) {
      decided.push(...slices(index, size))
      return
    }
    if (this.#plain === 0) this.#first = index
    this.#last = index
    this.#plain += size
    if (this.#plain >= smallest && this.#hashes.of(table, index) < size * cutPerByte) this.#cut(decided)
  }

  #cut(decided: SegmentPlan[]): void {
    if (this.#plain === 0) return
    decided.push({ plain: this.#plain, first: this.#first, offset: 0, last: this.#last })
    this.#plain = 0
  }
}

function* slices(index: number, size: number): Generator<SegmentPlan> {
  for (let offset = 0; offset < size; offset += largest) {
    yield { plain: Math.min(largest, size - offset), first: index, offset, last: index }
  }
}

/**
 * Says which bytes of which files lie in which segment of a mount, from the sizes of the segments alone: a reader needs to know nothing of
 * the rule by which they were cut. Throws `MANIFEST_CORRUPT` when the segments do not hold exactly the content of the mount.
 */
export function assignContent(table: EntryTable, plainSizes: Iterable<number>): SegmentPlan[] {
  const plans: SegmentPlan[] = []
  let index = nextFile(table, 0)
  let offset = 0
  for (const plain of plainSizes) {
    const [first, begin] = [index, offset]
    let last = index
    for (let left = plain; left > 0;) {
      if (index === table.length) throw mismatch()
      const taken = Math.min(left, table.size(index) - offset)
      last = index
      left -= taken
      offset += taken
      if (offset === table.size(index)) {
        index = nextFile(table, index + 1)
        offset = 0
      }
    }
    plans.push({ plain, first, offset: begin, last })
  }
  if (index < table.length) throw mismatch()
  return plans
}

/** The first file with content at `from` or after it; the length of the table if there is none. */
export function nextFile(table: EntryTable, from: number): number {
  let index = from
  while (index < table.length && (table.type(index) !== EntryType.file || table.size(index) === 0)) index++
  return index
}

function mismatch(): LarderError {
  return new LarderError('MANIFEST_CORRUPT', 'The segments of a mount do not hold as many bytes as its files.')
}
