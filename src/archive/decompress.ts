import { createGunzip } from 'node:zlib'
import { ByteSource } from './byte-source.ts'
import { tooLarge, unsupported } from './failures.ts'
import { free } from '../free.ts'
import { inflate } from './inflate.ts'
import { limits } from './limits.ts'
import { decompressZstd, isZstd } from './zstd.ts'

// prettier-ignore
const magics = [
  { name: 'gzip',  bytes: [0x1f, 0x8b] },
  { name: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'xz',    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: 'lz4',   bytes: [0x04, 0x22, 0x4d, 0x18] },
  { name: 'zip',   bytes: [0x50, 0x4b, 0x03, 0x04] },
] as const

const longestMagic = 6
const outputBytes = 1024 * 1024

/** A stream that is given so many bytes takes no more before it is done with them; with fewer it may still look at them. */
const heldBack = 64 * 1024

/**
 * The plain bytes of an archive, whose compression is known by its first bytes, whatever its name says. Unpacking runs on Node's own
 * threads. A chunk is only valid until the next is asked for. Throws `ARCHIVE_CORRUPT`, `ARCHIVE_UNSUPPORTED`, `ARCHIVE_TOO_LARGE`, and whatever `chunks` throws, unchanged.
 */
export async function* decompress(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = new ByteSource(chunks)
  try {
    let plain = 0
    for await (const chunk of plainChunks(source, await source.peek(longestMagic))) {
      plain += chunk.length
      if (plain > limits.unratedBytes && plain > source.received * limits.ratio) {
        throw tooLarge(`it unpacks to more than ${limits.ratio} times its size, as only an archive made to fill a disk does`)
      }
      yield chunk
    }
  } finally {
    await source.close()
  }
}

function plainChunks(source: ByteSource, start: Buffer): AsyncIterable<Buffer> {
  if (isZstd(start)) return decompressZstd(source)
  const compression = magics.find(({ bytes }) => start.subarray(0, bytes.length).equals(Uint8Array.from(bytes)))
  if (compression === undefined) return freed(source)
  if (compression.name === 'gzip') return inflate(freed(source, heldBack), createGunzip({ chunkSize: outputBytes }))
  throw unsupported(`it is ${compression.name}`, 'larder reads tar, plain or compressed with gzip or zstd.')
}

/** Gives the memory of chunks of at least so many bytes back when the next one is asked for. */
async function* freed(chunks: AsyncIterable<Buffer>, least = 0): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk
    if (chunk.length >= least) free(chunk)
  }
}
