import { CreateBucketCommand, DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import type { S3Server } from '../../test/servers/server.ts'

/** The bucket that everybody shares. */
export interface Bucket {
  readonly name: string
  /** Bytes of all objects below a prefix. */
  sizeOf(prefix: string): Promise<number>
  empty(prefix: string): Promise<void>
  close(): void
}

export async function createBucket({ endpoint, region, accessKey, secretKey }: S3Server, name: string): Promise<Bucket> {
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  })
  await client.send(new CreateBucketCommand({ Bucket: name }))
  const pages = (prefix: string) => paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix })
  return {
    name,
    async sizeOf(prefix) {
      let bytes = 0
      for await (const { Contents: objects = [] } of pages(prefix)) for (const { Size = 0 } of objects) bytes += Size
      return bytes
    },
    async empty(prefix) {
      for await (const { Contents: objects = [] } of pages(prefix)) {
        if (objects.length > 0)
          await client.send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects: objects.map(({ Key }) => ({ Key })) } }))
      }
    },
    close: () => client.destroy(),
  }
}
