import { corrupt } from './failures.ts'

const space = 0x20
const newline = 0x0a
const equals = 0x3d

// The `tar` package's Pax holds values as strings and times as milliseconds, and ends at a value with a line break;
// names are bytes here and times nanoseconds, so records are written and read by the length that stands before each.

/** The body of a PAX header: `<length> <key>=<value>\n` for each record. */
export function encodeRecords(records: readonly (readonly [key: string, value: string])[]): Buffer {
  return Buffer.from(records.map(([key, value]) => record(` ${key}=${value}\n`)).join(''))
}

/** The length counts its own digits. */
function record(rest: string): string {
  const bytes = Buffer.byteLength(rest)
  let length = bytes + String(bytes).length
  length = bytes + String(length).length
  return `${length}${rest}`
}

/** The records of a PAX header; the last one of a key counts. Throws `ARCHIVE_CORRUPT` for anything else. */
export function decodeRecords(body: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>()
  for (let start = 0; start < body.length;) {
    const gap = body.indexOf(space, start)
    const end = gap === -1 ? Number.NaN : start + lengthIn(body.toString('latin1', start, gap))
    const equal = body.indexOf(equals, gap)
    if (!(end <= body.length && end > gap + 1) || body[end - 1] !== newline || equal === -1 || equal >= end) {
      throw corrupt('a PAX record does not have the length it states')
    }
    records.set(body.toString('utf8', gap + 1, equal), body.subarray(equal + 1, end - 1))
    start = end
  }
  return records
}

function lengthIn(digits: string): number {
  return /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN
}
