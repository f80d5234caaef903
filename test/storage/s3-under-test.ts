import { CreateMultipartUploadCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3'
import { randomBytes } from 'node:crypto'
import type { S3Server } from '../servers/server.ts'
import type { StoreUnderTest } from './conformance.ts'
import { openS3, s3ConfigFor } from './s3-config.ts'

// The least that S3 takes for a part that is not the last.
const partSize = 5 * 1024 * 1024

/** A store in a new bucket of a server, and one in a bucket that does not exist. */
export async function s3UnderTest(
  server: Omit<S3Server, 'stop'>,
  abilities: Pick<StoreUnderTest, 'nests' | 'sortsEveryScript'> & { readonly listsUploads: boolean },
): Promise<StoreUnderTest> {
  const bucket = newBucket()
  const open = async (name: string, createBucket = true) =>
    (await openS3(s3ConfigFor(server, { bucket: name, createBucket }), { tuning: { partSize, baseDelay: 20, abortDelay: 20 } })).store
  return {
    ...abilities,
    store: await open(bucket),
    empty: await open(newBucket()),
    missing: await open(newBucket(), false),
    partSize,
    ...(abilities.listsUploads ? { abandonUpload: (key: string) => abandonUpload(server, bucket, key) } : {}),
  }
}

function newBucket(): string {
  return `larder-${randomBytes(6).toString('hex')}`
}

async function abandonUpload(server: Omit<S3Server, 'stop'>, bucket: string, key: string): Promise<void> {
  const client = new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    forcePathStyle: true,
    credentials: { accessKeyId: server.accessKey, secretAccessKey: server.secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }))
  await client.send(new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber: 1, Body: 'half an archi' }))
  client.destroy()
}
