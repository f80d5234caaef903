import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { ObjectStore } from '../../../src/storage/object-store.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { S3Server } from '../../servers/server.ts'
import { openS3, s3ConfigFor } from '../../storage/s3-config.ts'
import type { Variables } from './hosts.ts'

/** A store of its own for one tour. */
export interface TourStore {
  /** Settings that name it, as a user sets them. */
  readonly variables: Variables
  /** Looks at it past the program. */
  readonly objects: ObjectStore
}

export async function directoryOfCaches(directory: string): Promise<TourStore> {
  const objects = await openStore({ kind: 'directory', directory }, { concurrency: 4, env: {}, warn: failOnWarning })
  return { variables: { LARDER_STORE: `file://${path.resolve(directory)}` }, objects }
}

type Server = Omit<S3Server, 'stop'>

/** `endpoint` is where the program finds the server, if not where it is. */
export async function bucketOfCaches(server: Server, { endpoint = server.endpoint } = {}): Promise<TourStore & { bucket: string }> {
  const bucket = `tour-${randomBytes(6).toString('hex')}`
  await makeBucket(server, bucket)
  return {
    bucket,
    variables: {
      LARDER_BUCKET: bucket,
      LARDER_ENDPOINT: endpoint,
      LARDER_ACCESS_KEY: server.accessKey,
      LARDER_SECRET_KEY: server.secretKey,
    },
    objects: await bucketObjects(server, bucket),
  }
}

export async function makeBucket(server: Server, bucket: string): Promise<void> {
  using client = clientOf(server)
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
}

export async function bucketObjects(server: Server, bucket: string): Promise<ObjectStore & Disposable> {
  const { store } = await openS3(s3ConfigFor(server, { bucket }))
  return Object.assign(store, { [Symbol.dispose]: () => store.close() })
}

/** How many uploads of an object were begun and not ended. */
export async function unfinishedUploads(server: Server, bucket: string, key: string): Promise<number> {
  using client = clientOf(server)
  // MinIO lists them for whole keys only.
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }))
  return Uploads.length
}

function clientOf({ endpoint, region, accessKey, secretKey }: Server): S3Client & Disposable {
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() })
}

/** Names of all objects, except segments. */
export async function cachesIn(objects: ObjectStore, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of objects.list(prefix)) if (!key.includes('.segments/')) keys.push(key)
  return keys
}

function failOnWarning(message: string): void {
  throw new Error(message)
}
