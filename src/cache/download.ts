import { pMapIterable } from 'p-map'
import { LarderError } from '../errors.ts'
import type { ObjectStore, StoredObject } from '../storage/object-store.ts'

/** 4 MiB: large enough that a request's latency counts for little, small enough that eight of them in flight are 32 MiB. */
const rangeBytes = 4 * 1024 * 1024

/**
 * The bytes of an object in order, fetched as ranges of one version with several requests in flight.
 * Throws `OBJECT_CHANGED` when the object is replaced meanwhile.
 */
export function download(
  store: ObjectStore,
  object: StoredObject,
  { signal, concurrency, onBytes }: { signal: AbortSignal; concurrency: number; onBytes: (count: number) => void },
): AsyncIterable<Uint8Array> {
  const inFlight = Math.min(concurrency, 8)
  return pMapIterable(
    rangesOf(object.size),
    async (range) => {
      const answer = await store.get(object.key, { range, etag: object.etag, signal })
      if (answer === undefined) throw new LarderError('OBJECT_CHANGED', `${object.key} was removed while it was being read.`)
      onBytes(answer.body.length)
      return answer.body
    },
    { concurrency: inFlight, backpressure: inFlight },
  )
}

function* rangesOf(size: number): Generator<{ first: number; last: number }> {
  for (let first = 0; first < size; first += rangeBytes) yield { first, last: Math.min(first + rangeBytes, size) - 1 }
}
