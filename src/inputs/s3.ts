import type { CredentialsConfig, S3Config } from './config.ts'
import type { S3Address } from './endpoint.ts'
import { amazon, parseEndpoint } from './endpoint.ts'
import type { Reading } from './reading.ts'

/** Where S3 is, put together from `store`, `endpoint` and `bucket`; disagreements among them are mistakes. */
export function s3AddressOf(reading: Reading, store: S3Address | undefined): S3Address {
  const server = endpointOf(reading)
  const place = store ? onServer(store, server) : server
  if (place.bucket !== undefined && !bucketName.test(place.bucket)) {
    complain(reading, [store ? 'store' : 'endpoint'], `in its address ${expectedBucket}, got ${reading.quote(place.bucket)}`)
  }
  const bucket = bucketOf(reading)
  if (bucket === undefined || bucket === place.bucket) return place
  if (store)
    reading.notices.push(
      `${reading.called('bucket')} is not used: ${reading.called('store')} names bucket ${reading.quote(place.bucket ?? '')}.`,
    )
  else if (place.bucket === undefined) return { ...place, bucket }
  else
    complain(reading, ['endpoint', 'bucket'], `the same bucket, got ${reading.quote(place.bucket ?? '')} and ${reading.quoted('bucket')}`)
  return place
}

function endpointOf(reading: Reading): S3Address {
  const written = reading.values.endpoint
  if (written === undefined) return amazon
  const parsed = parseEndpoint(written)
  if ('wrong' in parsed) {
    complain(reading, ['endpoint'], `${parsed.wrong}, got ${reading.quoted('endpoint')}`)
    return amazon
  }
  const { guessedScheme } = parsed.address
  if (guessedScheme) reading.notices.push(`${reading.called('endpoint')} does not say http:// or https://; taken as ${guessedScheme}://.`)
  return parsed.address
}

/** A `store` that names no server is on the one that `endpoint` names. */
function onServer(store: S3Address, server: S3Address): S3Address {
  if (!store.serverOpen) return store
  const { bucket, prefix, region = server.region } = store
  return { ...server, ...(bucket && { bucket }), prefix, ...(region && { region }) }
}

/** What some server takes: Amazon before 2018 capitals and underscores, Ceph the tenant and a colon before the name. */
const bucketName = /^[A-Za-z0-9._:-]+$/
const expectedBucket = 'the name of a bucket: letters, digits, dots and dashes'

function bucketOf(reading: Reading): string | undefined {
  const { bucket } = reading.values
  if (bucket === undefined || bucketName.test(bucket) || bucket.startsWith('arn:')) return bucket
  const expected = bucket.includes('/') ? 'the name of a bucket alone, with its prefix in `root`' : expectedBucket
  complain(reading, ['bucket'], `${expected}, got ${reading.quoted('bucket')}`)
  return bucket
}

/** Everything a store needs to know of S3. */
export function s3ConfigOf(
  reading: Reading,
  address: S3Address,
  credentials: CredentialsConfig,
  caCertificate: string | undefined,
): S3Config {
  const { values } = reading
  const { bucket } = address
  const isOwnServer = !address.amazon
  return {
    kind: 's3',
    endpoint: address.endpoint,
    region: regionOf(reading, address),
    bucket,
    pathStyle: values['path-style'] ?? address.pathStyle,
    ...hostVariantsOf(reading, address),
    createBucket: values['create-bucket'] ?? (isOwnServer && bucket === undefined),
    credentials,
    caCertificate,
    skipVerify: values['skip-verify'],
    // The default anyway, and buckets that enforce their owner refuse any ACL; Harness always sends this one.
    acl: values.acl === 'private' ? undefined : values.acl,
    encryption: encryptionOf(reading),
    storageClass: storageClassOf(reading),
  }
}

/** Regions that the machine has for every AWS tool give way to the one in the address. */
const machineVariables = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION'])

function regionOf(reading: Reading, address: S3Address): string {
  const written = reading.values.region
  const isMachines = machineVariables.has(reading.origin('region') ?? '')
  if (
    written !== undefined &&
    address.region !== undefined &&
    written !== address.region &&
    !isMachines &&
    reading.origin('store') === undefined
  ) {
    complain(reading, ['endpoint', 'region'], `the same region, got ${reading.quote(address.region)} and ${reading.quoted('region')}`)
  }
  return address.region ?? written ?? 'us-east-1'
}

function hostVariantsOf(reading: Reading, address: S3Address): Pick<S3Config, 'dualStack' | 'accelerate'> {
  const { dualStack, accelerate } = address
  const written = reading.values['accelerated-endpoint']
  if (written === undefined) return { dualStack, accelerate }
  if (!address.amazon || address.endpoint !== undefined) {
    reading.notices.push(`${reading.called('accelerated-endpoint')} is not used: only Amazon S3 itself accelerates.`)
    return { dualStack, accelerate }
  }
  const name = /^(?:https:\/\/)?s3-accelerate\.(?<dualStack>dualstack\.)?amazonaws\.com\/?$/.exec(written)
  if (!name) {
    const expected = 's3-accelerate.amazonaws.com or s3-accelerate.dualstack.amazonaws.com'
    complain(reading, ['accelerated-endpoint'], `${expected}, got ${reading.quoted('accelerated-endpoint')}`)
  }
  if (address.bucket?.includes('.'))
    complain(reading, ['accelerated-endpoint'], `a bucket without dots, got ${reading.quote(address.bucket)}`)
  return { dualStack: dualStack || name?.groups?.['dualStack'] !== undefined, accelerate: true }
}

function encryptionOf(reading: Reading): S3Config['encryption'] {
  const algorithm = reading.values.encryption
  const keyId = reading.values['kms-key-id']
  if (algorithm === undefined && keyId === undefined) return undefined
  if (algorithm === 'AES256' && keyId !== undefined)
    complain(reading, ['encryption', 'kms-key-id'], 'aws:kms when a key is named, got AES256')
  return { algorithm: algorithm ?? 'aws:kms', keyId }
}

function storageClassOf(reading: Reading): string | undefined {
  const written = reading.values['storage-class']
  if (written === 'GLACIER' || written === 'DEEP_ARCHIVE') {
    complain(reading, ['storage-class'], `a class that can be read at once, got ${reading.quoted('storage-class')}`)
  }
  return written
}

function complain(reading: Reading, names: readonly Parameters<Reading['called']>[0][], expectedAndGot: string): void {
  reading.mistakes.push(`${names.map((name) => reading.called(name)).join(', ')}: expected ${expectedAndGot}`)
}
