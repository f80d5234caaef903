import { generationAt, rules } from '../../src/snapshot/generations.ts'
import { encodeManifest } from '../../src/snapshot/manifest.ts'
import { parseSegmentKey, segmentKey } from '../../src/snapshot/names.ts'
import { SegmentList } from '../../src/snapshot/segment-list.ts'
import type { ObjectStore, StoredObject } from '../../src/storage/object-store.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'

const domain = 'acme/shop'
const youngest = 99
const generations = Array.from({ length: 10 }, (_, back) => youngest - 9 + back)
const segmentsOfGeneration = 100_000
const plain = 2 ** 21
const size = 2 ** 20
/** Every other segment of a generation that can be deleted is named, this many by one manifest. */
const namedByManifest = 2500

/** The clock: a flush may delete generations up to 97, so there are 8 of them and 2 young ones. */
const vastNow = (youngest + 1) * rules.generationMs + 1
export const vastSize = { segments: generations.length * segmentsOfGeneration, manifests: 10_000, garbage: 8 * (segmentsOfGeneration / 2) }

/**
 * A million segments and ten thousand manifests that are made up when they are listed or read, so that what memory there is belongs to who
 * works with them. `wronglyRemoved` counts what is named by a manifest, is young, or was removed before.
 */
export function vastStore(): ObjectStore & { readonly wronglyRemoved: () => number } {
  const bodies = manifestBodies()
  const removed = new Map(generations.map((generation) => [generation, new Uint8Array(segmentsOfGeneration)]))
  let wronglyRemoved = 0
  const manifest = (number: number): StoredObject => {
    const { body, startedAt } = bodies[number % bodies.length]!
    const key = `${domain}/branch-${String(number).padStart(5, '0')}/archive.snapshot`
    return { key, size: body.length, lastModified: new Date(startedAt + 1), etag: 'manifest' }
  }
  return {
    name: 'vast',
    wronglyRemoved: () => wronglyRemoved,
    async *list(prefix) {
      for (const generation of generations) {
        const shelf = `${domain}/.segments/${generation}/`
        if (!shelf.startsWith(prefix) && !prefix.startsWith(shelf)) continue
        for (let index = 0; index < segmentsOfGeneration; index++) {
          if (removed.get(generation)![index] === 0) yield segment(generation, index)
        }
      }
      for (let number = 0; number < vastSize.manifests; number++) if (manifest(number).key.startsWith(prefix)) yield manifest(number)
    },
    get: (key, { range } = {}) => {
      const number = Number(/\/branch-(\d{5})\//.exec(key)![1])
      const { body } = bodies[number % bodies.length]!
      return Promise.resolve({ object: manifest(number), body: body.slice(range?.first, range && range.last + 1) })
    },
    remove: (key) => {
      const { generation, hash } = parseSegmentKey(key)!
      const index = Number.parseInt(hash.slice(0, 8), 16)
      if (index % 2 === 0 || generation > youngest - 2 || removed.get(generation)![index] === 1) wronglyRemoved++
      removed.get(generation)![index] = 1
      return Promise.resolve()
    },
    now: () => Promise.resolve(new Date(vastNow)),
    async *abandonedUploads() {},
    head: refuse,
    put: refuse,
    putStream: refuse,
    copy: refuse,
    abortUpload: refuse,
    close: () => undefined,
  }
}

function refuse(): never {
  throw new Error('A flush has no reason to do this.')
}

function segment(generation: number, index: number): StoredObject {
  const lastModified = new Date(generation * rules.generationMs)
  return { key: segmentKey(domain, generation, hashOf(index)), size, lastModified, etag: 'segment' }
}

/** In the order of a list. */
function hashOf(index: number): Uint8Array {
  const hash = new Uint8Array(32).fill(index * 7 + 1)
  new DataView(hash.buffer).setUint32(0, index)
  return hash
}

/** Each is that of many manifests. */
function manifestBodies(): { readonly body: Uint8Array<ArrayBuffer>; readonly startedAt: number }[] {
  return generations
    .filter((generation) => generation <= youngest - 2)
    .flatMap((generation) =>
      Array.from({ length: segmentsOfGeneration / 2 / namedByManifest }, (_, part) => {
        const startedAt = generation * rules.generationMs + 1
        if (generationAt(startedAt) !== generation) throw new Error('A generation does not begin where it should.')
        const refs = Array.from({ length: namedByManifest }, (_each, i) => {
          return { hash: hashOf((part * namedByManifest + i) * 2), plain, stored: size, generation, store: 0 }
        })
        const mount = { point: { anchor: 'workspace', path: 'modules' } as const, table: table(), segments: SegmentList.from(refs) }
        return { startedAt, body: encodeManifest({ tool: 'larder', startedAt, stores: [domain], mounts: [mount] }) }
      }),
    )
}

function table(): EntryTable {
  const entries = new EntryTable()
  entries.append({ type: EntryType.file, mode: 0o644, size: namedByManifest * plain, mtimeNs: 0n, parent: -1, name: new Uint8Array(0) })
  return entries
}
