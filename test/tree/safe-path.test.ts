import { expect, test } from 'vitest'
import { hasCode } from '../../src/errors.ts'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'
import { assertDistinct } from '../../src/tree/distinct.ts'
import { entryName, entryPath } from '../../src/tree/safe-path.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const refusal = expect.objectContaining({ code: 'UNSAFE_PATH' })

test.each(['a', '.hidden', '...', '..a', 'a..', ' ', '-', 'new\nline', String.raw`back\slash`, 'C:x', '\xff\xfe', 'n'.repeat(255)])(
  '%j is a name',
  (name) => {
    expect(entryName(bytes(name))).toEqual(bytes(name))
    expect(entryPath(bytes(`dir/${name}`))).toEqual(bytes(`dir/${name}`))
  },
)

test.each(['', '.', '..', 'a/b', '/', 'a\0', '\0', 'n'.repeat(256)])('%j is no name', (name) => {
  expect(() => entryName(bytes(name))).toThrow(refusal)
})

test.each([
  '/a',
  'a/',
  'a//b',
  '../a',
  'a/..',
  'a/../b',
  './a',
  'a/./b',
  '/',
  '//',
  '/etc/passwd',
  'a/\0/b',
  `${'a/'.repeat(1024)}a`,
  'abcd/'.repeat(900),
])('%j is no path', (path) => {
  expect(() => entryPath(bytes(path))).toThrow(refusal)
})

test('a path may have 1,024 components', () => {
  expect(entryPath(bytes(`${'a/'.repeat(1023)}a`)).length).toBe(2047)
})

test.each([
  { names: ['a', 'b'], foldsCase: true, distinct: true },
  { names: ['a', 'a'], foldsCase: false, distinct: false },
  { names: ['b', 'a', 'b'], foldsCase: false, distinct: false },
  { names: ['A', 'a'], foldsCase: false, distinct: true },
  { names: ['A', 'a'], foldsCase: true, distinct: false },
  { names: ['straße', 'STRASSE'], foldsCase: true, distinct: false },
  { names: ['caf\u00e9', 'cafe\u0301'], foldsCase: true, distinct: false },
  { names: ['\ufb01x', 'fix'], foldsCase: true, distinct: false },
])('$names are different, folding $foldsCase: $distinct', ({ names, foldsCase, distinct }) => {
  const table = new EntryTable()
  const common = { mode: 0o644, size: 0, mtimeNs: 0n }
  table.append({ ...common, type: EntryType.directory, parent: -1, name: new Uint8Array(0) })
  for (const name of names) table.append({ ...common, type: EntryType.file, parent: 0, name: Buffer.from(name) })
  expect(
    hasCode(
      thrownBy(() => assertDistinct(table, foldsCase)),
      'UNSAFE_PATH',
    ),
  ).toBe(!distinct)
})

function thrownBy(act: () => void): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
