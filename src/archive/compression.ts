import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { limits } from './limits.ts'

export type TarFormat = 'tar' | 'tar.gz' | 'tar.zst'

export type Compression =
  | { readonly kind: 'none' }
  /** 1 to 9. */
  | { readonly kind: 'gzip'; readonly level: number }
  /** 1 to 19. */
  | { readonly kind: 'zstd'; readonly level: number }

export function compressionOf(format: TarFormat, level: number): Compression {
  switch (format) {
    case 'tar':
      return { kind: 'none' }
    case 'tar.gz':
      return { kind: 'gzip', level }
    case 'tar.zst':
      return { kind: 'zstd', level }
  }
}

/**
 * A whole gzip member or zstd frame; members and frames one after another are a valid file, so every thread makes its own.
 * Zeros shrink to less than a thousandth, which readers rightly take for a bomb; then something follows that they skip.
 */
export function compress(plain: Buffer, compression: Compression): Buffer {
  if (compression.kind === 'none') return plain
  const whole = compressWhole(plain, compression)
  const missing = Math.ceil(plain.length / limits.ratio) - whole.length
  return missing <= 0 ? whole : Buffer.concat([whole, fillers[compression.kind](missing)])
}

// What a gzip header may hold besides, at most; a zstd filler is cut to it too, because no batch needs more.
const longestFiller = 65_535

const fillers = {
  /** A member of no content with an extra field (RFC 1952). */
  gzip: (bytes: number): Buffer => {
    const extra = Math.min(bytes, longestFiller)
    const filler = Buffer.alloc(12 + extra + 10)
    filler.set([0x1f, 0x8b, 8, 4])
    filler[9] = 255
    filler.writeUInt16LE(extra, 10)
    filler[12 + extra] = 3
    return filler
  },
  /** A frame to be skipped (RFC 8878). */
  zstd: (bytes: number): Buffer => {
    const extra = Math.min(bytes, longestFiller)
    const filler = Buffer.alloc(8 + extra)
    filler.writeUInt32LE(0x184d2a50)
    filler.writeUInt32LE(extra, 4)
    return filler
  },
} as const satisfies Record<Exclude<Compression['kind'], 'none'>, (bytes: number) => Buffer>

/** Node takes smaller buffers from a pool that other buffers lie in too. */
const ownBuffer = 65_536

function compressWhole(plain: Buffer, { kind, level }: Exclude<Compression, { kind: 'none' }>): Buffer {
  // With room for the worst case the answer is one buffer; smaller ones would be copied together and left to the collector.
  const chunkSize = Math.max(ownBuffer, plain.length + Math.floor(plain.length / 256) + 1024)
  switch (kind) {
    case 'gzip':
      return cut(gzipSync(plain, { level, chunkSize }))
    case 'zstd': {
      // Without the checksum a flipped bit inside a frame may go unnoticed.
      const params = { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 }
      return cut(zstdCompressSync(plain, { params, chunkSize }))
    }
  }
}

/** Moves an answer of zlib into memory of just its size, and gives the rest back at once. */
function cut({ buffer, byteLength }: Buffer): Buffer {
  return Buffer.from((buffer as ArrayBuffer).transfer(byteLength))
}
