import { flag, oneOf, text } from '../kinds.ts'
import type { Setting } from '../setting.ts'

const cannedAcls = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
] as const

/** The store that holds the caches. */
export const storageSettings = {
  store: {
    kind: text,
    doc: 'The whole address in one: `s3://bucket/prefix?endpoint=https://host&region=name`, or `file:///directory`.',
  },
  backend: {
    kind: oneOf(['s3', 'filesystem'], { directory: 'filesystem' }),
    doc: 'Which kind of store to use when both are named.',
    defaultDoc: 'the one whose settings are given',
  },
  directory: {
    kind: text,
    doc: 'A directory that holds the caches, in place of S3.',
    defaultDoc: '`/tmp/cache` with `backend: filesystem`; on a terminal without any storage, the cache folder of the user',
    drone: ['DIRECTORY', 'FILESYSTEM_CACHE_ROOT'],
    env: ['FILESYSTEM_CACHE_ROOT'],
  },
  bucket: {
    kind: text,
    doc: 'The bucket that holds the caches.',
    defaultDoc:
      'the one named by `store` or `endpoint`; in the plugin the first component of root and path, lower-cased, as in drone-s3-cache',
    env: ['CACHE_S3_BUCKET', 'S3_BUCKET'],
  },
  endpoint: {
    kind: text,
    doc: 'The address of an S3 server, with or without a bucket: `https://host`, `https://host/bucket/prefix`, `s3://bucket/prefix`.',
    defaultDoc: 'Amazon S3',
    drone: ['SERVER', 'ENDPOINT'],
    env: ['CACHE_S3_ENDPOINT', 'CACHE_S3_SERVER', 'S3_ENDPOINT', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  },
  'accelerated-endpoint': {
    kind: text,
    doc: 'Use Amazon S3 Transfer Acceleration: `s3-accelerate.amazonaws.com` or its dualstack name.',
    env: ['CACHE_S3_ACCELERATED_ENDPOINT'],
  },
  region: {
    kind: text,
    doc: 'The region of the bucket.',
    defaultDoc: 'the one in `endpoint`, else `us-east-1`',
    env: ['CACHE_S3_REGION', 'S3_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION'],
  },
  'path-style': {
    kind: flag,
    doc: 'Put the bucket into the path of the URL instead of its host name.',
    defaultDoc: '`true` for servers other than Amazon S3',
    env: ['S3_PATH_STYLE', 'AWS_PLUGIN_PATH_STYLE'],
  },
  'create-bucket': {
    kind: flag,
    doc: 'A rebuild creates a bucket that does not exist.',
    defaultDoc: '`true` for servers other than Amazon S3 when no bucket is named',
    modes: ['rebuild'],
  },
  acl: {
    kind: oneOf(cannedAcls),
    doc: 'The access control list of new objects; `private` is how S3 makes them anyway and is not sent.',
    modes: ['rebuild'],
    env: ['AWS_ACL'],
  },
  encryption: {
    kind: oneOf(['AES256', 'aws:kms', 'aws:kms:dsse']),
    doc: 'Server-side encryption of new objects.',
    defaultDoc: 'that of the bucket, or `aws:kms` with a `kms-key-id`',
    modes: ['rebuild'],
    env: ['AWS_ENCRYPTION'],
  },
  'kms-key-id': { kind: text, doc: 'The KMS key for `encryption`.', modes: ['rebuild'], drone: ['KMS_KEY_ID', 'ENCRYPTION_KEY_ID'] },
  'storage-class': { kind: text, doc: 'The storage class of new objects, such as `STANDARD_IA`.', modes: ['rebuild'] },
  'ca-cert': {
    kind: text,
    doc: 'Certificates to trust besides those of the system, as PEM text or the path of a file.',
    env: ['CACHE_S3_CA_CERT'],
  },
  'ca-cert-path': {
    kind: text,
    doc: 'A file of certificates in PEM to trust besides those of the system.',
    env: ['CACHE_S3_CA_CERT_PATH', 'AWS_CA_BUNDLE'],
  },
  'skip-verify': { kind: flag, doc: 'Do not check the certificate of the server.', default: false },
} as const satisfies Record<string, Setting>
