import { BrokenAnswer } from './broken-answer.ts'

/**
 * What a failed request means for us:
 * - `passing`, `throttled`, `broken`: the same request may succeed later;
 * - `expired`: it may succeed with fresh credentials;
 * - the others are final.
 */
export type FailureKind =
  | 'passing'
  | 'throttled'
  | 'broken'
  | 'expired'
  | 'no-object'
  | 'no-bucket'
  | 'no-upload'
  | 'bucket-exists'
  | 'changed'
  | 'out-of-range'
  | 'unsupported'
  | 'wrong-region'
  | 'no-credentials'
  | 'denied'
  | 'untrusted'
  | 'refused'

export interface Failure {
  readonly kind: FailureKind
  /** `403 AccessDenied: Access Denied`, without secrets. */
  readonly text: string
  readonly status: number | undefined
  /** As the server named it, or the code of a network error. */
  readonly code: string
  /** Where the bucket is, if the server said so. */
  readonly region: string | undefined
  /** Milliseconds the server asked us to wait. */
  readonly retryAfter: number | undefined
}

/** The fields that errors of the SDK, of Node and of a proxy may have. */
interface RawError {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  readonly Code?: string
  readonly Region?: string
  readonly cause?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean }
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> }
}

/** Reads anything that a request threw. `now` is the store's clock, for a `Retry-After` that names a date. */
export function failureOf(error: unknown, now: Date | undefined): Failure {
  const raw = (error ?? {}) as RawError
  const status = raw.$metadata?.httpStatusCode ?? raw.$response?.statusCode
  const code = codeOf(raw)
  const headers = raw.$response?.headers ?? {}
  return {
    kind: kindOf(error, raw, status, code),
    text: describe(raw, status, code),
    status,
    code,
    region: headers['x-amz-bucket-region'] ?? raw.Region,
    retryAfter: retryAfterOf(headers['retry-after'], now),
  }
}

// A HEAD has no body to name its error, so the SDK falls back to names that only repeat the status.
const kindByCode = new Map<string, FailureKind>([
  ['NoSuchKey', 'no-object'],
  ['NotFound', 'no-object'],
  ['NoSuchBucket', 'no-bucket'],
  ['NoSuchUpload', 'no-upload'],
  ['BucketAlreadyExists', 'bucket-exists'],
  ['BucketAlreadyOwnedByYou', 'bucket-exists'],
  ['PreconditionFailed', 'changed'],
  ['InvalidRange', 'out-of-range'],
  ['NotImplemented', 'unsupported'],
  ['MethodNotAllowed', 'unsupported'],
  ['PermanentRedirect', 'wrong-region'],
  ['AuthorizationHeaderMalformed', 'wrong-region'],
  ['IllegalLocationConstraintException', 'wrong-region'],
  ['CredentialsProviderError', 'no-credentials'],
  ['TokenProviderError', 'no-credentials'],
  ['ExpiredToken', 'expired'],
  ['ExpiredTokenException', 'expired'],
  ['TokenRefreshRequired', 'expired'],
  ['SlowDown', 'throttled'],
  ['SlowDownRead', 'throttled'],
  ['SlowDownWrite', 'throttled'],
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['TooManyRequests', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['OperationAborted', 'passing'],
  ['ConditionalRequestConflict', 'passing'],
  ['RequestTimeout', 'passing'],
  ['RequestTimeoutException', 'passing'],
  ['TimeoutError', 'passing'],
  ['IncompleteBody', 'passing'],
])

const kindByStatus = new Map<number, FailureKind>([
  [301, 'wrong-region'],
  [403, 'denied'],
  [404, 'no-object'],
  [405, 'unsupported'],
  [408, 'passing'],
  [412, 'changed'],
  [416, 'out-of-range'],
  [425, 'passing'],
  [429, 'throttled'],
  [501, 'unsupported'],
])

// prettier-ignore
const networkCodes = new Set([
  'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN',
  'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'HPE_INVALID_CONSTANT', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_PROXY_TUNNEL',
])

function kindOf(error: unknown, raw: RawError, status: number | undefined, code: string): FailureKind {
  if (error instanceof BrokenAnswer) return 'broken'
  // The SDK has set its clock by the server's; the next request will be signed with the right time.
  if (raw.$metadata?.clockSkewCorrected === true) return 'passing'
  const named = kindByCode.get(code)
  if (named !== undefined) return named
  if (isCertificateError(code)) return 'untrusted'
  if (networkCodes.has(code)) return 'passing'
  if (status === undefined) return 'refused'
  return kindByStatus.get(status) ?? (isPassingStatus(status) ? 'passing' : 'refused')
}

// A success that the SDK could not read (truncated XML, a proxy's page) is as likely to be gone next time as a 5xx.
function isPassingStatus(status: number): boolean {
  return status >= 500 || (status >= 200 && status < 300)
}

function isCertificateError(code: string): boolean {
  return /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/.test(code)
}

function codeOf(raw: RawError): string {
  if (typeof raw.code === 'string') return raw.code
  if (raw.Code !== undefined) return raw.Code
  const cause = raw.cause as RawError | undefined
  if (typeof cause?.code === 'string') return cause.code
  return raw.name ?? 'Error'
}

function describe(raw: RawError, status: number | undefined, code: string): string {
  const unnamed = ['Error', 'Unknown', 'UnknownError', 'TimeoutError', 'BrokenAnswer', String(status)].includes(code)
  const title = [status, unnamed ? undefined : code].filter((part) => part !== undefined).join(' ')
  const said = withoutSecrets(raw.message ?? '')
  if (said === '' || said === code || said === 'UnknownError') return title === '' ? 'an unknown error' : title
  return title === '' ? said : `${title}: ${said}`
}

/** Leaves out what messages of the SDK, of Node and of proxies may repeat: query strings, passwords in addresses, signatures. */
export function withoutSecrets(message: string): string {
  return message
    .replace(/\/\/[^/@\s]+@/g, '//')
    .replace(/\?[^\s"']*[=&][^\s"']*/g, '')
    .replace(/\b(Credential|Signature)=[^\s,]+/g, '$1=...')
    .replace(/\s*\n[\s\S]*$/, '')
    .replace(/^@smithy\/node-http-handler - /, '')
    .replace(/ \(configured by client requestHandler\)/, '')
    .replace(/(?<!\.)\.$/, '')
    .slice(0, 400)
    .trim()
}

function retryAfterOf(header: string | undefined, now: Date | undefined): number | undefined {
  if (header === undefined) return undefined
  const isSeconds = /^\d+(\.\d+)?$/.test(header.trim())
  const milliseconds = isSeconds ? Number(header) * 1000 : Date.parse(header) - (now?.getTime() ?? Number.NaN)
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
