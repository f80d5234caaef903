import { describe, expect, test } from 'vitest'
import { compressionLevel, duration, flag, list, oneOf, size, wholeNumber } from '../../src/inputs/kinds.ts'

describe('a flag', () => {
  test.each(['1', 't', 'T', 'TRUE', 'true', 'True', 'yes', 'on', 'ON'])('is true for %s', (text) => {
    expect(flag.parse(text, 'lines')).toBe(true)
  })
  test.each(['0', 'f', 'F', 'FALSE', 'false', 'False', 'no', 'off'])('is false for %s', (text) => {
    expect(flag.parse(text, 'lines')).toBe(false)
  })
  test.each(['2', 'yep', 'constructor', 'null', '-1'])('is neither for %s', (text) => {
    expect(flag.parse(text, 'lines')).toBeUndefined()
  })
})

describe('a list', () => {
  test.each([
    { text: 'node_modules', holds: ['node_modules'] },
    { text: 'a, b ,c', holds: ['a', 'b', 'c'] },
    { text: 'a\n  b\r\n\n,c,', holds: ['a', 'b', 'c'] },
    { text: '["a,b", "c", 7]', holds: ['a,b', 'c', '7'] },
    { text: '[]', holds: [] },
    { text: '[ab]/cache,c', holds: ['[ab]/cache', 'c'] },
    { text: 'dir,! dir/sub', holds: ['dir', '!dir/sub'] },
    { text: '[{"from_secret":"x"}]', holds: undefined },
  ])('written as $text holds $holds', ({ text, holds }) => {
    expect(list.parse(text, 'commas and lines')).toEqual(holds)
  })

  test('of a GitHub input ends its elements at line ends only', () => {
    expect(list.parse('a,b\n  ! a,b/c\n', 'lines')).toEqual(['a,b', '!a,b/c'])
  })
})

describe('a whole number', () => {
  test.each([
    ['14', 14],
    ['014', 14],
    ['0', 0],
    ['-1', undefined],
    ['1.5', undefined],
    ['0x10', undefined],
    ['1e3', undefined],
    ['soon', undefined],
    ['101', undefined],
  ])('written as %s is %s', (text, value) => {
    expect(wholeNumber(0, 100).parse(text, 'lines')).toBe(value)
  })
})

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['24h', 86_400_000],
    ['25h', undefined],
    ['0s', undefined],
    ['10', undefined],
    ['1d', undefined],
    ['5m ago', undefined],
  ])('written as %s lasts %s milliseconds', (text, milliseconds) => {
    expect(duration.parse(text, 'lines')).toBe(milliseconds)
  })
})

describe('a size', () => {
  test.each([
    ['1000', 1000],
    ['500MB', 500e6],
    ['1.5 GiB', 1.5 * 2 ** 30],
    ['2g', 2e9],
    ['0', undefined],
    ['-5MB', undefined],
    ['5 apples', undefined],
    ['99999999TB', undefined],
  ])('written as %s is %s bytes', (text, bytes) => {
    expect(size.parse(text, 'lines')).toBe(bytes)
  })
})

test.each([
  ['auto', 'auto'],
  ['-1', 'auto'],
  ['1', 1],
  ['19', 19],
  ['0', undefined],
  ['20', undefined],
  ['best', undefined],
])('a compression level written as %s is %s', (text, level) => {
  expect(compressionLevel.parse(text, 'lines')).toBe(level)
})

test('a choice takes its words, its synonyms, and nothing that every object has', () => {
  const kind = oneOf(['tar', 'tar.gz'], { gzip: 'tar.gz' })
  expect(['tar', 'gzip', 'Tar', 'constructor', 'toString'].map((text) => kind.parse(text, 'lines'))).toEqual([
    'tar',
    'tar.gz',
    undefined,
    undefined,
    undefined,
  ])
})
