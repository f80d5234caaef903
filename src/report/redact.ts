import type { Output } from './output.ts'

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

/**
 * Replaces every secret by `***`, also where it is URL-encoded or stands in a JSON string, and the lines of a secret of many lines one by one.
 * A secret of fewer than 4 characters is left alone: it would blacken half the log and protects nothing. Whatever the secrets are, the
 * signature of a signed URL, an Authorization header and the user and password in a URL are replaced too.
 */
export function redactor(secrets: readonly string[]): Redact {
  const known = secretRedactor(secrets)
  return (text) => patterns.reduce((result, pattern) => result.replace(pattern, `$1${mask}$2`), known(text))
}

/** Replaces the secrets alone: for text that is already escaped for a log, where a pattern could swallow a quote or bracket that has a meaning. */
export function secretRedactor(secrets: readonly string[]): Redact {
  const known = knownSecrets(secrets)
  return known === undefined ? (text) => text : (text) => text.replace(known, mask)
}

/** Passes every write through `redact`. */
export function redactingOutput(output: Output, redact: Redact): Output {
  return {
    write: (text) => output.write(redact(text)),
    get isTTY() {
      return output.isTTY ?? false
    },
    get columns() {
      return output.columns ?? 0
    },
  }
}

/** The same value with every string in it redacted, except where the string is one of our own words. */
export function redacted<T>(value: T, redact: Redact): T {
  return redactedValue(value, redact) as T
}

const mask = '***'
const shortestSecret = 4
const ourWords = new Set(['type', 'command', 'status', 'format', 'work'])

const patterns: readonly RegExp[] = [
  /(X-Amz-(?:Signature|Credential|Security-Token)(?:=|%3D))[^&\s"'<>]+()/giu,
  /(\bSignature=)[0-9a-f]{16,}()/giu,
  /(\bauthorization["']?\s*[:=]\s*["']?)[^"'\r\n]+()/giu,
  /(\bBearer\s+)[\w.~+/=-]{8,}()/giu,
  /(\bhttps?:\/\/)[^\s/?#]+(@)/giu,
  /(\b[a-z][a-z0-9+.-]{0,15}:\/\/)[^\s/?#:@]*:[^\s/?#]*(@)/giu,
]

function knownSecrets(secrets: readonly string[]): RegExp | undefined {
  const forms = secrets
    .flatMap((secret) => [secret, ...secret.split('\n')])
    .flatMap((secret) => [secret, secret.trim()])
    .filter((secret) => secret.trim().length >= shortestSecret)
    .flatMap(spellings)
  if (forms.length === 0) return undefined
  // The longest first, or the tail of a secret that begins with another one would stay.
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join('|'), 'gu')
}

function spellings(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed())
  const strict = encoded.replace(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  const form = strict.replaceAll('%20', '+')
  return [secret, JSON.stringify(secret).slice(1, -1), ...[encoded, strict, form].flatMap((text) => [text, lowerCaseCodes(text)])]
}

function lowerCaseCodes(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase())
}

function redactedValue(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, redact))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const entries = Object.entries(value).map(([name, item]) => [name, ourWords.has(name) ? item : redactedValue(item, redact)])
  return Object.fromEntries(entries) as unknown
}
