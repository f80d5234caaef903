import { flag, secret, text } from '../kinds.ts'
import type { Setting } from '../setting.ts'

/** Who we are to S3. */
export const credentialSettings = {
  'access-key': {
    kind: secret,
    doc: 'The access key of S3.',
    defaultDoc: 'the default chain of the AWS SDK: shared files, web identity, container, instance',
    env: ['CACHE_S3_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'CACHE_AWS_ACCESS_KEY_ID'],
  },
  'secret-key': {
    kind: secret,
    doc: 'The secret key of S3.',
    env: ['CACHE_S3_SECRET_KEY', 'AWS_SECRET_ACCESS_KEY', 'CACHE_AWS_SECRET_ACCESS_KEY'],
  },
  'session-token': {
    kind: secret,
    doc: 'The token that comes with temporary keys; `AWS_SESSION_TOKEN` is taken only along with `AWS_ACCESS_KEY_ID`.',
    env: ['CACHE_S3_SESSION_TOKEN', 'AWS_SESSION_TOKEN'],
  },
  'file-credentials': {
    kind: text,
    doc: 'A file of shared AWS credentials.',
    env: ['CACHE_FILE_CREDENTIALS', 'AWS_SHARED_CREDENTIALS_FILE'],
  },
  profile: { kind: text, doc: 'The profile to take from the shared AWS files.', env: ['CACHE_S3_PROFILE', 'AWS_PROFILE'] },
  'role-arn': {
    kind: text,
    doc: 'The role to assume, by web identity where the host gives a token, else with the other credentials.',
    drone: ['ROLE_ARN', 'ASSUME_ROLE_ARN', 'ASSUME_ROLE'],
    env: ['AWS_ASSUME_ROLE_ARN', 'AWS_ROLE_ARN'],
  },
  'role-session-name': {
    kind: text,
    doc: 'How the session of the assumed role is called.',
    default: 'larder',
    drone: ['ROLE_SESSION_NAME', 'ASSUME_ROLE_SESSION_NAME'],
    env: ['AWS_ROLE_SESSION_NAME'],
  },
  'external-id': { kind: text, doc: 'The external id that the role asks for.' },
  'web-identity-token-file': {
    kind: text,
    doc: 'A file that holds the web identity token for `role-arn`.',
    env: ['AWS_WEB_IDENTITY_TOKEN_FILE'],
  },
  anonymous: {
    kind: flag,
    doc: 'Send requests unsigned, for a public bucket.',
    default: false,
    drone: ['ANONYMOUS', 'S3_BUCKET_PUBLIC'],
    env: ['S3_BUCKET_PUBLIC'],
  },
} as const satisfies Record<string, Setting>
