import { Readable } from 'node:stream'

import { LarderError } from '../../errors.ts'
import { untilAborted } from '../until-aborted.ts'

/** The chunks of an upload, counted, and ended from outside. */
export interface StreamSource {
  readonly stream: Readable
  /** Bytes handed on so far. */
  size(): number
}

export interface SourceOptions {
  /** Ends the stream with the reason of the signal, also while the next chunk does not come. */
  readonly signal: AbortSignal
  /** A longer stream is an error, found before its last byte is sent. */
  readonly maxBytes: number
}

/** A stream of `chunks` for the SDK, which reads it as it has room. */
export function streamSource(chunks: AsyncIterable<Uint8Array>, { signal, maxBytes }: SourceOptions): StreamSource {
  let size = 0
  const count = (chunk: Uint8Array): Uint8Array => {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    return chunk
  }
  // Chunks may be large, so only one is read ahead; the default would be 16.
  const stream = Readable.from(counted(untilAborted(chunks, signal), count), { highWaterMark: 1 })
  return { stream, size: () => size }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (chunk: Uint8Array) => Uint8Array): AsyncIterable<Uint8Array> {
  // A copy, because the SDK keeps chunks until they fill a part.
  for await (const chunk of chunks) yield Uint8Array.from(count(chunk))
}

function tooLarge(maxBytes: number): LarderError {
  const gib = Math.floor(maxBytes / 1024 ** 3)
  return new LarderError('OBJECT_TOO_LARGE', `The archive is larger than the ${gib} GiB that one object can hold.`, {
    hint: 'Use `format: snapshot`, which has no such limit, or cache less.',
  })
}
