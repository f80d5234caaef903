import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'

import { compareKeys } from '../key-order.ts'
import type { StoredObject } from '../object-store.ts'
import type { Address } from './address.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { isAbsence, type Session } from './session.ts'

interface Page {
  readonly objects: readonly StoredObject[]
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined
}

/**
 * Objects below a prefix of a bucket, with keys as S3 knows them. A page that makes no sense is asked for again and then an error:
 * an empty answer of a proxy, read as "nothing is there", would make a flush delete what is in use.
 */
export async function* listObjects(session: Session, { bucket, key: prefix }: Address, signal?: AbortSignal): AsyncIterable<StoredObject> {
  let token: string | undefined
  let last: string | undefined
  do {
    const page = await fetchPage(session, { bucket, prefix, token, after: last }, signal)
    if (page === undefined) return
    yield* page.objects
    last = page.objects.at(-1)?.key ?? last
    token = page.next
  } while (token !== undefined)
}

interface Question {
  readonly bucket: string
  readonly prefix: string
  readonly token: string | undefined
  /** The last key of the page before. */
  readonly after: string | undefined
}

async function fetchPage(session: Session, question: Question, signal?: AbortSignal): Promise<Page | undefined> {
  const { bucket, prefix, token } = question
  const input = { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) }
  try {
    return await session.request(
      { doing: 'Listing', bucket, key: prefix },
      async (client, attempt) => checkedPage(await client.send(new ListObjectsV2Command(input), { abortSignal: attempt.signal }), question),
      { signal },
    )
  } catch (error) {
    if (isAbsence(error, session)) return undefined
    throw error
  }
}

/** Throws {@link BrokenAnswer} unless the answer is a page that can follow the one before. */
function checkedPage(output: ListObjectsV2CommandOutput, { prefix, token, after }: Omit<Question, 'bucket'>): Page {
  const { IsTruncated: isTruncated, NextContinuationToken: next, Contents: contents = [] } = output
  // Neither an empty body nor the page of a proxy says whether there is more; the SDK reads both as a list of nothing.
  if (isTruncated === undefined) throw new BrokenAnswer('the answer is not a list of objects')
  if (isTruncated && (next === undefined || next === '')) throw new BrokenAnswer('the list is cut and does not say where it goes on')
  if (isTruncated && next === token) throw new BrokenAnswer('the list goes on where it began')
  let last = after
  const objects = contents.map((item): StoredObject => {
    const { Key: key, Size: size, LastModified: lastModified, ETag: etag = '' } = item
    if (key === undefined || size === undefined || lastModified === undefined)
      throw new BrokenAnswer('an object of the list has no key, size or date')
    if (!key.startsWith(prefix)) throw new BrokenAnswer(`the list of ${prefix} holds ${key}`)
    if (last !== undefined && compareKeys(last, key) >= 0) throw new BrokenAnswer(`the list is not in order: ${key} comes after ${last}`)
    last = key
    return { key, size, lastModified, etag }
  })
  return { objects, next: isTruncated ? next : undefined }
}
