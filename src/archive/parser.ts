import { type Block, decodeBlock } from './block.ts'
import { corrupt, unsafe } from './failures.ts'
import { blockSize, paddingOf } from './header.ts'
import { limits } from './limits.ts'
import { type Extensions, noExtensions, stateMember, type StatedMember } from './member.ts'
import { decodeRecords } from './pax.ts'

/** Receives what a {@link TarParser} finds, in order. What is thrown here ends the parsing. */
export interface TarSink {
  comment(comment: string): void
  member(member: StatedMember): void
  /** The content of the last member, in as many pieces as it arrives; only valid during the call. */
  content(bytes: Buffer): void
}

type State = 'header' | 'extension' | 'content' | 'padding' | 'half-ended' | 'ended'

/**
 * Reads a tar stream however it is cut: ustar, PAX, GNU and old V7 headers. Every byte is either understood, skipped as content or
 * padding, or an error; only what follows the end of the archive is ignored.
 */
export class TarParser {
  readonly #sink: TarSink
  #state: State = 'header'
  /** A block, or the body of an extension, that arrives in pieces. */
  #gathered = Buffer.alloc(blockSize)
  #filled = 0
  /** Bytes still to come in the states `content` and `padding`. */
  #left = 0
  #padding = 0
  #extension = ''
  #extensions: Extensions = noExtensions
  #globals: ReadonlyMap<string, Buffer> = new Map()

  constructor(sink: TarSink) {
    this.#sink = sink
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) at = this.#take(chunk, at)
  }

  /** Throws `ARCHIVE_CORRUPT` when the archive has not ended: what is missing cannot be known. */
  end(): void {
    // Some old tars write one block of zeros; with it nothing is missing.
    if (this.#state !== 'ended' && !(this.#state === 'half-ended' && this.#filled === 0)) throw corrupt('it ends early')
  }

  /** Gives where the next bytes begin. */
  #take(chunk: Buffer, at: number): number {
    switch (this.#state) {
      case 'header':
      case 'half-ended':
        return this.#gather(chunk, at, blockSize, (block) => this.#header(block))
      case 'extension':
        return this.#gather(chunk, at, this.#left, (body) => this.#extend(body))
      case 'content':
        return this.#content(chunk, at)
      case 'padding':
        return this.#skipPadding(chunk, at)
      case 'ended':
        return chunk.length
    }
  }

  /** Hands on `length` bytes at once: out of the chunk when they are all there, else when the last of them has come. */
  #gather(chunk: Buffer, at: number, length: number, whole: (bytes: Buffer) => void): number {
    if (this.#filled === 0 && at + length <= chunk.length) {
      whole(chunk.subarray(at, at + length))
      return at + length
    }
    if (this.#gathered.length < length) this.#gathered = Buffer.alloc(length)
    const end = Math.min(chunk.length, at + length - this.#filled)
    chunk.copy(this.#gathered, this.#filled, at, end)
    this.#filled += end - at
    if (this.#filled === length) {
      this.#filled = 0
      whole(Buffer.from(this.#gathered.subarray(0, length)))
    }
    return end
  }

  #header(bytes: Buffer): void {
    const block = decodeBlock(bytes)
    if (block === undefined) return this.#endBlock()
    if (this.#state === 'half-ended') throw corrupt('it goes on after a block of zeros')
    if ('xgLK'.includes(block.type)) return this.#beginExtension(block)
    const member = stateMember(block, this.#extensions, this.#globals)
    this.#extensions = noExtensions
    this.#sink.member(member)
    this.#left = member.stored
    this.#padding = paddingOf(member.stored)
    this.#state = member.stored > 0 ? 'content' : 'header'
  }

  #endBlock(): void {
    if (this.#extensions !== noExtensions) throw corrupt('an extended header has no member')
    this.#state = this.#state === 'half-ended' ? 'ended' : 'half-ended'
  }

  #beginExtension(block: Block): void {
    const limit = block.type === 'L' || block.type === 'K' ? limits.pathBytes + 1 : limits.paxBytes
    if (block.size === undefined) throw corrupt('an extended header states no size')
    if (block.size > limit) throw unsafe(`an extended header has ${block.size} bytes`)
    this.#extension = block.type
    this.#left = block.size
    this.#padding = paddingOf(block.size)
    this.#state = 'extension'
    if (block.size === 0) this.#extend(Buffer.alloc(0))
  }

  #extend(body: Buffer): void {
    switch (this.#extension) {
      case 'x':
        this.#extensions = { ...this.#extensions, pax: only(this.#extensions.pax.size === 0, decodeRecords(Buffer.from(body))) }
        break
      case 'g':
        this.#global(decodeRecords(Buffer.from(body)))
        break
      case 'L':
        this.#extensions = { ...this.#extensions, longName: only(this.#extensions.longName === undefined, untilZero(body)) }
        break
      case 'K':
        this.#extensions = { ...this.#extensions, longLink: only(this.#extensions.longLink === undefined, untilZero(body)) }
        break
    }
    this.#left = this.#padding
    this.#state = this.#left > 0 ? 'padding' : 'header'
  }

  #global(records: ReadonlyMap<string, Buffer>): void {
    const hostile = [...records.keys()].find((key) => ['path', 'linkpath', 'size'].includes(key) || key.startsWith('GNU.sparse.'))
    if (hostile !== undefined) throw unsafe(`one header sets the ${hostile} of every member`)
    this.#globals = new Map([...this.#globals, ...records])
    const comment = records.get('comment')
    if (comment !== undefined) this.#sink.comment(comment.toString())
  }

  #content(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#left)
    this.#sink.content(chunk.subarray(at, end))
    this.#left -= end - at
    if (this.#left === 0) {
      this.#left = this.#padding
      this.#state = this.#left > 0 ? 'padding' : 'header'
    }
    return end
  }

  #skipPadding(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#left)
    this.#left -= end - at
    if (this.#left === 0) this.#state = 'header'
    return end
  }
}

function only<T>(isFirst: boolean, value: T): T {
  if (!isFirst) throw unsafe('a member has two extended headers of one kind')
  return value
}

function untilZero(body: Buffer): Buffer {
  const end = body.indexOf(0)
  return Buffer.from(end === -1 ? body : body.subarray(0, end))
}
