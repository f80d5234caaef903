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
  /** Bytes of a part. */
  readonly partSize: number
  /** Ends the stream with the reason of the signal, also while the next chunk does not come. */
  readonly signal: AbortSignal
  /** A longer stream is an error, found before its last byte is sent. */
  readonly maxBytes: number
}

/** A stream of `chunks` for the SDK, which reads it as it has room. */
export function streamSource(chunks: AsyncIterable<Uint8Array>, { partSize, signal, maxBytes }: SourceOptions): StreamSource {
  let size = 0
  const count = (bytes: number): void => {
    size += bytes
    if (size > maxBytes) throw tooLarge(maxBytes)
  }
  // One piece is read ahead, as the memory of more is not there; the default would be 16.
  const stream = Readable.from(piecesOf(untilAborted(chunks, signal), partSize, count), { highWaterMark: 1 })
  return { stream, size: () => size }
}

/**
 * The SDK keeps pieces until they are more than a part, puts them together, takes the part from the front and goes on with the rest. So the
 * first piece is a part and one byte, and every other is a part: each is put together with one byte as soon as it has come. Then its memory is
 * used again for the next piece but one, as the SDK asks for a piece only when it is done with the one before.
 */
async function* piecesOf(chunks: AsyncIterable<Uint8Array>, partSize: number, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  // The SDK sends the first part out of it, so it is not used again.
  let piece: Buffer = Buffer.allocUnsafeSlow(partSize + 1)
  let spare: Buffer | undefined
  let filled = 0
  for await (const chunk of chunks) {
    count(chunk.length)
    for (let at = 0; at < chunk.length;) {
      const taken = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).copy(piece, filled, at)
      at += taken
      filled += taken
      if (filled < piece.length) continue
      yield piece
      const used = piece
      piece = spare ?? Buffer.allocUnsafeSlow(partSize)
      spare = used.length === partSize ? used : undefined
      filled = 0
    }
  }
  if (filled > 0) yield piece.subarray(0, filled)
}

function tooLarge(maxBytes: number): LarderError {
  const gib = Math.floor(maxBytes / 1024 ** 3)
  return new LarderError('OBJECT_TOO_LARGE', `The archive is larger than the ${gib} GiB that one object can hold.`, {
    hint: 'Use `format: snapshot`, which has no such limit, or cache less.',
  })
}
