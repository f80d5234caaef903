import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../support/action-runner.ts'

const repository = path.resolve(import.meta.dirname, '../..')

describe.each(['.', './restore', './save', './flush'] as const)('the action.yml of uses: %s', (action) => {
  const { inputs, outputs, runs } = readManifest(action)

  test('runs a program that exists on node24', () => {
    expect(runs.using).toBe('node24')
    expect([runs.main, runs.post ?? runs.main].filter((file) => !existsSync(path.join(repository, action, file)))).toEqual([])
  })

  test('has defaults only where nobody else may speak: any other would hide a variable of the job', () => {
    const names = Object.keys(inputs).filter((name) => inputs[name]?.default !== undefined)
    expect(names).toEqual(action === '.' ? ['mode', 'job-status'] : ['mode'])
  })

  test('describes every input and output, in its own words', () => {
    const texts = [...Object.values(inputs), ...Object.values(outputs)].map(({ description }) => description)
    expect(texts.filter((text) => !/^\S.*\.$/.test(text))).toEqual([])
    const foreign = ['`mount`', '`filename`', '`fail-on-miss`', 'PLUGIN_', '--']
    expect(texts.filter((text) => foreign.some((word) => text.includes(word)))).toEqual([])
  })
})

test('only the whole action has a post step, which runs however the job ended', () => {
  const { runs } = readManifest('.')
  expect(runs).toEqual({ using: 'node24', main: 'dist/action.js', post: 'dist/action.js', 'post-if': 'always()' })
  expect((['./restore', './save', './flush'] as const).map((action) => Object.keys(readManifest(action).runs))).toEqual([
    ['using', 'main'],
    ['using', 'main'],
    ['using', 'main'],
  ])
})

test.each([
  ['.', ['path', 'key', 'restore-keys', 'upload-chunk-size', 'enableCrossOsArchive', 'fail-on-cache-miss', 'lookup-only', 'save-always']],
  ['./restore', ['path', 'key', 'restore-keys', 'enableCrossOsArchive', 'fail-on-cache-miss', 'lookup-only']],
  ['./save', ['path', 'key', 'upload-chunk-size', 'enableCrossOsArchive']],
] as const)('uses: %s takes every input of its model in actions/cache', (action, names) => {
  const { inputs } = readManifest(action)
  expect(names.filter((name) => !(name in inputs))).toEqual([])
  expect(Object.keys(inputs).filter((name) => inputs[name]?.required)).toEqual(['path', 'key'])
})

test.each([
  ['.', ['cache-hit', 'cache-primary-key', 'cache-matched-key', 'cache-status']],
  ['./restore', ['cache-hit', 'cache-primary-key', 'cache-matched-key', 'cache-status']],
  ['./save', ['cache-status']],
  ['./flush', ['cache-status']],
] as const)('uses: %s declares the outputs %j', (action, names) => {
  expect(Object.keys(readManifest(action).outputs)).toEqual(names)
})
