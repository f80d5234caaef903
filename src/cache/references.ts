import { pMapIterable } from 'p-map'
import { hasCode, LarderError } from '../errors.ts'
import { freeMemory } from '../free.ts'
import { decodeHead, headLength } from '../snapshot/manifest.ts'
import type { ManifestHead } from '../snapshot/manifest-head.ts'
import { mustBeRead, References } from '../snapshot/references.ts'
import type { StoredObject } from '../storage/object-store.ts'
import type { Tools } from './tools.ts'

/** Most manifests say what they name within this many bytes, so that one request is enough: 1,500 segments. */
const usualHeadBytes = 64 * 1024

/**
 * Learns which old segments are needed from every manifest that can name one; only the heads of manifests are read.
 * One that cannot be read keeps everything in the domains it may belong to.
 */
export async function readReferences(
  caches: readonly StoredObject[],
  startedAt: number,
  concurrency: number,
  tools: Tools,
): Promise<References> {
  const references = new References(startedAt)
  const relevant = caches.filter(({ key, lastModified }) => mustBeRead({ key, lastModified: lastModified.getTime() }, startedAt))
  for await (const found of pMapIterable(relevant, (cache) => readCurrent(cache, tools), { concurrency })) {
    if (found === 'gone') continue
    const { object, head } = found
    if (!(head instanceof LarderError)) {
      references.count(head, object.lastModified.getTime())
      forget(head)
    } else if (!isStrangersRubbish(object.key, head)) {
      references.stop(object.key)
      tools.report({
        type: 'warning',
        message: `${head.message} No segment is deleted from its domain.`,
        ...(head.hint === undefined ? {} : { hint: head.hint }),
      })
    }
  }
  return references
}

/** Gives the memory back at once: ten thousand heads are some hundred MB, and the collector comes late where processors are busy. */
function forget({ mounts }: ManifestHead): void {
  for (const { segments } of mounts) for (const { buffer } of Object.values(segments.columns)) freeMemory(buffer)
}

interface Found {
  readonly object: StoredObject
  /** The head of the manifest, or why it cannot be read. */
  readonly head: ManifestHead | LarderError
}

/** Reads the manifest that is there now: it may have been replaced, by a shorter one too, or removed since it was listed. */
async function readCurrent(listed: StoredObject, tools: Tools): Promise<Found | 'gone'> {
  let object: StoredObject | undefined = listed
  while (object !== undefined) {
    try {
      const head = await readHead(object, tools)
      return head === undefined ? 'gone' : { object, head }
    } catch (error) {
      if (hasCode(error, 'MANIFEST_CORRUPT', 'MANIFEST_NEWER')) return { object, head: error }
      if (!hasCode(error, 'OBJECT_CHANGED')) throw error
      object = await tools.store.head(object.key, { signal: tools.signal })
    }
  }
  return 'gone'
}

async function readHead({ key, size, etag }: StoredObject, { store, signal }: Tools): Promise<ManifestHead | undefined> {
  const read = (length: number) => store.get(key, { range: { first: 0, last: Math.min(length, size) - 1 }, etag, signal })
  if (size === 0) throw new LarderError('MANIFEST_CORRUPT', `The manifest ${key} is empty.`)
  const start = await read(usualHeadBytes)
  if (start === undefined) return undefined
  const needed = headLength(start.body, key)
  const whole = needed <= start.body.length ? start : await read(needed)
  const head = whole && decodeHead(whole.body, key)
  // Gives the memory back at once: ten thousand heads are 640 MB, and the collector may come late where processors are busy.
  for (const { body } of [start, whole ?? start]) freeMemory(body.buffer)
  return head
}

/**
 * A corrupt manifest in the scope of a pull request does not stop a flush, or any stranger could stop it for ever; nobody can restore
 * it either. A newer one always stops it: a newer larder can.
 */
function isStrangersRubbish(key: string, error: LarderError): boolean {
  return error.code === 'MANIFEST_CORRUPT' && /(?:^|\/)pull\/[^/]+\//.test(key)
}
