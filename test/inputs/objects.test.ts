import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Format } from '../../src/inputs/config.ts'
import { decodeKey, encodeKey, formatOf, objectName, objectNames } from '../../src/inputs/objects.ts'

test.each([
  ['deps', 'deps'],
  ['Linux-node-a1b2', 'Linux-node-a1b2'],
  ['a/b', 'a%2Fb'],
  ['..', '%2E.'],
  ['.segments', '%2Esegments'],
  ['v1.2_3', 'v1.2_3'],
  ['50% é', '50%25%20%C3%A9'],
  ['😀', '%F0%9F%98%80'],
])('the key %s is one component of a path: %s', (key, encoded) => {
  expect(encodeKey(key)).toBe(encoded)
})

test('the name of an object tells its key and format', () => {
  const formats = fc.constantFrom<Format[]>('snapshot', 'tar', 'tar.gz', 'tar.zst')
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), formats, (key, format) => {
      const name = objectName('octo/app/main', { by: 'key', key, format })
      expect(name).toMatch(/^octo\/app\/main\/[^./][^/]*$/)
      expect(decodeKey(name)).toBe(key)
      expect(formatOf(name)).toBe(format)
      expect(objectNames('octo/app/main', key)).toContain(name)
    }),
  )
})

test('a key that begins with another has a name that begins with its name', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (prefix, rest) => {
      expect(encodeKey(prefix + rest).startsWith(encodeKey(prefix))).toBe(true)
    }),
  )
})

describe('objects that are no caches', () => {
  test.each(['octo/app/README.md', 'octo/app/.segments/7/ab/abcd', 'archive.zip', 'tar'])('%s', (name) => {
    expect(formatOf(name)).toBeUndefined()
    expect(decodeKey(name)).toBeUndefined()
  })
})

test('a name with a stray % is its own key', () => {
  expect(decodeKey('100%.tar')).toBe('100%')
})

test('the archive of drone-s3-cache is among the objects of the ordinary key', () => {
  expect(objectNames('octo/app/main', 'archive')).toContain('octo/app/main/archive.tar')
})

test('a filename is the exact name of the object', () => {
  expect(objectName('octo/app/main', { by: 'filename', filename: 'deps.tgz', format: 'tar.gz' })).toBe('octo/app/main/deps.tgz')
})
