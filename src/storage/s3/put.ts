import { CopyObjectCommand, CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'

import type { PutOptions } from '../object-store.ts'
import type { Address } from './address.ts'
import { failedBy } from './errors.ts'
import type { Session } from './session.ts'
import { writeSettings } from './write-settings.ts'

/** Puts an object in one request. */
export function putObject(session: Session, address: Address, body: Uint8Array, options: PutOptions): Promise<void> {
  const { contentType, checksummed = false, signal } = options
  // A view of its own: it marks this body, and the SDK copies anything that is not a Buffer.
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (checksummed) session.unsignedBodies.add(bytes)
  const input = {
    Bucket: address.bucket,
    Key: address.key,
    Body: bytes,
    ContentLength: bytes.length,
    ...(contentType === undefined ? {} : { ContentType: contentType }),
    ...writeSettings(session.config),
  }
  return creatingBucket(session, address.bucket, signal, async () => {
    await session.request(
      { doing: 'Writing', ...address },
      (client, attempt) => client.send(new PutObjectCommand(input), { abortSignal: attempt.signal }),
      { signal, bytes: bytes.length },
    )
  })
}

/** Copies an object within the store, without its bytes coming here; false if there is nothing to copy. At most 5 GiB. */
export async function copyObject(session: Session, from: Address, to: Address, signal?: AbortSignal): Promise<boolean> {
  const source = [from.bucket, ...from.key.split('/')].map(encodeURIComponent).join('/')
  const input = { Bucket: to.bucket, Key: to.key, CopySource: source, ...writeSettings(session.config) }
  try {
    await session.request(
      { doing: `Copying s3://${from.bucket}/${from.key} to`, ...to },
      (client, attempt) => client.send(new CopyObjectCommand(input), { abortSignal: attempt.signal }),
      { signal, silent: true },
    )
    return true
  } catch (error) {
    if (failedBy(error, 'no-object', 'no-bucket')) return false
    throw error
  }
}

/** Runs `write`; if the bucket is missing and the settings allow it, creates the bucket and runs `write` again. */
export async function creatingBucket<T>(
  session: Session,
  bucket: string,
  signal: AbortSignal | undefined,
  write: () => Promise<T>,
): Promise<T> {
  const written = await write().catch(async (error: unknown) => {
    if (!session.config.createBucket || !failedBy(error, 'no-bucket')) throw error
    await createBucket(session, bucket, signal)
    return write()
  })
  session.seenBuckets.add(bucket)
  return written
}

async function createBucket(session: Session, bucket: string, signal: AbortSignal | undefined): Promise<void> {
  const isAws = session.config.endpoint === undefined
  try {
    await session.request(
      { doing: 'Creating the bucket', bucket },
      (client, attempt) =>
        client.send(isAws ? new CreateBucketCommand({ Bucket: bucket }) : withoutRegion(bucket), { abortSignal: attempt.signal }),
      { signal },
    )
  } catch (error) {
    // Another job created it at the same moment.
    if (!failedBy(error, 'bucket-exists')) throw error
  }
}

// The SDK tells the region of the bucket unless it is the first one. AWS wants that; a server of one's own takes any region in a signature,
// but refuses to create a bucket in one that it has no name for (Ceph: InvalidLocationConstraint).
function withoutRegion(bucket: string): CreateBucketCommand {
  const command = new CreateBucketCommand({ Bucket: bucket })
  command.middlewareStack.add((next) => (args) => next({ ...args, input: { Bucket: bucket } }), { step: 'initialize', priority: 'low' })
  return command
}
