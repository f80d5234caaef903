import type { MountPoint } from '../tree/mount.ts'
import { Malformed, type ByteReader, type ByteWriter } from './bytes.ts'
import { mayName } from './generations.ts'
import { limits } from './limits.ts'
import { isPath, readPoint, writePoint } from './mount-points.ts'
import { holds } from './names.ts'
import { hashBytes, SegmentList } from './segment-list.ts'

/** A manifest without its trees. */
export interface ManifestHead {
  readonly tool: string
  readonly startedAt: number
  readonly stores: readonly string[]
  readonly mounts: readonly { readonly point: MountPoint; readonly entries: number; readonly segments: SegmentList }[]
}

const uint32 = 2 ** 32 - 1
const latestStart = 2 ** 48
const mostStores = 255

export function writeHead(bytes: ByteWriter, head: ManifestHead): void {
  bytes.text(head.tool)
  bytes.varint(head.startedAt)
  bytes.varint(head.stores.length)
  for (const store of head.stores) bytes.text(store)
  bytes.varint(head.mounts.length)
  for (const { point, entries, segments } of head.mounts) {
    writePoint(bytes, point)
    bytes.varint(entries)
    writeSegments(bytes, segments)
  }
  writeStoredHashes(bytes, head)
}

/** Last, and only where there is one: a manifest may end without. */
function writeStoredHashes(bytes: ByteWriter, { mounts }: ManifestHead): void {
  if (mounts.every(({ segments }) => segments.columns.storedHashes.length === 0)) return
  for (const { segments } of mounts) {
    const { storedHashes, hashes } = segments.columns
    bytes.raw(storedHashes.length > 0 ? storedHashes : new Uint8Array(hashes.length))
  }
}

function writeSegments(bytes: ByteWriter, segments: SegmentList): void {
  const { hashes, plain, stored, generation, store } = segments.columns
  bytes.varint(segments.length)
  for (const column of [plain, stored, generation, store]) for (const value of column) bytes.varint(value)
  bytes.raw(hashes)
}

/** Throws {@link Malformed}. */
export function readHead(bytes: ByteReader, key: string): ManifestHead {
  const { mounts, ...facts } = {
    tool: bytes.text(),
    startedAt: bytes.varint(),
    stores: readList(bytes, mostStores, () => bytes.text()),
    mounts: readList(bytes, limits.mounts, () => ({
      point: readPoint(bytes),
      entries: bytes.varint(),
      segments: readSegments(bytes),
    })),
  }
  const head = { ...facts, mounts: bytes.left === 0 ? mounts : mounts.map((mount) => readStoredHashes(bytes, mount)) }
  bytes.end()
  const flaw = findHeadFlaw(head)
  if (flaw !== undefined) throw new Malformed(flaw)
  if (!holds(head.stores[0]!, key)) throw new Malformed(`it says that it belongs to ${head.stores[0]}`)
  return head
}

function readList<T>(bytes: ByteReader, most: number, read: () => T): T[] {
  const length = bytes.varint()
  if (length > most) throw new Malformed(`a list of ${length} is too long`)
  return Array.from({ length }, read)
}

function readSegments(bytes: ByteReader): SegmentList {
  const length = bytes.varint()
  if (length > bytes.left / (hashBytes + 4)) throw new Malformed('it names more segments than it holds')
  return new SegmentList({
    plain: bytes.numbers(Uint32Array, length, uint32),
    stored: bytes.numbers(Uint32Array, length, uint32),
    generation: bytes.numbers(Uint32Array, length, uint32),
    store: bytes.numbers(Uint8Array, length, mostStores),
    hashes: bytes.raw(length * hashBytes).slice(),
    storedHashes: new Uint8Array(0),
  })
}

function readStoredHashes(bytes: ByteReader, mount: ManifestHead['mounts'][number]): ManifestHead['mounts'][number] {
  const { columns } = mount.segments
  const storedHashes = bytes.raw(columns.hashes.length).slice()
  return { ...mount, segments: new SegmentList({ ...columns, storedHashes }) }
}

/** What is wrong with a head, in words; undefined for a sound one. */
export function findHeadFlaw({ startedAt, stores, mounts }: ManifestHead): string | undefined {
  if (!Number.isInteger(startedAt) || startedAt < 0 || startedAt > latestStart) return 'its start is not a time'
  return (
    findStoreFlaw(stores) ??
    findMountFlaw(mounts) ??
    mounts.map(({ segments }) => findSegmentFlaw(segments, startedAt, stores.length)).find(isFlaw)
  )
}

function findStoreFlaw(stores: readonly string[]): string | undefined {
  const [domain, ...parents] = stores
  if (domain === undefined || stores.length > mostStores) return `it has ${stores.length} domains`
  if (!stores.every(isPath)) return 'a domain is not a path'
  if (new Set(stores).size < stores.length || !parents.every((parent) => holds(parent, domain)))
    return `not every domain is a parent of ${domain}`
  return undefined
}

function findMountFlaw(mounts: ManifestHead['mounts']): string | undefined {
  if (mounts.length > limits.mounts) return `it has more than ${limits.mounts} mounts`
  if (!mounts.every(({ point }) => isPath(point.path))) return 'a mount is not a path'
  if (new Set(mounts.map(({ point }) => `${point.anchor}:${point.path}`)).size < mounts.length) return 'a mount is there twice'
  if (mounts.some(({ entries }) => entries < 1)) return 'a mount is empty'
  if (mounts.reduce((total, { entries }) => total + entries, 0) > limits.entries) return `it has more than ${limits.entries} entries`
  return undefined
}

function findSegmentFlaw(segments: SegmentList, startedAt: number, stores: number): string | undefined {
  for (let i = 0; i < segments.length; i++) {
    const plain = segments.plain(i)
    if (plain < 1 || plain > limits.readableSegmentBytes) return `a segment of ${plain} bytes is against the rules`
    if (!mayName(startedAt, segments.generation(i))) return `it names a segment of generation ${segments.generation(i)}`
    if (segments.store(i) >= stores) return 'a segment belongs to no domain'
  }
  return undefined
}

function isFlaw(flaw: string | undefined): flaw is string {
  return flaw !== undefined
}
