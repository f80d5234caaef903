import { LarderError } from '../errors.ts'
import type { EntryColumns } from '../tree/columns.ts'
import { free } from '../free.ts'
import type { EntryTable } from '../tree/entries.ts'
import { mountName, type MountPoint } from '../tree/mount.ts'
import { ByteReader, ByteWriter, Malformed } from './bytes.ts'
import { headEnd, openBody, openHead, pack, storeBody, storedBodyOf, type StoredBody } from './manifest-envelope.ts'
import { findHeadFlaw, readHead, writeHead, type ManifestHead } from './manifest-head.ts'
import type { SegmentList } from './segment-list.ts'
import { readTable, writeTable } from './table-codec.ts'
import { findFlaw } from './table-flaws.ts'

/** What a snapshot consists of: the trees of its mounts and the segments that hold their content. */
export interface Manifest {
  /** What wrote it: `larder 0.1.0`. */
  readonly tool: string
  /** When its rebuild began, in milliseconds by the store's clock; tells its generation. */
  readonly startedAt: number
  /** The domain that owns its segments, then parents of that domain whose segments it names too. */
  readonly stores: readonly string[]
  readonly mounts: readonly ManifestMount[]
}

export interface ManifestMount {
  readonly point: MountPoint
  /** Its ctimes and inodes are not kept. */
  readonly table: EntryTable
  /** In the order of the content. */
  readonly segments: SegmentList
}

/** A manifest and its bytes. */
export interface EncodedManifest {
  readonly manifest: Manifest
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * The bytes of a manifest; the same manifest always gives the same bytes. The trees, which are nearly all of it, are taken from an earlier
 * one that holds the very same tables. Throws `TREE_UNSUITABLE` for a tree that no manifest can
 * hold (FORMAT.md, "Limits"), and `MANIFEST_UNSOUND` when its parts contradict each other.
 */
export function encodeManifest(manifest: Manifest, earlier: readonly EncodedManifest[] = []): Uint8Array<ArrayBuffer> {
  const mounts = manifest.mounts.map((mount) => ({ ...mount, entries: mount.table.length }))
  const head = { ...manifest, mounts }
  const flaw = findHeadFlaw(head)
  if (flaw !== undefined) throw new LarderError('MANIFEST_UNSOUND', `A manifest cannot be written: ${flaw}.`)
  const headBytes = new ByteWriter()
  writeHead(headBytes, head)
  const same = earlier.find((each) => hasSameTables(each.manifest, manifest))
  const body = same === undefined ? encodeBody(mounts) : storedBodyOf(same.bytes)
  for (const { point, table, segments } of mounts) {
    if (contentOf(table) === sum(segments.columns.plain)) continue
    throw new LarderError('MANIFEST_UNSOUND', `The segments of ${mountName(point)} do not add up to its files.`)
  }
  return pack(headBytes.written, body)
}

function hasSameTables(one: Manifest, other: Manifest): boolean {
  return one.mounts.length === other.mounts.length && one.mounts.every(({ table }, i) => table === other.mounts[i]!.table)
}

function encodeBody(mounts: readonly ManifestMount[]): StoredBody {
  const body = new ByteWriter()
  for (const mount of mounts) writeTable(body, soundColumns(mount))
  return storeBody(body.written)
}

/**
 * Reads a manifest that was found at `key`. Throws `MANIFEST_NEWER` for one that a newer larder wrote, and `MANIFEST_CORRUPT` for
 * anything else that is not a sound manifest of this place, whatever the bytes are; takes no more memory than the limits allow.
 */
export function decodeManifest(bytes: Uint8Array<ArrayBuffer>, key: string): Manifest {
  return naming(key, () => {
    const { mounts, ...facts } = readHead(new ByteReader(openHead(bytes, key)), key)
    const plain = openBody(bytes)
    const body = new ByteReader(plain)
    const complete = mounts.map(({ point, entries, segments }) => {
      const table = readTable(body, entries)
      if (contentOf(table) !== sum(segments.columns.plain)) throw new Malformed('its segments do not add up to its files')
      return { point, table, segments }
    })
    body.end()
    // Everything was copied out of it; of a million files it is 25 MB that the collector would come for late.
    free(plain)
    return { ...facts, mounts: complete }
  })
}

/** How many bytes {@link decodeHead} needs. `start` is the first 92 bytes of the object, or more. */
export function headLength(start: Uint8Array<ArrayBuffer>, key: string): number {
  return naming(key, () => headEnd(start, key))
}

/** What a manifest names, without its trees: a fraction of the bytes and of the time. Throws as {@link decodeManifest} does. */
export function decodeHead(start: Uint8Array<ArrayBuffer>, key: string): ManifestHead {
  return naming(key, () => readHead(new ByteReader(openHead(start, key)), key))
}

function soundColumns({ point, table }: ManifestMount): EntryColumns {
  const columns = table.columns()
  const flaw = findFlaw(columns)
  if (flaw !== undefined) {
    throw new LarderError(
      'TREE_UNSUITABLE',
      `${mountName(point)} cannot be kept in a snapshot: ${flaw.problem} (${placeOf(table, flaw.entry)}).`,
    )
  }
  return columns
}

/** The path of an entry; its name alone if it hangs on no earlier entry, because then it has no path. */
function placeOf(table: EntryTable, entry: number): string {
  const path = table.parent(entry) < entry ? table.path(entry) : Buffer.from(table.name(entry))
  return JSON.stringify(path.toString())
}

function contentOf(table: EntryTable): number {
  let total = 0
  for (let i = 0; i < table.length; i++) total += table.size(i)
  return total
}

function sum(values: Uint32Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}

function naming<T>(key: string, decode: () => T): T {
  try {
    return decode()
  } catch (cause) {
    if (cause instanceof Malformed)
      throw new LarderError('MANIFEST_CORRUPT', `The manifest ${key} is corrupt: ${cause.message}.`, { cause })
    throw cause
  }
}
