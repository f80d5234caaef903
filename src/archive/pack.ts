import { free } from '../free.ts'
import { piecePath } from '../tree/pieces.ts'
import { readPieces } from '../tree/read.ts'
import { Step, type TarBatch } from './batch.ts'
import { packedAt } from './byte-list.ts'
import { compress, type Compression } from './compression.ts'
import { encodeHeader, paddingOf, type Member } from './header.ts'

const slash = 0x2f
const nothing = Buffer.alloc(0)

/**
 * A stretch of an archive, for a worker: headers, the content of files as it is on disk now, compressed by itself. `plain` = bytes before compression.
 * Throws `FILE_CHANGED` when a file is no longer what was scanned, and what `readPieces` throws.
 */
export function packTar(batch: TarBatch, compression: Compression): { bytes: Buffer; plain: number } {
  const stretches = layOut(batch)
  const length = stretches.reduce((sum, { header, bytes, padding }) => sum + header.length + bytes + padding, 0)
  // Uncompressed, the buffer itself is sent.
  const plain = compression.kind === 'none' ? Buffer.allocUnsafeSlow(length) : roomFor(length)
  // The content is read into the end of the buffer, in one go, and moved forward between its headers: what is still to be moved
  // is never overtaken, because headers and padding only ever take room that was left free for them.
  let from = plain.length - batch.content
  readPieces(batch.directory, batch.pieces, plain.subarray(from))
  let to = 0
  for (const { header, bytes, padding } of stretches) {
    plain.set(header, to)
    plain.copyWithin(to + header.length, from, from + bytes)
    to += header.length + bytes
    plain.fill(0, to, to + padding)
    to += padding
    from += bytes
  }
  return { bytes: compress(plain, compression), plain: plain.length }
}

/** One for all tasks of this thread: the collector would let fresh ones pile up, because to it a buffer is a few bytes. */
let buffer = Buffer.alloc(0)

function roomFor(length: number): Buffer {
  if (buffer.length < length) {
    free(buffer)
    buffer = Buffer.allocUnsafeSlow(length)
  }
  return buffer.subarray(0, length)
}

/** A header, so many bytes of content, so many zeros. */
interface Stretch {
  readonly header: Uint8Array
  readonly bytes: number
  readonly padding: number
}

function layOut(batch: TarBatch): Stretch[] {
  const stretches: Stretch[] = [{ header: batch.before, bytes: 0, padding: 0 }]
  const tarName = namer(batch.name)
  let piece = 0
  let header = 0
  for (const step of batch.steps as Iterable<Step>) {
    switch (step) {
      case Step.directory:
      case Step.symlink:
      case Step.hardlink:
        stretches.push({ header: encodeHeader(memberOfHeader(batch, step, header++, tarName)), bytes: 0, padding: 0 })
        break
      case Step.file:
        stretches.push(stretchOfPiece(batch, piece, encodeHeader(memberOfPiece(batch, piece++, tarName))))
        break
      case Step.copy: {
        const copyOf = tarName(packedAt(batch.headers.links, header++))
        stretches.push(stretchOfPiece(batch, piece, encodeHeader({ ...memberOfPiece(batch, piece++, tarName), copyOf })))
        break
      }
      case Step.rest:
        stretches.push(stretchOfPiece(batch, piece++, nothing))
        break
    }
  }
  stretches.push({ header: batch.after, bytes: 0, padding: 0 })
  return stretches
}

type Namer = (path: Uint8Array) => Uint8Array

function namer(mount: string): Namer {
  const name = Buffer.from(mount)
  const prefix = mount === '' ? name : Buffer.concat([name, Buffer.of(slash)])
  return (path) => (path.length === 0 ? name : Buffer.concat([prefix, path]))
}

function memberOfHeader({ headers }: TarBatch, step: Step, index: number, tarName: Namer): Member {
  const name = tarName(packedAt(headers.paths, index))
  const link = packedAt(headers.links, index)
  const common = { name, mode: headers.mode[index]!, mtimeNs: headers.mtimeNs[index]!, size: 0 }
  if (step === Step.symlink) return { ...common, type: 'symlink', link }
  return step === Step.hardlink ? { ...common, type: 'hardlink', link: tarName(link) } : { ...common, type: 'directory' }
}

function memberOfPiece({ pieces }: TarBatch, index: number, tarName: Namer): Member {
  return {
    type: 'file',
    name: tarName(piecePath(pieces, index)),
    mode: pieces.mode[index]!,
    size: pieces.size[index]!,
    mtimeNs: pieces.mtimeNs[index]!,
  }
}

function stretchOfPiece({ pieces }: TarBatch, index: number, header: Uint8Array): Stretch {
  const bytes = pieces.bytes[index]!
  const isLast = pieces.offset[index]! + bytes === pieces.size[index]!
  return { header, bytes, padding: isLast ? paddingOf(pieces.size[index]!) : 0 }
}
