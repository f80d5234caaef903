import type { Readable } from 'node:stream'

import { GetObjectCommand, type GetObjectCommandOutput, HeadObjectCommand } from '@aws-sdk/client-s3'

import type { StoredObject } from '../object-store.ts'
import type { Address } from './address.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { failedBy } from './errors.ts'
import { isAbsence, type Session } from './session.ts'

/**
 * What the store tells about an object; undefined if there is none. The answer to a HEAD has no body to say why it failed, so a GET asks again:
 * 404 may be a missing bucket, 400 an expired token, a wrong region or a bad signature.
 */
export async function headObject(session: Session, key: string, address: Address, signal?: AbortSignal): Promise<StoredObject | undefined> {
  try {
    const found = await headOrThrow(session, key, address, signal)
    session.seenBuckets.add(address.bucket)
    return found
  } catch (error) {
    const isSure = session.seenBuckets.has(address.bucket) || session.config.createBucket
    if (isSure && isAbsence(error, session)) return undefined
    if (failedBy(error, 'no-object', 'denied', 'refused', 'wrong-region', 'unsupported')) return askByGet(session, key, address, signal)
    throw error
  }
}

function headOrThrow(session: Session, key: string, address: Address, signal?: AbortSignal): Promise<StoredObject> {
  return session.request(
    { doing: 'Looking for', ...address },
    async (client, attempt) => {
      const output = await client.send(new HeadObjectCommand({ Bucket: address.bucket, Key: address.key }), { abortSignal: attempt.signal })
      const { ContentLength: size, LastModified: lastModified, ETag: etag = '' } = output
      if (size === undefined || lastModified === undefined) throw new BrokenAnswer('the answer tells no size or no date')
      return { key, size, lastModified, etag }
    },
    { signal },
  )
}

async function askByGet(session: Session, key: string, address: Address, signal?: AbortSignal): Promise<StoredObject | undefined> {
  try {
    return await session.request(
      { doing: 'Looking for', ...address },
      async (client, attempt) => {
        const output = await client.send(new GetObjectCommand({ Bucket: address.bucket, Key: address.key }), {
          abortSignal: attempt.signal,
        })
        return withoutBody(key, output)
      },
      { signal },
    )
  } catch (error) {
    if (!isAbsence(error, session)) throw error
    if (failedBy(error, 'no-object')) session.seenBuckets.add(address.bucket)
    return undefined
  }
}

function withoutBody(key: string, output: GetObjectCommandOutput): StoredObject {
  // Closing the connection is cheaper than reading a body of any size.
  ;(output.Body as Readable).destroy()
  const { ContentLength: size, LastModified: lastModified, ETag: etag = '' } = output
  if (size === undefined || lastModified === undefined) throw new BrokenAnswer('the answer tells no size or no date')
  return { key, size, lastModified, etag }
}
