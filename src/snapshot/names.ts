/** Where a segment lives: `<domain>/.segments/<generation>/<aa>/<sha256>`. */
export interface SegmentName {
  readonly domain: string
  readonly generation: number
  /** SHA-256 of the plain bytes, 64 lower-case hex digits. */
  readonly hash: string
}

const folder = '.segments'
const suffix = '.snapshot'
const segmentTail = /^(?<generation>0|[1-9]\d{0,8})\/(?<start>[0-9a-f]{2})\/(?<hash>[0-9a-f]{64})$/

export function segmentKey(domain: string, generation: number, hash: Uint8Array): string {
  const hex = hexOf(hash)
  return `${segmentsPrefix(domain, generation)}${hex.slice(0, 2)}/${hex}`
}

/** A hash as it stands in names. */
export function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('hex')
}

/** All segments of a domain, or those of one generation; ends in `/`. */
export function segmentsPrefix(domain: string, generation?: number): string {
  return `${below(domain)}${folder}/${generation === undefined ? '' : `${generation}/`}`
}

/** Undefined for anything that is not a segment's name. */
export function parseSegmentKey(key: string): SegmentName | undefined {
  const at = key.lastIndexOf(`${folder}/`)
  if (at < 0 || (at > 0 && key[at - 1] !== '/')) return undefined
  const parts = segmentTail.exec(key.slice(at + folder.length + 1))?.groups
  if (parts === undefined || !parts['hash']!.startsWith(parts['start']!)) return undefined
  return { domain: key.slice(0, Math.max(0, at - 1)), generation: Number(parts['generation']), hash: parts['hash']! }
}

/** Whether a flush must count an object as a manifest: by the end of its name alone, so that one with a strange name counts too. */
export function isManifestName(key: string): boolean {
  return key.endsWith(suffix) && !isInSegments(key)
}

/** Whether an object lies in a folder of segments, so that it is never a cache by itself. */
export function isInSegments(key: string): boolean {
  return key.startsWith(`${folder}/`) || key.includes(`/${folder}/`)
}

/** Whole components: `owner/repo` holds `owner/repo/main` and never `owner/repo2`. The empty path holds everything. */
export function holds(path: string, key: string): boolean {
  return key.startsWith(below(path))
}

function below(path: string): string {
  return path === '' ? '' : `${path}/`
}
