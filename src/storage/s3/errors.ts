import { LarderError } from '../../errors.ts'
import type { Failure, FailureKind } from './failure.ts'

/** What a request was about, for its errors. */
export interface Subject {
  /** `Reading`, `Writing`, ...: begins the sentence. */
  readonly doing: string
  readonly bucket: string
  readonly key?: string
}

/** Where the store is, for its errors. */
export interface Site {
  /** `at http://minio:9000`, or `in eu-west-1` on AWS. */
  readonly place: string
  readonly region: string
}

/** A request whose failure is final. The code is one of the contract; the kind is for decisions of the store. */
export class RequestFailed extends LarderError {
  readonly kind: FailureKind

  constructor(kind: FailureKind, { code, problem, hint }: Verdict, what: string) {
    super(code, `${what}: ${problem}.`, hint === undefined ? {} : { hint })
    this.kind = kind
  }
}

/** True for a {@link RequestFailed} of one of these kinds. */
export function failedBy(error: unknown, ...kinds: readonly FailureKind[]): boolean {
  return error instanceof RequestFailed && kinds.includes(error.kind)
}

/**
 * Says what failed, where and what to do. The original is left out, and only its message is repeated: errors of the SDK hold the
 * access key, the string to sign and the whole answer.
 */
export function requestFailed(failure: Failure, subject: Subject, site: Site): RequestFailed {
  return new RequestFailed(failure.kind, verdict(failure, subject, site), `${subject.doing} ${nameOf(subject, site)}`)
}

/** `s3://bucket/key at http://minio:9000` */
export function nameOf({ bucket, key }: Pick<Subject, 'bucket' | 'key'>, { place }: Site): string {
  return `s3://${bucket}${key === undefined ? '' : `/${key}`} ${place}`
}

interface Verdict {
  readonly code: string
  readonly problem: string
  readonly hint?: string
}

function verdict(failure: Failure, subject: Subject, site: Site): Verdict {
  const { text } = failure
  switch (failure.kind) {
    case 'no-object':
      return { code: 'STORAGE_FAILED', problem: 'there is no such object' }
    case 'no-bucket':
      return {
        code: 'BUCKET_MISSING',
        problem: `the bucket "${subject.bucket}" does not exist`,
        hint: 'Create it, or set `bucket` to one that exists.',
      }
    case 'bucket-exists':
      return { code: 'STORAGE_FAILED', problem: 'the bucket exists already' }
    case 'no-upload':
      return { code: 'STORAGE_FAILED', problem: `the upload is gone (${text})` }
    case 'changed':
      return { code: 'OBJECT_CHANGED', problem: 'the object was replaced meanwhile' }
    case 'out-of-range':
      return { code: 'STORAGE_FAILED', problem: `the object is shorter than expected (${text})` }
    case 'unsupported':
      return { code: 'STORAGE_FAILED', problem: `the server does not support this (${text})` }
    case 'wrong-region':
      return wrongRegion(failure, subject, site)
    case 'untrusted':
      return {
        code: 'STORAGE_UNREACHABLE',
        problem: `the certificate of the server is not trusted (${text})`,
        hint: 'Give the certificate of its authority in `ca-cert`, or set `skip-verify: true` to trust any.',
      }
    case 'no-credentials':
    case 'expired':
    case 'denied':
      return { code: deniedCode(failure), problem: `access was denied (${text})`, hint: deniedHint(failure, subject) }
    case 'broken':
      return { code: 'STORAGE_FAILED', problem: `the answers of the server make no sense (${text})` }
    case 'passing':
    case 'throttled':
      return failure.status === undefined
        ? {
            code: 'STORAGE_UNREACHABLE',
            problem: `the server could not be reached (${text})`,
            hint: 'Check `endpoint`, the network and any proxy.',
          }
        : {
            code: 'STORAGE_FAILED',
            problem: `the server kept failing (${text})`,
            hint: 'Run the step again; if it persists, see the logs of the server.',
          }
    case 'refused':
      return refused(failure)
  }
}

function wrongRegion(failure: Failure, subject: Subject, site: Site): Verdict {
  const right = failure.region
  if (right === undefined || right === site.region) {
    return {
      code: 'STORAGE_FAILED',
      problem: `"${site.region}" is not the region of this bucket (${failure.text})`,
      hint: 'Set `region` to the region of the bucket.',
    }
  }
  return {
    code: 'STORAGE_FAILED',
    problem: `the bucket "${subject.bucket}" is in the region ${right}, not in ${site.region}`,
    hint: `Set \`region\` to ${right}.`,
  }
}

/** Credentials that are no good at all are told from a right that is missing, which may only mean that there is no such object. */
function deniedCode({ kind, code }: Failure): 'CREDENTIALS_REFUSED' | 'STORAGE_DENIED' {
  const isRefused = kind !== 'denied' || code === 'SignatureDoesNotMatch' || code === 'InvalidAccessKeyId' || code === 'InvalidToken'
  return isRefused ? 'CREDENTIALS_REFUSED' : 'STORAGE_DENIED'
}

function deniedHint(failure: Failure, subject: Subject): string {
  if (failure.kind === 'no-credentials') return 'Set `access-key` and `secret-key`, or give the runner a role.'
  if (failure.kind === 'expired') return 'The session has ended: provide fresh credentials.'
  if (failure.code === 'SignatureDoesNotMatch') return 'Check `secret-key`; a proxy that rewrites requests has the same effect.'
  if (failure.code === 'InvalidAccessKeyId') return 'Check `access-key`: the server does not know it.'
  const rights = 's3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket'
  // Without the right to list a bucket S3 answers 403, not 404, for a key that does not exist.
  if (subject.key !== undefined) return `Allow ${rights} on the bucket; without s3:ListBucket a missing object is reported as denied.`
  return `Allow ${rights} on the bucket.`
}

function refused({ status, code, text }: Failure): Verdict {
  // An answer of the server has a status; without one the request never got that far.
  if (status === undefined) {
    const hint = code === 'EPROTO' ? 'Check `endpoint`: does the server speak http:// where https:// is written?' : undefined
    return { code: 'STORAGE_UNREACHABLE', problem: `the request failed (${text})`, ...(hint && { hint }) }
  }
  if (code === 'EntityTooLarge' || status === 413)
    return { code: 'STORAGE_FAILED', problem: `the server takes nothing of this size (${text})` }
  return { code: 'STORAGE_FAILED', problem: `the request was refused (${text})` }
}
