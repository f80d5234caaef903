import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifests, renderManifest } from '../../src/inputs/render/action-manifest.ts'
import { withSettingTables } from '../../src/inputs/render/readme-tables.ts'

const root = join(import.meta.dirname, '../..')
const files = Object.entries(manifests)

test.each(files)('%s is up to date (run `npm run gen`)', (path, manifest) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(renderManifest(manifest))
})

describe('the actions', () => {
  const [whole, restore, save, flush] = files.map(([, manifest]) => renderManifest(manifest))

  test('have every input and output of actions/cache', () => {
    const inputs = [
      'path',
      'key',
      'restore-keys',
      'upload-chunk-size',
      'enableCrossOsArchive',
      'fail-on-cache-miss',
      'lookup-only',
      'save-always',
    ]
    const outputs = ['cache-hit', 'cache-primary-key', 'cache-matched-key', 'cache-status']
    expect([...inputs, ...outputs].filter((name) => !whole?.includes(`\n  ${name}:\n`))).toEqual([])
  })

  test('run on node24, the whole one once more when the job ends, however it ended', () => {
    expect(whole).toContain('runs:\n  using: node24\n  main: dist/action.js\n  post: dist/action.js\n  post-if: always()\n')
    expect(save).toContain('runs:\n  using: node24\n  main: ../dist/action.js\n')
    expect([restore, save, flush].filter((text) => text?.includes('post'))).toEqual([])
  })

  test('know their modes and the status of the job, and have no other default that would hide a variable', () => {
    const defaults = [whole, restore, save, flush].map((text) => text?.match(/(?<= {4}default: ).*/g))
    expect(defaults).toEqual([["'restore'", "'${{ job.status }}'"], ["'restore'"], ["'rebuild'"], ["'flush'"]])
  })

  test('have the inputs of their modes and no others', () => {
    expect(
      ['flush-age', 'save-on', 'overwrite', 'restore-keys'].map((name) => [restore, save, flush].map((text) => hasInput(text, name))),
    ).toEqual([
      [false, false, true],
      [false, false, false],
      [false, true, false],
      [true, false, false],
    ])
  })
})

describe('the tables of a README', () => {
  test('fill the space between the markers and nothing else', () => {
    const text = withSettingTables('before\n<!-- settings -->\nstale text\n<!-- /settings -->\nafter\n')
    expect(text).toMatch(/^before\n<!-- settings -->\n\n### What to cache\n[^]*<!-- \/settings -->\nafter\n$/)
    expect(text).toContain('| `flush-age` | A flush removes caches that were not written for this many days. | `30` |  |')
    expect(text).not.toContain('stale text')
    expect(withSettingTables(text)).toBe(text)
  })

  test('leave a README without markers alone', () => {
    expect(withSettingTables('just text')).toBe('just text')
  })
})

test('the README is up to date (run `npm run gen`)', ({ skip }) => {
  const readme = readFile('README.md')
  if (readme === undefined) return skip('there is no README yet')
  expect(withSettingTables(readme)).toBe(readme)
})

function hasInput(text: string | undefined, name: string): boolean {
  return text?.includes(`\n  ${name}:\n`) ?? false
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}
