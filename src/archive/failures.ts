import { LarderError } from '../errors.ts'

const anew = 'A rebuild writes it anew; until then the cache counts as missing.'

/** The bytes are not a whole, valid archive. */
export function corrupt(what: string, cause?: unknown): LarderError {
  return new LarderError('ARCHIVE_CORRUPT', `The archive is damaged: ${what}.`, { hint: anew, cause })
}

/** The archive is valid and asks for something that no cache needs and an attacker would. */
export function unsafe(what: string): LarderError {
  return new LarderError('ARCHIVE_UNSAFE', `The archive is refused: ${what}.`, { hint: 'Find out who wrote it; a rebuild writes it anew.' })
}

/** The archive is valid and uses something that larder does not read. */
export function unsupported(what: string, hint: string): LarderError {
  return new LarderError('ARCHIVE_UNSUPPORTED', `The archive cannot be read: ${what}.`, { hint })
}

/** Whole and valid, and holds nothing. */
export function empty(): LarderError {
  return new LarderError('ARCHIVE_EMPTY', 'The archive holds no entries.', { hint: anew })
}

export function tooLarge(what: string): LarderError {
  return new LarderError('ARCHIVE_TOO_LARGE', `The archive is refused: ${what}.`, { hint: 'Allow more with `max-size`, or cache less.' })
}

/** A name out of an archive, for a message: quoted, control characters escaped, at most 200 characters. */
export function quoted(name: Uint8Array): string {
  const text = Buffer.from(name.buffer, name.byteOffset, name.length).toString()
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
}
