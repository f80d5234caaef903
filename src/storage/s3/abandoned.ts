import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3'
import { setTimeout as sleep } from 'node:timers/promises'

import { hasCode, LarderError } from '../../errors.ts'
import type { AbandonedUpload } from '../object-store.ts'
import type { Address } from './address.ts'
import { failedBy, nameOf } from './errors.ts'
import type { Session } from './session.ts'

/** Uploads begun below a prefix and not ended; none where the server cannot list them, or
 * does not allow it, of which the store warns. MinIO lists them for whole keys only. */
export async function* listUploads(
  session: Session,
  { bucket, key: prefix }: Address,
  signal?: AbortSignal,
): AsyncIterable<AbandonedUpload> {
  let at: { readonly key: string; readonly id: string } | undefined
  do {
    const page = await fetchUploads(session, { bucket, prefix, at }, signal)
    if (page === undefined) return
    yield* uploadsOf(page, prefix)
    at = nextOf(page, at)
  } while (at !== undefined)
}

interface Question {
  readonly bucket: string
  readonly prefix: string
  readonly at: { readonly key: string; readonly id: string } | undefined
}

async function fetchUploads(
  session: Session,
  { bucket, prefix, at }: Question,
  signal?: AbortSignal,
): Promise<ListMultipartUploadsCommandOutput | undefined> {
  const input = { Bucket: bucket, Prefix: prefix, ...(at === undefined ? {} : { KeyMarker: at.key, UploadIdMarker: at.id }) }
  try {
    return await session.request(
      { doing: 'Listing the unfinished uploads of', bucket, key: prefix },
      (client, attempt) => client.send(new ListMultipartUploadsCommand(input), { abortSignal: attempt.signal }),
      { signal },
    )
  } catch (error) {
    if (failedBy(error, 'unsupported', 'no-bucket', 'no-object')) return undefined
    if (hasCode(error, 'STORAGE_DENIED'))
      return warnOfDenial(session, bucket, 's3:ListBucketMultipartUploads', 'Unfinished uploads were not looked for')
    throw error
  }
}

function uploadsOf(page: ListMultipartUploadsCommandOutput, prefix: string): AbandonedUpload[] {
  return (page.Uploads ?? []).flatMap(({ Key: key, UploadId: id, Initiated: startedAt }) => {
    const isKnown = key !== undefined && id !== undefined && startedAt !== undefined
    return isKnown && key.startsWith(prefix) ? [{ key, id, startedAt }] : []
  })
}

function nextOf(page: ListMultipartUploadsCommandOutput, at: Question['at']): Question['at'] {
  const { IsTruncated: isTruncated = false, NextKeyMarker: key, NextUploadIdMarker: id = '' } = page
  if (!isTruncated || key === undefined || key === '') return undefined
  return key === at?.key && id === at.id ? undefined : { key, id }
}

/**
 * Ends an upload and waits until none of its parts is left: a part that was on its way while the upload was aborted is stored after it, and
 * then only another abort removes it.
 */
export async function abortUpload(session: Session, address: Address, id: string): Promise<void> {
  const { tuning } = session
  for (let tries = 0; tries < tuning.tries; tries++) {
    await sendAbort(session, address, id)
    if (await isGone(session, address, id)) return
    await sleep(tuning.abortDelay * 2 ** tries)
  }
  throw new LarderError('STORAGE_FAILED', `The unfinished upload of ${nameOf(address, session.site)} could not be removed.`, {
    hint: 'A flush tries again once the upload is old enough.',
  })
}

async function sendAbort(session: Session, address: Address, id: string): Promise<void> {
  const input = { Bucket: address.bucket, Key: address.key, UploadId: id }
  try {
    await session.request({ doing: 'Ending the upload of', ...address }, (client, attempt) =>
      client.send(new AbortMultipartUploadCommand(input), { abortSignal: attempt.signal }),
    )
  } catch (error) {
    if (!saysGone(error)) throw error
  }
}

async function isGone(session: Session, address: Address, id: string): Promise<boolean> {
  const input = { Bucket: address.bucket, Key: address.key, UploadId: id, MaxParts: 1 }
  try {
    return await session.request({ doing: 'Listing the parts of', ...address }, async (client, attempt) => {
      const output = await client.send(new ListPartsCommand(input), { abortSignal: attempt.signal })
      return output.UploadId === undefined
    })
  } catch (error) {
    // A server that cannot list parts leaves only its word that the abort succeeded.
    if (saysGone(error) || failedBy(error, 'unsupported')) return true
    if (hasCode(error, 'STORAGE_DENIED')) {
      warnOfDenial(session, address.bucket, 's3:ListMultipartUploadParts', 'Parts of ended uploads were not looked for')
      return true
    }
    throw error
  }
}

// Ceph 16 says NoSuchKey.
function saysGone(error: unknown): boolean {
  return failedBy(error, 'no-upload', 'no-object', 'no-bucket')
}

const warned = new WeakMap<Session, Set<string>>()

/** Once for each right, because a flush may end hundreds of uploads. What was asked for is done without it, so nothing fails. */
function warnOfDenial(session: Session, bucket: string, right: string, consequence: string): undefined {
  const told = warned.get(session) ?? new Set()
  if (told.has(right)) return
  warned.set(session, told.add(right))
  session.warn(`${consequence}: access was denied. Allow ${right} on the bucket "${bucket}".`)
}
