import vendorTable from 'ci-info/vendors.json' with { type: 'json' }
import type { Environment } from './environment.ts'

/** A CI that our own table does not know, as far as `ci-info` can tell. */
export interface Vendor {
  readonly id: string
  readonly name: string
  readonly pullRequest: { readonly number: string | undefined } | undefined
}

/**
 * Asks the vendors of `ci-info`. Its table is read rather than its exports, because those are made from `process.env` when it is
 * loaded. As there, the last vendor that matches wins, and `CI=false` means "this is no CI".
 */
export function findVendor(env: Environment): Vendor | undefined {
  if (env['CI'] === 'false') return undefined
  const row = (vendorTable as readonly Row[]).findLast(({ env: tests }) => [tests].flat().every((test) => holds(test, env)))
  if (row === undefined) return unnamedVariables.some((name) => env[name]) ? { id: 'ci', name: 'CI', pullRequest: undefined } : undefined
  return {
    id: row.constant.toLowerCase().replaceAll('_', '-'),
    name: row.name,
    pullRequest: row.pr !== undefined && isPullRequest(row.pr, env) ? { number: pullRequestNumber(row.pr, env) } : undefined,
  }
}

/** One of these means a CI of unknown make (`isCI` of ci-info). */
const unnamedVariables = [
  'BUILD_ID',
  'BUILD_NUMBER',
  'CI',
  'CI_APP_ID',
  'CI_BUILD_ID',
  'CI_BUILD_NUMBER',
  'CI_NAME',
  'CONTINUOUS_INTEGRATION',
  'RUN_ID',
] as const

interface Row {
  readonly name: string
  readonly constant: string
  readonly env: Test | readonly Test[]
  readonly pr?: Test
}

/** A variable that is set; or one that includes, differs from or is one of some texts; or any of several set; or each with its value. */
type Test = string | { readonly env: string; readonly includes?: string; readonly ne?: string; readonly any?: readonly string[] } | Several
type Several = { readonly any: readonly string[] } | Readonly<Record<string, string>>

function holds(test: Test, env: Environment): boolean {
  if (typeof test === 'string') return Boolean(env[test])
  if (isAboutOne(test)) {
    const value = env[test.env] ?? ''
    return (
      value !== '' &&
      (test.includes === undefined || value.includes(test.includes)) &&
      value !== test.ne &&
      (test.any?.includes(value) ?? true)
    )
  }
  return isAny(test) ? test.any.some((name) => env[name]) : Object.entries(test).every(([name, value]) => env[name] === value)
}

/** Some hosts leave the variable there with the value `false` or `0`, which ci-info takes for a yes. */
function isPullRequest(test: Test, env: Environment): boolean {
  return holds(test, env) && !variablesOf(test).every((name) => ['false', '0', ''].includes(env[name] ?? ''))
}

/** A variable that is compared with a fixed text is a switch and holds no number; `true` is none either. */
function pullRequestNumber(test: Test, env: Environment): string | undefined {
  const values = typeof test === 'string' || isAboutOne(test) || isAny(test) ? variablesOf(test).map((name) => env[name]) : []
  return values.find((value) => /^[1-9]\d*$/.test(value ?? ''))
}

function variablesOf(test: Test): readonly string[] {
  if (typeof test === 'string') return [test]
  if (isAboutOne(test)) return [test.env]
  return isAny(test) ? test.any : Object.keys(test)
}

function isAboutOne(test: Exclude<Test, string>): test is Exclude<Test, string | Several> {
  return 'env' in test
}

function isAny(test: Several): test is { readonly any: readonly string[] } {
  return Array.isArray(test['any'])
}
