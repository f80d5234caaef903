import type { Answer, Fault } from './faulty-server.ts'

/** An error as S3 answers it, with everything in it that no log may show. */
export function refusal(status: number, code: string): Fault {
  return { answer: { status, headers: { 'content-type': 'application/xml' }, body: xmlError(code) } }
}

export function xmlError(code: string): string {
  const leaks =
    '<AWSAccessKeyId>AKIASECRET1</AWSAccessKeyId><StringToSign>secret-token-3</StringToSign><SignatureProvided>leak</SignatureProvided>'
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} was said</Message>${leaks}</Error>`
}

/** The body cut or replaced, and its length with it. */
export function withBody(body: string): Partial<Answer> {
  return { body, headers: { 'content-type': 'application/xml' } }
}

export function listAnswer(keys: readonly string[], end = '<IsTruncated>false</IsTruncated>'): Fault {
  const contents = keys.map(
    (key) => `<Contents><Key>${key}</Key><Size>1</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`,
  )
  return { answer: { body: `<?xml version="1.0"?><ListBucketResult><Name>b</Name>${contents.join('')}${end}</ListBucketResult>` } }
}

export function objectHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT', ...more }
}

/** A 206 whose body has the right length and whose place is this. */
export function rangeAnswer(length: number, place: string | undefined): Fault {
  const headers = objectHeaders(place === undefined ? {} : { 'content-range': place })
  return { answer: { status: 206, headers, body: Buffer.alloc(length) } }
}
