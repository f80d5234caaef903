import { freeMemory } from '../free.ts'
import { EntryTable } from '../tree/entries.ts'
import { finishTree } from '../tree/finish.ts'
import { scanDirectories, type ScannedPart } from '../tree/scan.ts'
import { makeDirectories, writePieces } from '../tree/write.ts'
import { hashPieces, readSegment, writeSegment } from './segment-tasks.ts'
import type { Request, TaskName, Tasks } from './tasks.ts'

type Handlers = {
  readonly [N in TaskName]: (input: Tasks[N]['input']) => Tasks[N]['output'] | Promise<Tasks[N]['output']>
}

const handlers: Handlers = {
  scan: scanDirectories,
  readSegment,
  hashPieces,
  makeDirectories: ({ root, columns, keep }) => makeDirectories(root, EntryTable.from(columns), keep),
  writeSegment,
  writePieces: ({ root, pieces, data, keep }) => {
    writePieces(root, pieces, data, keep)
    freeMemory(data.buffer)
  },
  finishTree: ({ root, columns, keep }) => finishTree(root, EntryTable.from(columns), keep),
  packTar: async ({ batch, compression }) => {
    // Loaded when needed, because a snapshot does without `tar`.
    const { packTar } = await import('../archive/pack.ts')
    return packTar(batch, compression)
  },
}

/** Does one task, with synchronous calls to the end: that is what makes a thread three times as fast as promises. */
export async function runTask<N extends TaskName>(
  request: Extract<Request, { name: N }>,
): Promise<{ output: Tasks[N]['output']; transfer: ArrayBuffer[] }> {
  const handle = handlers[request.name] as Handlers[N]
  const output = await handle(request.input)
  return { output, transfer: transferableOf(output) }
}

function transferableOf(output: Tasks[TaskName]['output']): ArrayBuffer[] {
  if (typeof output !== 'object') return []
  if ('columns' in output) return buffersOf(output)
  if ('bytes' in output && output.bytes instanceof Uint8Array) return ownMemory(output.bytes)
  return 'stored' in output && output.stored !== undefined ? [output.stored.buffer] : []
}

/** Small results of zlib lie in memory that Node shares among buffers, which cannot be given away and is copied. */
function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function buffersOf({ columns, roots, unread, shared, devices }: ScannedPart): ArrayBuffer[] {
  const { type, mode, size, mtimeNs, ctimeNs, inode, parent, link, names, nameEnd, targets } = columns
  const own = [type, mode, size, mtimeNs, ctimeNs, inode, parent, link, names, nameEnd, ...targets]
  return [...own, roots, unread, shared, devices].map((column) => column.buffer).filter((buffer) => buffer instanceof ArrayBuffer)
}
