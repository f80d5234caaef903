import { EntryType, type EntryTable } from '../tree/entries.ts'
import { blankPieces, type Pieces } from '../tree/pieces.ts'
import type { SegmentPlan } from './plan.ts'

const slash = 0x2f

/** What to read into a segment, or to write out of it: slices of files in the order of their bytes. */
export function piecesOf(table: EntryTable, plan: SegmentPlan): Pieces {
  return collect(table, plan, (index) => table.type(index) === EntryType.file && table.size(index) > 0)
}

/** The files without content; no segment holds them. */
export function emptyFiles(table: EntryTable): Pieces {
  const whole = { plain: 0, first: 0, offset: 0, last: table.length - 1 }
  return collect(table, whole, (index) => table.type(index) === EntryType.file && table.size(index) === 0)
}

function collect(table: EntryTable, plan: SegmentPlan, belongs: (index: number) => boolean): Pieces {
  const indexes: number[] = []
  for (let i = plan.first; i <= plan.last; i++) if (belongs(i)) indexes.push(i)
  const { length } = indexes
  const pieces = blankPieces(length)
  let left = plan.plain
  for (const [k, index] of indexes.entries()) {
    const offset = index === plan.first ? plan.offset : 0
    const bytes = Math.min(left, table.size(index) - offset)
    pieces.offset[k] = offset
    pieces.bytes[k] = bytes
    pieces.size[k] = table.size(index)
    pieces.mode[k] = table.mode(index)
    pieces.mtimeNs[k] = table.mtimeNs(index)
    pieces.ctimeNs[k] = table.ctimeNs(index)
    left -= bytes
  }
  return { ...pieces, ...pathsOf(table, indexes) }
}

/** Neighbours mostly share their directory, so its path is built once for all of them. */
function pathsOf(table: EntryTable, indexes: readonly number[]): Pick<Pieces, 'paths' | 'pathEnd'> {
  const pathEnd = new Uint32Array(indexes.length)
  let paths = new Uint8Array(indexes.length * 64)
  let prefix = new Uint8Array(0)
  let parent = -1
  let end = 0
  for (const [k, index] of indexes.entries()) {
    if (table.parent(index) !== parent) {
      parent = table.parent(index)
      prefix = prefixOf(table, parent)
    }
    const name = table.name(index)
    const needed = end + prefix.length + name.length
    if (needed > paths.length) paths = enlarged(paths, needed * 2)
    paths.set(prefix, end)
    paths.set(name, end + prefix.length)
    end = needed
    pathEnd[k] = end
  }
  return { paths: paths.slice(0, end), pathEnd }
}

function prefixOf(table: EntryTable, directory: number): Uint8Array<ArrayBuffer> {
  const path = table.path(directory)
  if (path.length === 0) return path
  const prefix = new Uint8Array(path.length + 1)
  prefix.set(path)
  prefix[path.length] = slash
  return prefix
}

function enlarged(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length)
  larger.set(bytes)
  return larger
}
