import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'rolldown/utils'
import { expect, test } from 'vitest'

test('main.js can be run as a program', () => {
  expect(readFileSync('dist/main.js', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(statSync('dist/main.js').mode & 0o111).toBe(0o111)
})

// A package that is imported where it may not be needed costs every run 50 to 150 ms.
test.each([
  { entry: 'main.js', lazy: ['@aws-sdk', '@smithy', '@actions', 'tar', 'undici'] },
  { entry: 'action.js', lazy: ['@aws-sdk', '@smithy', 'tar', 'undici'] },
  { entry: 'worker.js', lazy: ['@aws-sdk', '@smithy', '@actions', 'undici'] },
])('$entry starts without loading $lazy', ({ entry, lazy }) => {
  const packages = new Set([...loadedAtStart(entry)].flatMap(packagesIn))
  expect([...packages].filter((name) => lazy.includes(name))).toEqual([])
})

// To load it takes a tenth of the time of `--help`.
test('main.js starts without loading node:crypto', () => {
  const loaded = [...loadedAtStart('main.js')].map((chunk) => readFileSync(path.join('dist', chunk), 'utf8'))
  expect(loaded.filter((source) => source.includes('"node:crypto"'))).toEqual([])
})

test('the bundler still notes where each module is from', () => {
  expect(packagesIn('aws-sdk.js')).toContain('@smithy')
})

test('the licence of every package in the bundle is told', () => {
  const notice = readFileSync('dist/licenses.txt', 'utf8')
  const bundled = ['@actions/core', '@aws-sdk/client-s3', '@aws-sdk/lib-storage', 'ci-info', 'tar']
  expect(bundled.filter((name) => !notice.includes(`\n${name} `))).toEqual([])
})

/** The chunk and all that it imports statically. */
function loadedAtStart(chunk: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(chunk)) return loaded
  loaded.add(chunk)
  const { module } = parseSync(chunk, readFileSync(path.join('dist', chunk), 'utf8'))
  const imported = [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...reExports(module)]
  for (const specifier of imported) if (specifier.startsWith('./')) loadedAtStart(specifier.slice(2), loaded)
  return loaded
}

function reExports({ staticExports }: ReturnType<typeof parseSync>['module']): string[] {
  return staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])))
}

/** Names (of scopes, where there are) as the bundler notes them above each module. */
function packagesIn(chunk: string): string[] {
  const source = readFileSync(path.join('dist', chunk), 'utf8')
  return [...source.matchAll(/^\/\/ .*node_modules\/([^/\s]+)/gm)].map(([, name = '']) => name)
}
