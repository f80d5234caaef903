import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { corrupt } from './failures.ts'

/** What comes out of one of Node's decompressors. Throws `ARCHIVE_CORRUPT`, and whatever `chunks` throws, unchanged. */
export async function* inflate(chunks: AsyncIterable<Buffer>, inflater: Duplex): AsyncGenerator<Buffer> {
  const fed = pipeline(chunks, inflater).then(
    () => undefined,
    (error: unknown) => error,
  )
  try {
    yield* inflater as AsyncIterable<Buffer>
  } catch (error) {
    throw isFromZlib(error) ? corrupt('it cannot be decompressed', error) : error
  }
  const failure = await fed
  if (failure !== undefined) throw failure
}

function isFromZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(Z_|ZSTD_)/.test(String(error.code))
}
