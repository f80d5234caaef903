import { expect, test } from 'vitest'
import type { RebuildConfig } from '../../src/inputs/config.ts'
import { whyNotSaved, type Found } from '../../src/inputs/when-saved.ts'
import { readAction } from '../inputs/support.ts'

type Status = 'success' | 'failure' | 'cancelled'
const inputs = { INPUT_MODE: 'restore', INPUT_PATH: 'node_modules', INPUT_KEY: 'k', INPUT_BUCKET: 'b' }

function reason(env: Readonly<Record<string, string>>, found: Found = 'nothing'): string | undefined {
  const { config, saveOn } = readAction({ ...inputs, ...env }, { mode: 'rebuild' })
  return whyNotSaved(config as RebuildConfig, saveOn, found)
}

test.each<[string, readonly Status[]]>([
  ['success', ['success']],
  ['failure', ['failure']],
  ['always', ['success', 'failure', 'cancelled']],
  ['never', []],
])('save-on %s saves a job that ended as one of %j', (saveOn, saved) => {
  const statuses = ['success', 'failure', 'cancelled'] as const
  expect(statuses.filter((status) => reason({ 'INPUT_SAVE-ON': saveOn, 'INPUT_JOB-STATUS': status }) === undefined)).toEqual(saved)
})

test.each(['SAVE-ALWAYS', 'CACHE-ON-FAILURE'])('%s saves a job that failed, and one that was cancelled', (name) => {
  expect(reason({ [`INPUT_${name}`]: 'true', 'INPUT_JOB-STATUS': 'failure' })).toBeUndefined()
  expect(reason({ [`INPUT_${name}`]: 'true', 'INPUT_JOB-STATUS': 'cancelled' })).toBeUndefined()
})

test('a job of which the runner says nothing has succeeded', () => {
  expect(reason({})).toBeUndefined()
})

test.each<[Found, string, boolean]>([
  ['nothing', '', true],
  ['sound', '', false],
  ['damaged', '', true],
  ['sound', 'missing', false],
  ['sound', 'always', true],
])('of an exact key where %s was found and overwrite is "%s" a job is saved: %s', (found, overwrite, isSaved) => {
  expect(reason({ INPUT_OVERWRITE: overwrite }, found) === undefined).toBe(isSaved)
})

test.each([
  [{ 'INPUT_SAVE-ON': 'never' }, 'save-on is never'],
  [{ 'INPUT_JOB-STATUS': 'failure' }, 'the job ended as failure, and save-on is success'],
  [{ 'INPUT_SAVE-ON': 'failure', 'INPUT_JOB-STATUS': 'cancelled' }, 'the job ended as cancelled, and save-on is failure'],
])('%j: %s', (env, text) => {
  expect(reason(env)).toBe(text)
})
