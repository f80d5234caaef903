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
 * Zeros shrink to less than a thousandth, which readers rightly take for a bomb: they are cut small, so that each cut's frame weighs something.
 */
export function compress(plain: Buffer, compression: Compression): Buffer {
  if (compression.kind === 'none') return plain
  const whole = compressWhole(plain, compression)
  return whole.length * limits.ratio > plain.length ? whole : Buffer.concat([...cuts(plain)].map((cut) => compressWhole(cut, compression)))
}

const cutBytes = 8 * 1024
const outputChunk = 1024 * 1024

function compressWhole(plain: Buffer, { kind, level }: Exclude<Compression, { kind: 'none' }>): Buffer {
  const chunkSize = Math.max(64, Math.min(outputChunk, plain.length + 64))
  switch (kind) {
    case 'gzip':
      return gzipSync(plain, { level, chunkSize })
    case 'zstd': {
      // Without the checksum a flipped bit inside a frame may go unnoticed.
      const params = { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 }
      return zstdCompressSync(plain, { params, chunkSize })
    }
  }
}

function* cuts(plain: Buffer): Generator<Buffer> {
  for (let start = 0; start < plain.length; start += cutBytes) yield plain.subarray(start, start + cutBytes)
}
