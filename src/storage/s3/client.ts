import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'

import type { S3Config } from '../../inputs/config.ts'
import { credentialProvider } from './credentials.ts'
import type { Transport } from './transport.ts'

/** Bodies whose upload is not covered by the signature of the request. */
export type UnsignedBodies = WeakSet<object>

/** A client of the SDK that sends a request once; trying again is up to the caller. Credentials are looked up afresh. */
export function s3Client(config: S3Config, transport: Transport, unsignedBodies: UnsignedBodies): S3Client {
  const client = new S3Client({
    ...clientConfig(config, transport),
    ...(config.credentials.from === 'anonymous' ? { signer: { sign: (request) => Promise.resolve(request) } } : {}),
  })
  leavePayloadsUnsigned(client, overTls(config), unsignedBodies)
  return client
}

function clientConfig(config: S3Config, transport: Transport): S3ClientConfig {
  const { region } = config
  return {
    region,
    ...(config.endpoint === undefined ? {} : { endpoint: config.endpoint }),
    forcePathStyle: config.pathStyle,
    useDualstackEndpoint: config.dualStack,
    useAccelerateEndpoint: config.accelerate,
    credentials: credentialProvider(config.credentials, { region, requestHandler: transport.toTokenService }),
    requestHandler: transport.toStore,
    maxAttempts: 1,
    // The checksum trailers that are the default break R2, B2, OSS, Ceph 16 and Swift. Ceph and MinIO have sent the checksum
    // of the whole object with a range. Content is checked by hashes of ours.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // With it every PUT of 2 MiB and more opens a connection of its own, and waits 6 s where the server does not answer 100.
    expectContinueHeader: false,
    // Only AWS names the region of a bucket in a way that can be followed.
    followRegionRedirects: config.endpoint === undefined,
  }
}

/**
 * Signing a payload means to hash it here and again in the server: 0.6 ms of CPU for each MB on either side. Where TLS protects the
 * bytes on their way, or their reader checks them by a hash of its own, the request is signed without its payload.
 */
function leavePayloadsUnsigned(client: S3Client, all: boolean, bodies: UnsignedBodies): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const body = (args.input as { readonly Body?: unknown }).Body
      const unsigned = body instanceof Uint8Array && (all || bodies.has(body))
      if (unsigned) (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
      return next(args)
    },
    { name: 'leavePayloadsUnsigned', step: 'build' },
  )
}

function overTls(config: S3Config): boolean {
  return config.endpoint === undefined || config.endpoint.startsWith('https:')
}
