import type { ObjectCannedACL, ServerSideEncryption, StorageClass } from '@aws-sdk/client-s3'

import type { S3Config } from '../../inputs/config.ts'

export interface WriteSettings {
  readonly ACL?: ObjectCannedACL
  readonly ServerSideEncryption?: ServerSideEncryption
  readonly SSEKMSKeyId?: string
  readonly StorageClass?: StorageClass
}

/** What every request that makes an object says about it. Names are passed on as they are: stores know more than the SDK lists. */
export function writeSettings({ acl, encryption, storageClass }: S3Config): WriteSettings {
  return {
    ...(acl === undefined ? {} : { ACL: acl as ObjectCannedACL }),
    ...(encryption === undefined ? {} : { ServerSideEncryption: encryption.algorithm as ServerSideEncryption }),
    ...(encryption?.keyId === undefined ? {} : { SSEKMSKeyId: encryption.keyId }),
    ...(storageClass === undefined ? {} : { StorageClass: storageClass as StorageClass }),
  }
}
