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

export async function bucketOfCaches(server: Omit<S3Server, 'stop'>): Promise<TourStore> {
  const bucket = `tour-${randomBytes(6).toString('hex')}`
  return {
    variables: {
      LARDER_BUCKET: bucket,
      LARDER_ENDPOINT: server.endpoint,
      LARDER_ACCESS_KEY: server.accessKey,
      LARDER_SECRET_KEY: server.secretKey,
    },
    objects: await bucketObjects(server, bucket),
  }
}

export async function bucketObjects(server: Omit<S3Server, 'stop'>, bucket: string): Promise<ObjectStore> {
  return (await openS3(s3ConfigFor(server, { bucket }))).store
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
