import {
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandOutput,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

import { LarderError, messageOf } from '../../errors.ts'
import type { PutOptions, StoredObject } from '../object-store.ts'
import { abortUpload } from './abandoned.ts'
import type { Address } from './address.ts'
import { failedBy, nameOf } from './errors.ts'
import { headObject } from './head.ts'
import { creatingBucket } from './put.ts'
import type { RequestOptions, Session } from './session.ts'
import { SentParts } from './sent-parts.ts'
import { type StreamSource, streamSource } from './stream-source.ts'
import { writeSettings } from './write-settings.ts'

const maxParts = 10_000

/**
 * Puts a stream of unknown length: in one request if it fits a part, else in parts. Nothing is visible before the end of `chunks`.
 * When it fails, the requests in flight have ended and the parts are removed before the reason is thrown.
 */
export async function uploadStream(
  session: Session,
  address: Address,
  chunks: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<{ size: number }> {
  options.signal?.throwIfAborted()
  const progress = startedUpload(session, address, options)
  const source = streamSource(stopping(chunks, progress.stop), {
    partSize: session.tuning.partSize,
    signal: progress.stop.signal,
    maxBytes: maxParts * session.tuning.partSize,
  })
  const forward = (): void => {
    progress.stop.abort(options.signal?.reason)
  }
  options.signal?.addEventListener('abort', forward, { once: true })
  try {
    await sdkUpload(progress, source).done()
    if (progress.isCompleted) await checkPublished(progress, source.size())
    return { size: source.size() }
  } catch (error) {
    await removeParts(progress)
    // The first to fail stopped all others, and its reason is the one that counts.
    throw progress.stop.signal.aborted ? progress.stop.signal.reason : error
  } finally {
    options.signal?.removeEventListener('abort', forward)
  }
}

interface Progress {
  readonly session: Session
  readonly address: Address
  readonly options: PutOptions
  /** Ends the stream and the parts in flight. */
  readonly stop: AbortController
  /** Of the upload in parts, once there is one. */
  id: string | undefined
  isCompleted: boolean
  /** As the answer to the completion tells it. */
  etag: string | undefined
  /** By the store's clock. */
  begunAt: Date | undefined
  readonly parts: SentParts
}

function startedUpload(session: Session, address: Address, options: PutOptions): Progress {
  return {
    session,
    address,
    options,
    stop: new AbortController(),
    id: undefined,
    isCompleted: false,
    etag: undefined,
    begunAt: undefined,
    parts: new SentParts(session.tuning.partSize),
  }
}

// Else parts that nobody needs any more would be sent to their end.
async function* stopping(chunks: AsyncIterable<Uint8Array>, stop: AbortController): AsyncIterable<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    stop.abort(error)
    throw error
  }
}

function sdkUpload(progress: Progress, source: StreamSource): Upload {
  const { session, address, options } = progress
  return new Upload({
    client: tryingClient(progress, source),
    params: {
      Bucket: address.bucket,
      Key: address.key,
      Body: source.stream,
      ...(options.contentType === undefined ? {} : { ContentType: options.contentType }),
      ...writeSettings(session.config),
    },
    partSize: session.tuning.partSize,
    queueSize: session.tuning.partsAtOnce,
    // It would abort once, while parts may be on their way, and throw the error of the abort in place of the reason.
    leavePartsOnError: true,
  })
}

type Command = Parameters<S3Client['send']>[0]

/** A client for the uploader of the SDK that sends every request by our own rules. */
function tryingClient(progress: Progress, source: StreamSource): S3Client {
  const { session, address, options, stop } = progress
  const send = async (command: Command): Promise<unknown> => {
    try {
      return await creatingBucket(session, address.bucket, options.signal, () => sendCommand(progress, command, source))
    } catch (error) {
      if (!stop.signal.aborted) stop.abort(error)
      throw error
    }
  }
  return Object.create(session.client(), { send: { value: send } }) as S3Client
}

async function sendCommand(progress: Progress, command: Command, source: StreamSource): Promise<unknown> {
  const { session, address, options, stop } = progress
  const body = (command.input as { readonly Body?: unknown }).Body
  if (options.checksummed === true && body instanceof Uint8Array) session.unsignedBodies.add(body)
  const request = (requestOptions: RequestOptions): Promise<unknown> =>
    session.request(
      { doing: 'Writing', ...address },
      (client, attempt) => client.send(command as PutObjectCommand, { abortSignal: attempt.signal }),
      requestOptions,
    )

  if (command instanceof CompleteMultipartUploadCommand) return complete(progress, () => request({ silent: true }), source.size())
  const bytes = body instanceof Uint8Array ? body.length : 0
  if (command instanceof UploadPartCommand) {
    const { PartNumber = 0 } = command.input
    progress.parts.begin(PartNumber)
    const output = await request({ signal: stop.signal, bytes, grace: session.tuning.partGrace })
    progress.parts.end(PartNumber, body)
    return output
  }
  // Cut off, a put may have been carried out or not, and an upload may have begun whose id nobody knows: both are let finish.
  const output = await request({ signal: stop.signal, bytes, grace: Infinity })
  if (command instanceof CreateMultipartUploadCommand) {
    progress.id = (output as CreateMultipartUploadCommandOutput).UploadId
    progress.begunAt = session.clock.now()
  }
  return output
}

// From here on the signal has no say: the object is being published.
async function complete(progress: Progress, send: () => Promise<unknown>, size: number): Promise<unknown> {
  progress.stop.signal.throwIfAborted()
  try {
    progress.etag = ((await send()) as CompleteMultipartUploadCommandOutput).ETag
  } catch (error) {
    // The upload is also missing if an earlier try succeeded and its answer was lost.
    const isGone = failedBy(error, 'no-upload', 'no-object')
    if (!isGone || (await publishedSince(progress))?.size !== size) throw error
  }
  progress.isCompleted = true
  return {}
}

/** The object, if it is no older than our upload: ours, or that of a job that finished the same object after us. */
async function publishedSince({ session, address, begunAt }: Progress): Promise<StoredObject | undefined> {
  const object = await headObject(session, address.key, address)
  // Dates of objects have whole seconds, and the clock was read when the answer came.
  const notBefore = (begunAt?.getTime() ?? 0) - 2_000
  return object !== undefined && object.lastModified.getTime() >= notBefore ? object : undefined
}

// The answer to a completion is no proof: Ceph leaves its ETag empty, and S3 may say 200 before it has failed.
async function checkPublished(progress: Progress, size: number): Promise<void> {
  const object = await publishedSince(progress)
  const isOurs = object?.etag === progress.etag
  if (object?.size === size || (object !== undefined && !isOurs)) return
  const found = object === undefined ? 'it is not there' : `it has ${object.size} bytes instead of ${size}`
  const { address, session } = progress
  throw new LarderError('STORAGE_FAILED', `${nameOf(address, session.site)} was uploaded, but ${found}.`, {
    hint: 'The store said that it had kept the object. Look into its logs.',
  })
}

async function removeParts({ session, address, id, isCompleted }: Progress): Promise<void> {
  if (id === undefined || isCompleted) return
  try {
    await abortUpload(session, address, id)
  } catch (error) {
    session.warn(`Parts of an unfinished upload may be left in the store: ${messageOf(error)}`)
  }
}
