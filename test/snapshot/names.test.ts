import { expect, test } from 'vitest'
import { holds, isInSegments, isManifestName, parseSegmentKey, segmentKey, segmentsPrefix } from '../../src/snapshot/names.ts'
import { sha256 } from './manifests.ts'

const hex = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

test.each([
  { domain: 'octo/app', key: `octo/app/.segments/6924/e3/${hex}` },
  { domain: '', key: `.segments/6924/e3/${hex}` },
  { domain: 'o/r/pull/12', key: `o/r/pull/12/.segments/6924/e3/${hex}` },
])('a segment of "$domain" is $key', ({ domain, key }) => {
  expect(segmentKey(domain, 6924, sha256(''))).toBe(key)
  expect(parseSegmentKey(key)).toEqual({ domain, generation: 6924, hash: hex })
  expect(key.startsWith(segmentsPrefix(domain, 6924))).toBe(true)
  expect(key.startsWith(segmentsPrefix(domain))).toBe(true)
})

test.each([
  'octo/app/main/deps.snapshot',
  `octo/app/.segments/6924/e3/${hex}.tmp`,
  `octo/app/.segments/6924/e4/${hex}`,
  `octo/app/.segments/06924/e3/${hex}`,
  `octo/app/.segments/-1/e3/${hex}`,
  `octo/app/.segments/6924/E3/${hex.toUpperCase()}`,
  `octo/app/.segments/6924/${hex}`,
  `octo/app/x.segments/6924/e3/${hex}`,
  '.segments/',
])('%s is no segment', (key) => {
  expect(parseSegmentKey(key)).toBeUndefined()
})

test.each([
  { key: 'o/r/main/deps.snapshot', is: true },
  { key: 'o/r/main/strange name.snapshot', is: true },
  { key: 'o/r/main/archive.tar', is: false },
  { key: 'o/r/.segments/1/x.snapshot', is: false },
  { key: '.segments/1/x.snapshot', is: false },
])('$key counts as a manifest: $is', ({ key, is }) => {
  expect(isManifestName(key)).toBe(is)
})

test('a folder is one of segments by its whole name', () => {
  expect(isInSegments('o/r/.segments/anything')).toBe(true)
  expect(isInSegments('o/r/x.segments/anything')).toBe(false)
  expect(isInSegments('o/r/.segments')).toBe(false)
})

test.each([
  { path: 'owner/repo', key: 'owner/repo/main/x', is: true },
  { path: 'owner/repo', key: 'owner/repo2/main/x', is: false },
  { path: 'owner/repo', key: 'owner/repo', is: false },
  { path: '', key: 'anything', is: true },
])('"$path" holds $key: $is', ({ path, key, is }) => {
  expect(holds(path, key)).toBe(is)
})
