import type { Readable } from 'node:stream'

import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3'

import { LarderError } from '../../errors.ts'
import type { GetOptions, StoredObject } from '../object-store.ts'
import type { Address } from './address.ts'
import { readBody } from './body.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { failedBy, nameOf } from './errors.ts'
import { timeFor } from './patience.ts'
import { isAbsence, type Session } from './session.ts'

export interface Got {
  readonly object: StoredObject
  readonly body: Uint8Array<ArrayBuffer>
}

type Range = NonNullable<GetOptions['range']>

/**
 * Reads an object, or a range of it, whole into memory and checks that it is what was asked for. A body that breaks off is
 * asked for again, which the SDK does not do: for it the request is over once the headers are there.
 */
export async function getVerified(session: Session, key: string, address: Address, options: GetOptions): Promise<Got | undefined> {
  try {
    return await getOrThrow(session, key, address, options)
  } catch (error) {
    if (isAbsence(error, session)) return undefined
    throw error
  }
}

async function getOrThrow(session: Session, key: string, address: Address, options: GetOptions): Promise<Got> {
  const conditions = options.etag === undefined ? {} : { IfMatch: options.etag }
  try {
    return await send(session, key, address, options, conditions)
  } catch (error) {
    // A server that knows no conditions is asked without one; the answer is compared with the wanted version anyway.
    if (options.etag !== undefined && failedBy(error, 'unsupported')) return send(session, key, address, options, {})
    throw error
  }
}

function send(session: Session, key: string, address: Address, options: GetOptions, conditions: { IfMatch?: string }): Promise<Got> {
  const { range, signal } = options
  const input = {
    Bucket: address.bucket,
    Key: address.key,
    ...(range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }),
    ...conditions,
  }
  return session.request(
    { doing: 'Reading', ...address },
    async (client, attempt) => {
      const output = await client.send(new GetObjectCommand(input), { abortSignal: attempt.signal })
      attempt.allow(timeFor({ bytes: output.ContentLength ?? options.maxBytes ?? 0 }, session.tuning))
      return readChecked(output, options, { key, name: nameOf(address, session.site) })
    },
    { signal },
  )
}

interface Wanted {
  readonly key: string
  /** For messages. */
  readonly name: string
}

async function readChecked(output: GetObjectCommandOutput, options: GetOptions, { key, name }: Wanted): Promise<Got> {
  const stream = output.Body as Readable
  try {
    const total = checkedTotal(name, output, options)
    const { LastModified: lastModified, ETag: etag = '' } = output
    if (lastModified === undefined) throw new BrokenAnswer('the answer has no Last-Modified')
    const body = await readBody(stream, output.ContentLength, options.maxBytes)
    return { object: { key, size: total ?? body.length, lastModified, etag }, body }
  } catch (error) {
    // A body that nobody reads would keep its connection for ever.
    stream.destroy()
    throw error
  }
}

/** The size of the whole object, undefined where the answer leaves it to its end. Throws if this is not the answer we want. */
function checkedTotal(name: string, output: GetObjectCommandOutput, { etag, range, maxBytes }: GetOptions): number | undefined {
  const { ContentLength: length, ETag: found } = output
  if (etag !== undefined && found !== undefined && found !== etag) {
    throw new LarderError('OBJECT_CHANGED', `${name} was replaced while it was read.`)
  }
  if (maxBytes !== undefined && length !== undefined && length > maxBytes) {
    throw new LarderError('OBJECT_TOO_LARGE', `${name} has ${length} bytes, and at most ${maxBytes} are read.`)
  }
  return range === undefined ? length : totalOfRange(name, output, range)
}

// Some servers and proxies ignore the range and send everything (200), or cut a range that reaches beyond the end.
function totalOfRange(name: string, output: GetObjectCommandOutput, range: Range): number {
  const wanted = `bytes ${range.first}-${range.last}/`
  const length = range.last - range.first + 1
  const { ContentRange: given, ContentLength, $metadata } = output
  const isRange = $metadata.httpStatusCode === 206 && given?.startsWith(wanted) === true && ContentLength === length
  const total = Number(given?.slice(wanted.length))
  if (!isRange || !(total > range.last)) {
    const got = given ?? `all ${ContentLength ?? ''} bytes`
    throw new LarderError(
      'STORAGE_FAILED',
      `Of ${name} the bytes ${range.first}-${range.last} were asked for, but the server sent ${got}.`,
      {
        hint: 'The store, or a proxy before it, does not answer range requests as S3 does.',
      },
    )
  }
  return total
}
