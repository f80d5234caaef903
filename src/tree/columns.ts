import { freeMemory } from '../free.ts'

/** The columns of a table, as they cross from one thread to another. */
export interface EntryColumns {
  readonly length: number
  readonly type: Uint8Array
  readonly mode: Uint16Array
  readonly size: Float64Array
  readonly mtimeNs: BigInt64Array
  /** Empty, as `inode` is, where they are not known. */
  readonly ctimeNs: BigInt64Array
  readonly inode: BigUint64Array
  readonly parent: Int32Array
  /** For a hard link the index of its original, for a symbolic link the place of its target in `targets`, else -1. */
  readonly link: Int32Array
  /** All names one after another; the name of entry i ends at nameEnd[i]. */
  readonly names: Uint8Array
  readonly nameEnd: Uint32Array
  readonly targets: readonly Uint8Array<ArrayBuffer>[]
}

type Column = Exclude<EntryColumns[keyof EntryColumns], number | readonly Uint8Array[]>

/** A column with room for more; the one that is given is gone. Memory of this size is mostly moved by the kernel, so it is never there twice. */
export function enlarged<C extends Column>(column: C, length: number): C {
  const { buffer, BYTES_PER_ELEMENT } = column
  const bytes = length * BYTES_PER_ELEMENT
  return over(column, buffer instanceof ArrayBuffer ? buffer.transfer(bytes) : withRoom(buffer, bytes))
}

function withRoom(buffer: ArrayBufferLike, bytes: number): ArrayBufferLike {
  const larger = new SharedArrayBuffer(bytes)
  new Uint8Array(larger).set(new Uint8Array(buffer))
  return larger
}

/** A column in memory that threads share. */
export function shareable<C extends Column>(type: new (memory: SharedArrayBuffer) => C, length: number): C {
  const { BYTES_PER_ELEMENT } = type as unknown as { readonly BYTES_PER_ELEMENT: number }
  return new type(new SharedArrayBuffer(length * BYTES_PER_ELEMENT))
}

/**
 * The same columns in memory that all threads share, so that a million entries cross without a copy. The memory of the given ones is given
 * back column by column.
 */
export function shared(columns: EntryColumns): EntryColumns {
  const { type, mode, size, mtimeNs, parent, link, names, nameEnd } = columns
  return {
    ...columns,
    // No thread asks for these.
    ctimeNs: new BigInt64Array(0),
    inode: new BigUint64Array(0),
    type: moved(type),
    mode: moved(mode),
    size: moved(size),
    mtimeNs: moved(mtimeNs),
    parent: moved(parent),
    link: moved(link),
    names: moved(names),
    nameEnd: moved(nameEnd),
  }
}

function moved<C extends Column>(column: C): C {
  const { buffer } = column
  if (!(buffer instanceof ArrayBuffer)) return column
  const memory = new SharedArrayBuffer(column.byteLength)
  new Uint8Array(memory).set(new Uint8Array(buffer, column.byteOffset, column.byteLength))
  freeMemory(buffer)
  return over(column, memory)
}

function over<C extends Column>(column: C, memory: ArrayBufferLike): C {
  return new (column.constructor as new (memory: ArrayBufferLike) => C)(memory)
}
