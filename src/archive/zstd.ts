import { promisify } from 'node:util'
import { createZstdDecompress, zstdDecompress } from 'node:zlib'
import type { ByteSource } from './byte-source.ts'
import { corrupt, unsupported } from './failures.ts'
import { free, freeMemory } from '../free.ts'
import { inflate } from './inflate.ts'

const KiB = 2 ** 10
const MiB = 2 ** 20
const frameMagic = 0xfd2fb528
/** What may stand between frames, to be skipped: 16 numbers from here. */
const skippableMagic = 0x184d2a50

// A frame of ours unpacks to about 4 MiB. Larger ones, a whole archive by the zstd program say, are unpacked as they come.
const wholeBytes = 32 * MiB
const framesAhead = 4
const mostBytesAhead = 16 * MiB
// The most that Node unpacks, as does zstd without --long.
const windowBytes = 128 * MiB
const outputBytes = MiB

const unpack = promisify(zstdDecompress)

interface FrameHeader {
  readonly bytes: Buffer
  readonly hasChecksum: boolean
  /** Undefined where the frame does not tell. */
  readonly plainBytes: number | undefined
}

export function isZstd(start: Buffer): boolean {
  if (start.length < 4) return false
  const magic = start.readUInt32LE()
  return magic === frameMagic || isSkippable(magic)
}

/**
 * The plain bytes of zstd frames one after another (RFC 8878). Node's stream ends without an error at the end of the first frame, and
 * before 22.20 without an error in the middle of one; so the frames are found here, by the lengths of their blocks, and small ones are
 * unpacked several at once on Node's threads. Throws `ARCHIVE_CORRUPT` and `ARCHIVE_UNSUPPORTED`.
 */
export async function* decompressZstd(source: ByteSource): AsyncGenerator<Buffer> {
  const ahead: FrameAhead[] = []
  for (let header = await nextFrame(source); header !== undefined; header = await nextFrame(source)) {
    const { plainBytes } = header
    if (plainBytes !== undefined && plainBytes <= wholeBytes) {
      ahead.push({ plain: unpackFrame(await gather(source, header, plainBytes), plainBytes), bytes: plainBytes })
      while (ahead.length > framesAhead || bytesOf(ahead) > mostBytesAhead) yield* settled(ahead.shift()!)
    } else {
      for (const frame of ahead.splice(0)) yield* settled(frame)
      yield* inflate(piecesOf(source, header), createZstdDecompress({ chunkSize: outputBytes }))
    }
  }
  for (const frame of ahead) yield* settled(frame)
}

/** A frame that is being unpacked. */
interface FrameAhead {
  readonly plain: Promise<Buffer | Error>
  readonly bytes: number
}

function bytesOf(frames: readonly FrameAhead[]): number {
  return frames.reduce((sum, { bytes }) => sum + bytes, 0)
}

async function nextFrame(source: ByteSource): Promise<FrameHeader | undefined> {
  while ((await source.peek(1)).length > 0) {
    const magic = (await source.need(4)).readUInt32LE()
    if (magic === frameMagic) return readHeader(source)
    if (!isSkippable(magic)) throw corrupt('something follows that is not compressed with zstd')
    await source.skip(4)
    await source.skip((await source.take(4)).readUInt32LE())
  }
  return undefined
}

function isSkippable(magic: number): boolean {
  return magic >= skippableMagic && magic <= skippableMagic + 15
}

async function readHeader(source: ByteSource): Promise<FrameHeader> {
  const descriptor = (await source.need(5))[4]!
  const isSingle = (descriptor & 0x20) !== 0
  const windowLength = isSingle ? 0 : 1
  const dictionaryLength = [0, 1, 2, 4][descriptor & 3]!
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!
  // A copy, because its chunk may be given back before it is used.
  const bytes = Buffer.from(await source.take(5 + windowLength + dictionaryLength + sizeLength))
  const plainBytes = sizeIn(bytes.subarray(bytes.length - sizeLength))
  const window = isSingle ? (plainBytes ?? 0) : windowIn(bytes[5]!)
  if (window > windowBytes)
    throw unsupported(`it was compressed with a window of ${window} bytes`, 'Compress it without `--long` or `--ultra`.')
  if (dictionaryLength > 0) throw unsupported('it was compressed with a dictionary', 'Compress it without one.')
  return { bytes, hasChecksum: (descriptor & 4) !== 0, plainBytes }
}

function sizeIn(bytes: Buffer): number | undefined {
  switch (bytes.length) {
    case 0:
      return undefined
    case 1:
      return bytes[0]
    case 2:
      return bytes.readUInt16LE() + 256
    case 4:
      return bytes.readUInt32LE()
    default:
      return Number(bytes.readBigUInt64LE())
  }
}

function windowIn(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

/** How long the parts of a frame are that follow its header; each is to be taken before the next is asked for. */
async function* partsOf(source: ByteSource, { hasChecksum }: FrameHeader): AsyncGenerator<number> {
  for (let isLast = false; !isLast;) {
    const header = (await source.need(3)).readUIntLE(0, 3)
    isLast = (header & 1) === 1
    const kind = (header >> 1) & 3
    if (kind === 3) throw corrupt('a zstd block is of no known kind')
    // A block of one repeated byte holds that byte.
    yield 3 + (kind === 1 ? 1 : header >> 3)
  }
  if (hasChecksum) yield 4
}

/** A frame as it comes. */
async function* piecesOf(source: ByteSource, header: FrameHeader): AsyncGenerator<Buffer> {
  yield header.bytes
  for await (const length of partsOf(source, header)) yield await source.take(length)
}

/** A whole frame, at the start of a buffer. */
interface Frame {
  readonly room: Buffer<ArrayBuffer>
  readonly length: number
}

async function gather(source: ByteSource, header: FrameHeader, plainBytes: number): Promise<Frame> {
  // Most is compressed to a quarter of that. What cannot be grows by three bytes for every 128 KiB.
  let room = Buffer.allocUnsafeSlow((plainBytes >> 2) + 64 * KiB)
  let length = header.bytes.copy(room)
  for await (const part of partsOf(source, header)) {
    if (length + part > room.length) room = enlarged(room, length, (length + part) * 2)
    await source.moveTo(room, length, part)
    length += part
  }
  return { room, length }
}

function enlarged(room: Buffer<ArrayBuffer>, used: number, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(length)
  room.copy(larger, 0, 0, used)
  free(room)
  return larger
}

/** Never rejects: it may be some time before anyone looks. */
async function unpackFrame({ room, length }: Frame, plainBytes: number): Promise<Buffer | Error> {
  try {
    const frame = room.subarray(0, length)
    // With room for one byte more: Node takes another buffer of this size as soon as one is full.
    const plain = await unpack(frame, { chunkSize: Math.max(plainBytes + 1, 64), maxOutputLength: Math.max(plainBytes, 1) })
    return plain.length === plainBytes ? plain : corrupt('a zstd frame is shorter than it states')
  } catch (error) {
    return corrupt('it cannot be decompressed', error)
  } finally {
    free(room)
  }
}

async function* settled(frame: FrameAhead): AsyncGenerator<Buffer> {
  const plain = await frame.plain
  if (plain instanceof Error) throw plain
  yield plain
  // Small ones lie in memory that Node shares among buffers.
  if (plain.length > 64 * KiB) freeMemory(plain.buffer)
}
