import { expect, test } from 'vitest'
import { detectBuild } from '../../src/host/detect.ts'
import type { Environment } from '../../src/host/environment.ts'
import { memoryFiles } from './environments.ts'

const cases: readonly { readonly env: Environment; readonly host: string; readonly hostName: string; readonly dialect?: string }[] = [
  { env: {}, host: 'terminal', hostName: 'Terminal', dialect: 'terminal' },
  { env: { CI: '' }, host: 'terminal', hostName: 'Terminal', dialect: 'terminal' },
  { env: { CI: 'false', BUILD_ID: '7' }, host: 'terminal', hostName: 'Terminal', dialect: 'terminal' },
  { env: { CI: 'true' }, host: 'ci', hostName: 'CI' },
  { env: { BUILD_NUMBER: '7' }, host: 'ci', hostName: 'CI' },
  { env: { CI: 'true', bamboo_planKey: 'APP-1' }, host: 'bamboo', hostName: 'Bamboo' },
  { env: { CI: 'true', CI_XCODE_PROJECT: 'App' }, host: 'xcode-cloud', hostName: 'Xcode Cloud' },
  { env: { CI_NAME: 'sourcehut' }, host: 'sourcehut', hostName: 'Sourcehut' },
  { env: { NODE: '/app/.heroku/node/bin/node' }, host: 'heroku', hostName: 'Heroku' },
  { env: { NODE: '/usr/bin/node' }, host: 'terminal', hostName: 'Terminal', dialect: 'terminal' },
  { env: { TASK_ID: 'a', RUN_ID: '0' }, host: 'taskcluster', hostName: 'TaskCluster' },
  { env: { TASK_ID: 'a' }, host: 'terminal', hostName: 'Terminal', dialect: 'terminal' },
  { env: { NOW_BUILDER: '1' }, host: 'vercel', hostName: 'Vercel' },
]

test.each(cases)('$env runs on $hostName', ({ env, host, hostName, dialect = 'plain' }) => {
  expect(detectBuild(env, memoryFiles())).toStrictEqual({ host, hostName, dialect, workspace: '/home/jane/here', access: 'read-write' })
})

test.each([
  { env: { AGOLA_GIT_REF: 'x', AGOLA_PULL_REQUEST_ID: '12' }, number: '12' },
  { env: { CI_XCODE_PROJECT: 'App', CI_PULL_REQUEST_NUMBER: '1' }, number: '1' },
  { env: { NEVERCODE: '1', NEVERCODE_PULL_REQUEST: 'false' }, number: undefined },
  { env: { CM_BUILD_ID: 'a', CM_PULL_REQUEST: 'false' }, number: undefined },
  { env: { AC_APPCIRCLE: 'true', AC_GIT_PR: 'false' }, number: undefined },
])('$env is of pull request $number and may write', ({ env, number }) => {
  const build = detectBuild(env, memoryFiles())
  expect(build.pullRequest).toStrictEqual(number === undefined ? undefined : { number })
  expect(build.access).toBe('read-write')
})

test.each([
  { env: { AC_APPCIRCLE: 'true', AC_GIT_PR: 'true' } },
  { env: { NETLIFY: 'true', PULL_REQUEST: 'true' } },
  { env: { RENDER: 'true', IS_PULL_REQUEST: 'true' } },
  { env: { VELA: 'true', VELA_PULL_REQUEST: '1' } },
])('$env is of a pull request without a number, which may only read', ({ env }) => {
  const build = detectBuild(env, memoryFiles())
  expect(build.pullRequest).toBeUndefined()
  expect(build.access).toBe('read')
})
