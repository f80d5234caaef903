import { DeleteObjectCommand, HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'

import { LarderError } from '../../errors.ts'
import type { S3Config } from '../../inputs/config.ts'
import type { AbandonedUpload, ObjectStore, StoredObject } from '../object-store.ts'
import type { OpenOptions } from '../open-options.ts'
import { abortUpload, listUploads } from './abandoned.ts'
import { type Address, addressing } from './address.ts'
import { failedBy } from './errors.ts'
import { getVerified } from './get.ts'
import { headObject } from './head.ts'
import { listObjects } from './list.ts'
import { copyObject, putObject } from './put.ts'
import { openSession, type Session } from './session.ts'
import { uploadStream } from './upload.ts'

/** Objects in Amazon S3, or in anything that speaks its protocol. */
export function s3Store(config: S3Config, options: OpenOptions): ObjectStore {
  const session = openSession(config, options)
  const addresses = addressing(config.bucket)
  return {
    name: `${config.bucket === undefined ? 's3' : `s3://${config.bucket}`} ${session.site.place}`,
    head: async (key, { signal } = {}) => headObject(session, key, addresses.addressOf(key), signal),
    get: async (key, getOptions = {}) => getVerified(session, key, addresses.addressOf(key), getOptions),
    put: async (key, body, putOptions = {}) => putObject(session, addresses.addressOf(key), body, putOptions),
    putStream: async (key, chunks, putOptions = {}) => uploadStream(session, addresses.addressOf(key), chunks, putOptions),
    copy: async (from, to, { signal } = {}) => copyObject(session, addresses.addressOf(from), addresses.addressOf(to), signal),
    remove: async (key, { signal } = {}) => removeObject(session, addresses.addressOf(key), signal),
    async *list(prefix, { signal } = {}): AsyncIterable<StoredObject> {
      const { front, ...place } = addresses.listingOf(prefix)
      for await (const object of listObjects(session, place, signal)) yield { ...object, key: front + object.key }
    },
    async *abandonedUploads(prefix, { signal } = {}): AsyncIterable<AbandonedUpload> {
      const { front, ...place } = addresses.listingOf(prefix)
      for await (const upload of listUploads(session, place, signal)) yield { ...upload, key: front + upload.key }
    },
    abortUpload: async (upload) => abortUpload(session, addresses.addressOf(upload.key), upload.id),
    now: async ({ signal } = {}) => storeTime(session, signal),
    close: () => {
      session.close()
    },
  }
}

// One at a time: DeleteObjects wants a Content-MD5 in many stores, which the SDK no longer sends, and hides failures in a success.
async function removeObject(session: Session, address: Address, signal?: AbortSignal): Promise<void> {
  const input = { Bucket: address.bucket, Key: address.key }
  try {
    await session.request(
      { doing: 'Removing', ...address },
      (client, attempt) => client.send(new DeleteObjectCommand(input), { abortSignal: attempt.signal }),
      { signal },
    )
  } catch (error) {
    if (!failedBy(error, 'no-object', 'no-bucket')) throw error
  }
}

async function storeTime(session: Session, signal?: AbortSignal): Promise<Date> {
  const { clock } = session
  if (clock.now() === undefined) await askAnything(session, signal)
  const now = clock.now()
  if (now === undefined) {
    throw new LarderError('STORAGE_FAILED', `The server ${session.site.place} does not tell the time: its answers have no Date header.`)
  }
  return now
}

// Every answer has a date, a refusal too.
async function askAnything(session: Session, signal?: AbortSignal): Promise<void> {
  const { bucket } = session.config
  try {
    await session.request(
      { doing: 'Asking for the time of', bucket: bucket ?? '' },
      async (client, attempt) => {
        const options = { abortSignal: attempt.signal }
        await (bucket === undefined
          ? client.send(new ListBucketsCommand({}), options)
          : client.send(new HeadBucketCommand({ Bucket: bucket }), options))
      },
      { signal },
    )
  } catch (error) {
    if (session.clock.now() === undefined) throw error
  }
}
