import type { CacheObject } from './config.ts'
import { extensions, formatOf } from './objects.ts'
import { cleanPath } from './paths.ts'
import type { Reading } from './reading.ts'

/** The limits of actions/cache; the length holds at every door. */
const longestKey = 512
const mostKeys = 10

const ordinary = { by: 'key', key: 'archive', format: 'snapshot' } as const satisfies CacheObject

/** The object that holds the cache: one named by `filename`, or by `key` and `format`. */
export function cacheObjectOf(reading: Reading): CacheObject {
  const { filename, key, format } = reading.values
  if (filename !== undefined) return namedByFilename(reading, filename)
  const object = { by: 'key', key: key ?? ordinary.key, format: format ?? ordinary.format } as const
  checkKeys(reading, [object.key, ...(reading.values['restore-keys'] ?? [])])
  return object
}

function namedByFilename(reading: Reading, filename: string): CacheObject {
  const { mistakes } = reading
  const wrong = (expected: string): void =>
    void mistakes.push(`${reading.called('filename')}: expected ${expected}, got ${reading.quoted('filename')}`)
  const clean = cleanPath(filename)
  const format = formatOf(filename)
  if ('wrong' in clean) wrong(clean.wrong)
  if (format === undefined || format === 'snapshot') {
    wrong(`a name that ends in ${[...extensions.tar, ...extensions['tar.gz'], ...extensions['tar.zst']].join(', ')}`)
    return ordinary
  }
  const other = reading.values.format
  if (other !== undefined && other !== format) {
    mistakes.push(
      `${reading.called('filename')}, ${reading.called('format')}: expected the same format, got ${reading.quoted('filename')} and ${other}`,
    )
  }
  if (reading.values.key !== undefined) {
    mistakes.push(`${reading.called('filename')}, ${reading.called('key')}: expected one of them, as both name the cache`)
  }
  return { by: 'filename', filename: 'path' in clean ? clean.path : filename, format }
}

function checkKeys(reading: Reading, keys: readonly string[]): void {
  const complain = (expected: string, name: 'key' | 'restore-keys'): void =>
    void reading.mistakes.push(`${reading.called(name)}: expected ${expected}, got ${reading.quoted(name)}`)
  for (const [index, key] of keys.entries()) {
    const name = index === 0 ? 'key' : 'restore-keys'
    if (key.length > longestKey) complain(`at most ${longestKey} characters`, name)
    if (reading.door === 'action' && key.includes(',')) complain('keys without commas', name)
    if (key.includes('{{')) complain('a finished text, as templates are not filled in', name)
  }
  if (reading.door === 'action' && keys.length > mostKeys) {
    reading.mistakes.push(`${reading.called('restore-keys')}: expected at most ${mostKeys} keys together with \`key\`, got ${keys.length}`)
  }
}
