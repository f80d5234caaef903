import type { CredentialsConfig } from './config.ts'
import type { Reading } from './reading.ts'
import type { SettingName } from './settings.ts'
import { resolveDirectory } from './store-address.ts'

/**
 * Who we are to S3: nobody, or by keys, by shared files, by the SDK's chain, and with any of these by a role.
 * What was written for us wins over what the machine happens to hold in `AWS_*` variables.
 */
export function credentialsOf(reading: Reading, home: string, workspace: string): CredentialsConfig {
  if (reading.values.anonymous) return { from: 'anonymous' }
  const own = ownCredentials(reading, home, workspace)
  const role = reading.values['role-arn']
  return role === undefined || isIdleMachineRole(reading, own)
    ? own
    : inRole(reading, role, own, (path) => resolveDirectory(path, home, workspace))
}

function ownCredentials(reading: Reading, home: string, workspace: string): CredentialsConfig {
  const keys = keysOf(reading)
  const file = fileOf(reading, home, workspace)
  if (keys && file && isWritten(reading, 'access-key') && isFileWritten(reading)) {
    const files = (['file-credentials', 'profile'] as const).filter((name) => isWritten(reading, name)).map((name) => reading.called(name))
    reading.mistakes.push(`${reading.called('access-key')}, ${files.join(', ')}: expected either keys or a credentials file`)
  }
  const fileFirst = file && isFileWritten(reading) && !isWritten(reading, 'access-key')
  return (fileFirst ? file : (keys ?? file)) ?? { from: 'chain' }
}

function keysOf(reading: Reading): CredentialsConfig | undefined {
  const accessKey = reading.values['access-key']
  const secretKey = reading.values['secret-key']
  if (accessKey === undefined && secretKey === undefined) return undefined
  if (accessKey === undefined || secretKey === undefined) {
    const [present, absent] = accessKey === undefined ? (['secret-key', 'access-key'] as const) : (['access-key', 'secret-key'] as const)
    reading.mistakes.push(
      `${reading.called(present)}: set without the ${absent.replace('-', ' ')}; set ${counterpart(reading, present, absent)} too`,
    )
    return undefined
  }
  return { from: 'keys', accessKey, secretKey, sessionToken: sessionToken(reading) }
}

/** The name of the other key in the family of names that the user writes. */
function counterpart(reading: Reading, present: 'access-key' | 'secret-key', absent: 'access-key' | 'secret-key'): string {
  const families = new Map([
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
    ['CACHE_S3_ACCESS_KEY', 'CACHE_S3_SECRET_KEY'],
    ['CACHE_S3_SECRET_KEY', 'CACHE_S3_ACCESS_KEY'],
  ])
  return families.get(reading.called(present)) ?? reading.called(absent)
}

/** A token belongs to the keys it came with: the machine's own would spoil keys that were written for us. */
function sessionToken(reading: Reading): string | undefined {
  const foreign = reading.origin('session-token') === 'AWS_SESSION_TOKEN' && reading.origin('access-key') !== 'AWS_ACCESS_KEY_ID'
  return foreign ? undefined : reading.values['session-token']
}

function fileOf(reading: Reading, home: string, workspace: string): CredentialsConfig | undefined {
  const { profile } = reading.values
  const file = reading.values['file-credentials']
  if (file === undefined && profile === undefined) return undefined
  return { from: 'file', file: file && resolveDirectory(file, home, workspace), profile }
}

function isFileWritten(reading: Reading): boolean {
  return isWritten(reading, 'file-credentials') || isWritten(reading, 'profile')
}

const machineVariables = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
])

/** Written for us, and not a variable that every AWS tool on the machine reads. */
function isWritten(reading: Reading, name: SettingName): boolean {
  const origin = reading.origin(name)
  return origin !== undefined && !machineVariables.has(origin)
}

/** A role that the machine has for every tool counts only with its token, and after keys and files. */
function isIdleMachineRole(reading: Reading, own: CredentialsConfig): boolean {
  return !isWritten(reading, 'role-arn') && (own.from !== 'chain' || reading.values['web-identity-token-file'] === undefined)
}

function inRole(reading: Reading, roleArn: string, base: CredentialsConfig, resolvePath: (path: string) => string): CredentialsConfig {
  const tokenFile = reading.values['web-identity-token-file']
  const byToken = tokenFile !== undefined && (isWritten(reading, 'web-identity-token-file') || base.from === 'chain')
  return {
    from: 'role',
    roleArn,
    tokenFile: byToken ? resolvePath(tokenFile) : undefined,
    sessionName: reading.values['role-session-name'],
    externalId: reading.values['external-id'],
    base,
  }
}
