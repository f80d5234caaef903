import type { Format, RestoreConfig } from '../inputs/config.ts'
import { decodeKey, encodeKey, formatOf, objectName, objectNames } from '../inputs/objects.ts'
import { hasCode, type LarderError } from '../errors.ts'
import type { ObjectStore, StoredObject } from '../storage/object-store.ts'
import type { Report } from './events.ts'

/** A cache that exists and may be restored. */
export interface Candidate {
  readonly status: 'hit' | 'fallback' | 'partial'
  readonly key: string
  readonly format: Format
  readonly object: StoredObject
}

interface Search {
  readonly store: ObjectStore
  readonly report: Report
  readonly signal: AbortSignal
  /** Receives what is looked for: names of objects, or the beginning of names and `*`. */
  readonly tried: string[]
  /** Receives the errors of places that we cannot look at. */
  readonly closed: LarderError[]
}

/**
 * The caches that a restore may take, best first: the key at the path, the key at each fallback path, then the restore keys,
 * place by place. Lazy: nothing is asked of the store beyond what the caller takes.
 */
export async function* findCandidates(config: RestoreConfig, search: Search): AsyncGenerator<Candidate> {
  const { location, restoreKeys } = config
  const places = [location.path, ...location.fallbackPaths]
  for (const [index, place] of places.entries()) yield* exactAt(place, index === 0 ? 'hit' : 'fallback', config, search)
  for (const place of places) for (const prefix of restoreKeys) yield* prefixedAt(place, prefix, search)
}

/** The exact key in any format: the one that the job would write first, the others (a cache from before a change of format) after. */
async function* exactAt(place: string, status: 'hit' | 'fallback', config: RestoreConfig, search: Search): AsyncGenerator<Candidate> {
  const { object } = config.location
  const key = object.by === 'key' ? object.key : object.filename
  const preferred = objectName(place, object)
  search.tried.push(preferred)
  const first = await lookFor(preferred, search)
  if (first !== undefined) yield { status, key, format: object.format, object: first }
  if (object.by === 'filename') return
  const others = objectNames(place, object.key).filter((name) => name !== preferred)
  search.tried.push(`${place}/${encodeKey(object.key)}.*`)
  const found = await Promise.all(others.map((name) => lookFor(name, search)))
  for (const other of found) {
    const format = other && formatOf(other.key)
    if (other && format) yield { status, key, format, object: other }
  }
}

/** Keys that begin with `prefix`: the key that equals it, then the newest first. */
async function* prefixedAt(place: string, prefix: string, search: Search): AsyncGenerator<Candidate> {
  const start = `${place}/${encodeKey(prefix)}`
  search.tried.push(`${start}*`)
  search.report({ type: 'trying', object: `${start}*` })
  const matches: Candidate[] = []
  for await (const object of tolerant(search.store.list(start, { signal: search.signal }), search)) {
    const name = object.key.slice(place.length + 1)
    const format = formatOf(name)
    const key = name.includes('/') || format === undefined ? undefined : decodeKey(name)
    if (key !== undefined && format !== undefined) matches.push({ status: 'partial', key, format, object })
  }
  yield* matches.sort(
    (a, b) => Number(b.key === prefix) - Number(a.key === prefix) || b.object.lastModified.getTime() - a.object.lastModified.getTime(),
  )
}

async function lookFor(name: string, search: Search): Promise<StoredObject | undefined> {
  search.report({ type: 'trying', object: name })
  try {
    return await search.store.head(name, { signal: search.signal })
  } catch (error) {
    tolerate(error, search)
    return undefined
  }
}

async function* tolerant(objects: AsyncIterable<StoredObject>, search: Search): AsyncGenerator<StoredObject> {
  try {
    yield* objects
  } catch (error) {
    tolerate(error, search)
  }
}

/**
 * Without the right to list, S3 answers 403 for an object that is not there; and one path may lie in a bucket that is missing, the next in
 * another. So both are told, once, and taken as absence. Credentials that are wrong altogether are another error, and end the search.
 */
function tolerate(error: unknown, { report, closed }: Search): void {
  if (!hasCode(error, 'STORAGE_DENIED', 'BUCKET_MISSING')) throw error
  if (closed.push(error) > 1) return
  report({ type: 'warning', message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) })
}
