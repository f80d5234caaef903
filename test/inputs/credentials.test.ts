import { describe, expect, test } from 'vitest'
import type { CredentialsConfig } from '../../src/inputs/config.ts'
import { complaint, readPlugin, s3Of } from './support.ts'

function credentials(env: Record<string, string>): CredentialsConfig {
  return s3Of(readPlugin({ PLUGIN_MODE: 'restore', PLUGIN_BUCKET: 'cache', ...env })).credentials
}

const ours = { PLUGIN_ACCESS_KEY: 'AKOURS', PLUGIN_SECRET_KEY: 'ours' }
const machines = { AWS_ACCESS_KEY_ID: 'AKMACHINE', AWS_SECRET_ACCESS_KEY: 'machine', AWS_SESSION_TOKEN: 'token' }
const ourKeys = { from: 'keys', accessKey: 'AKOURS', secretKey: 'ours', sessionToken: undefined } as const
const machineKeys = { from: 'keys', accessKey: 'AKMACHINE', secretKey: 'machine', sessionToken: 'token' } as const
const webIdentity = { AWS_ROLE_ARN: 'arn:aws:iam::1:role/pod', AWS_WEB_IDENTITY_TOKEN_FILE: '/var/token' }

describe('credentials', () => {
  test.each([
    ['nothing', {}, { from: 'chain' }],
    ['keys', ours, ourKeys],
    ['keys of the machine', machines, machineKeys],
    ['keys for us and the machine', { ...machines, ...ours }, ourKeys],
    ['a session token for us', { ...ours, PLUGIN_SESSION_TOKEN: 't' }, { ...ourKeys, sessionToken: 't' }],
    ['empty keys', { PLUGIN_ACCESS_KEY: '', PLUGIN_SECRET_KEY: ' ' }, { from: 'chain' }],
    ['a file', { PLUGIN_FILE_CREDENTIALS: '~/aws' }, { from: 'file', file: '/home/me/aws', profile: undefined }],
    ['a profile', { CACHE_S3_PROFILE: 'ci' }, { from: 'file', file: undefined, profile: 'ci' }],
    ['a profile beside keys of the machine', { ...machines, PLUGIN_PROFILE: 'ci' }, { from: 'file', file: undefined, profile: 'ci' }],
    ['a profile of the machine beside its keys', { ...machines, AWS_PROFILE: 'ci' }, machineKeys],
    ['a file of the machine beside keys for us', { ...ours, AWS_SHARED_CREDENTIALS_FILE: '/x' }, ourKeys],
    ['anonymous', { ...machines, PLUGIN_S3_BUCKET_PUBLIC: 'true' }, { from: 'anonymous' }],
  ] as const)('%s', (_case, env, expected) => {
    expect(credentials(env)).toEqual(expected)
  })

  test.each([
    [{ PLUGIN_ACCESS_KEY: 'AKONE' }, 'PLUGIN_ACCESS_KEY: set without the secret key; set PLUGIN_SECRET_KEY too.'],
    [{ PLUGIN_SECRET_KEY: 'only-one' }, 'PLUGIN_SECRET_KEY: set without the access key; set PLUGIN_ACCESS_KEY too.'],
    [{ AWS_ACCESS_KEY_ID: 'AKONE' }, 'AWS_ACCESS_KEY_ID: set without the secret key; set AWS_SECRET_ACCESS_KEY too.'],
    [{ CACHE_S3_SECRET_KEY: 'only-one' }, 'CACHE_S3_SECRET_KEY: set without the access key; set CACHE_S3_ACCESS_KEY too.'],
    [{ ...ours, PLUGIN_PROFILE: 'ci' }, 'PLUGIN_ACCESS_KEY, PLUGIN_PROFILE: expected either keys or a credentials file.'],
  ])('%j is a mistake', (env, message) => {
    expect(complaint(() => credentials(env))).toBe(message)
  })
})

describe('a role', () => {
  const role = { PLUGIN_ROLE_ARN: 'arn:aws:iam::1:role/ci' }
  const inRole = {
    from: 'role',
    roleArn: 'arn:aws:iam::1:role/ci',
    tokenFile: undefined,
    sessionName: 'larder',
    externalId: undefined,
  } as const

  test.each([
    ['is assumed with keys', { ...role, ...ours }, { ...inRole, base: ourKeys }],
    ['is assumed with whatever the machine has', role, { ...inRole, base: { from: 'chain' } }],
    [
      'has a name and an external id',
      { PLUGIN_ASSUME_ROLE_ARN: inRole.roleArn, PLUGIN_ASSUME_ROLE_SESSION_NAME: 'job', PLUGIN_EXTERNAL_ID: 'x' },
      { ...inRole, sessionName: 'job', externalId: 'x', base: { from: 'chain' } },
    ],
    [
      'is assumed by the web identity of the machine',
      { ...role, AWS_WEB_IDENTITY_TOKEN_FILE: '/var/token' },
      { ...inRole, tokenFile: '/var/token', base: { from: 'chain' } },
    ],
    [
      'is assumed with keys although the machine has a web identity',
      { ...role, ...ours, AWS_WEB_IDENTITY_TOKEN_FILE: '/var/token' },
      { ...inRole, base: ourKeys },
    ],
    [
      'is assumed by a web identity for us',
      { ...role, ...machines, PLUGIN_WEB_IDENTITY_TOKEN_FILE: 'token' },
      { ...inRole, tokenFile: '/drone/src/token', base: machineKeys },
    ],
    [
      'of the machine comes with its token',
      webIdentity,
      { ...inRole, roleArn: webIdentity.AWS_ROLE_ARN, tokenFile: '/var/token', base: { from: 'chain' } },
    ],
    ['of the machine gives way to keys', { ...webIdentity, ...ours }, ourKeys],
    ['of the machine without a token is not assumed', { AWS_ROLE_ARN: webIdentity.AWS_ROLE_ARN }, { from: 'chain' }],
  ])('%s', (_case, env, expected) => {
    expect(credentials(env)).toEqual(expected)
  })
})
