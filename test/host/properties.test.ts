import { expect, test } from 'vitest'
import { parseProperties } from '../../src/host/properties.ts'

test.each([
  ['a=b', { a: 'b' }],
  ['a = b c ', { a: 'b c ' }],
  ['a: b', { a: 'b' }],
  ['a b', { a: 'b' }],
  ['a', { a: '' }],
  ['a=', { a: '' }],
  ['  a=b\r\nc=d\r\n', { a: 'b', c: 'd' }],
  ['# a=b\n! c=d\n\ne=f', { e: 'f' }],
  ['url=https\\://host\\:80/a\\=b', { url: 'https://host:80/a=b' }],
  ['a\\:b\\ c=d', { 'a:b c': 'd' }],
  ['a=one\\\n   two', { a: 'onetwo' }],
  ['a=ends with a backslash\\\\\nb=c', { a: 'ends with a backslash\\', b: 'c' }],
  ['a=caf\\u00e9\\tx', { a: 'café\tx' }],
  ['path=C\\:\\\\work', { path: 'C:\\work' }],
  ['a=1\na=2', { a: '2' }],
  ['=nothing', {}],
])('%j is read as %j', (text, properties) => {
  expect(Object.fromEntries(parseProperties(text))).toStrictEqual(properties)
})
