import { describe, expect, test } from 'vitest'
import { settingNames, settingOf } from '../../src/inputs/settings.ts'
import { spellings } from '../../src/inputs/spellings.ts'

const names = [...settingNames]

function everySpelling(name: (typeof names)[number]): readonly string[] {
  const inputs = spellings.input(name).map((input) => `INPUT_${input.toUpperCase()}`)
  return [...spellings.flag(name), ...spellings.plugin(name), ...inputs, ...spellings.variable(name)]
}

describe('every row of the table of settings', () => {
  test.each(names)('%s has a name in kebab-case', (name) => {
    expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
  })

  test.each(names)('%s is described in one sentence', (name) => {
    expect(settingOf(name).doc).toMatch(/^[A-Z][^\n]*\.$/)
    expect(settingOf(name).doc).not.toMatch(/\. [A-Z]/)
  })

  test.each(names.filter((name) => settingOf(name).default !== undefined))('the default of %s reads as itself', (name) => {
    const { kind, default: value } = settingOf(name)
    expect(kind.parse(String(value), 'lines')).toBe(value)
  })

  test.each(names)('%s states its default once', (name) => {
    const { default: value, defaultDoc } = settingOf(name)
    expect(value !== undefined && defaultDoc !== undefined).toBe(false)
  })

  test.each(names)('%s can be written somewhere', (name) => {
    expect(everySpelling(name)).not.toEqual([])
  })
})

test('no two settings share a spelling, however a host writes it', () => {
  const all = names.flatMap((name) => [...new Set(everySpelling(name).map((each) => each.replaceAll(/[-.]/g, '_')))])
  expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([])
})

test('secrets have no flag, as a command line is visible to every process', () => {
  const secrets = names.filter((name) => settingOf(name).kind.secret)
  expect(secrets).toEqual(['access-key', 'secret-key', 'session-token'])
  expect(secrets.flatMap((name) => spellings.flag(name))).toEqual([])
})

test('these are all the spellings', () => {
  const lines = names.map((name) => {
    const inputs = spellings.input(name).map((input) => `input ${input}`)
    return [name, ...spellings.flag(name), ...spellings.plugin(name), ...inputs, ...spellings.variable(name)].join('  ')
  })
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    mode  PLUGIN_MODE  input mode
    restore  PLUGIN_RESTORE
    rebuild  PLUGIN_REBUILD
    flush  PLUGIN_FLUSH
    mount  --mount  PLUGIN_MOUNT  input path  LARDER_MOUNT
    key  --key  PLUGIN_KEY  PLUGIN_CACHE_KEY  input key  LARDER_KEY
    restore-keys  --restore-keys  PLUGIN_RESTORE_KEYS  input restore-keys  LARDER_RESTORE_KEYS
    format  --format  PLUGIN_FORMAT  PLUGIN_ARCHIVE_FORMAT  input format  LARDER_FORMAT
    filename  --filename  PLUGIN_FILENAME  LARDER_FILENAME
    compression-level  --compression-level  PLUGIN_COMPRESSION_LEVEL  input compression-level  LARDER_COMPRESSION_LEVEL
    overwrite  --overwrite  PLUGIN_OVERWRITE  PLUGIN_OVERRIDE  input overwrite  LARDER_OVERWRITE
    ignore-missing  --ignore-missing  PLUGIN_IGNORE_MISSING  input ignore-missing  LARDER_IGNORE_MISSING
    max-size  --max-size  PLUGIN_MAX_SIZE  input max-size  LARDER_MAX_SIZE
    workdir  --workdir  PLUGIN_WORKDIR  PLUGIN_LOCAL_ROOT  input workdir  LARDER_WORKDIR
    root  --root  PLUGIN_ROOT  PLUGIN_REMOTE_ROOT  input root  LARDER_ROOT
    path  --path  PLUGIN_PATH  input cache-path  LARDER_PATH
    fallback-path  --fallback-path  PLUGIN_FALLBACK_PATH  input fallback-path  LARDER_FALLBACK_PATH
    flush-path  --flush-path  PLUGIN_FLUSH_PATH  input flush-path  LARDER_FLUSH_PATH
    flush-age  --flush-age  PLUGIN_FLUSH_AGE  input flush-age  LARDER_FLUSH_AGE
    store  --store  PLUGIN_STORE  input store  LARDER_STORE
    backend  --backend  PLUGIN_BACKEND  input backend  LARDER_BACKEND
    directory  --directory  PLUGIN_DIRECTORY  PLUGIN_FILESYSTEM_CACHE_ROOT  input directory  LARDER_DIRECTORY  FILESYSTEM_CACHE_ROOT
    bucket  --bucket  PLUGIN_BUCKET  input bucket  LARDER_BUCKET  CACHE_S3_BUCKET  S3_BUCKET
    endpoint  --endpoint  PLUGIN_SERVER  PLUGIN_ENDPOINT  input endpoint  LARDER_ENDPOINT  CACHE_S3_ENDPOINT  CACHE_S3_SERVER  S3_ENDPOINT  AWS_ENDPOINT_URL_S3  AWS_ENDPOINT_URL
    accelerated-endpoint  --accelerated-endpoint  PLUGIN_ACCELERATED_ENDPOINT  input accelerated-endpoint  LARDER_ACCELERATED_ENDPOINT  CACHE_S3_ACCELERATED_ENDPOINT
    region  --region  PLUGIN_REGION  input region  LARDER_REGION  CACHE_S3_REGION  S3_REGION  AWS_REGION  AWS_DEFAULT_REGION
    path-style  --path-style  PLUGIN_PATH_STYLE  input path-style  LARDER_PATH_STYLE  S3_PATH_STYLE  AWS_PLUGIN_PATH_STYLE
    create-bucket  --create-bucket  PLUGIN_CREATE_BUCKET  input create-bucket  LARDER_CREATE_BUCKET
    acl  --acl  PLUGIN_ACL  input acl  LARDER_ACL  AWS_ACL
    encryption  --encryption  PLUGIN_ENCRYPTION  input encryption  LARDER_ENCRYPTION  AWS_ENCRYPTION
    kms-key-id  --kms-key-id  PLUGIN_KMS_KEY_ID  PLUGIN_ENCRYPTION_KEY_ID  input kms-key-id  LARDER_KMS_KEY_ID
    storage-class  --storage-class  PLUGIN_STORAGE_CLASS  input storage-class  LARDER_STORAGE_CLASS
    ca-cert  --ca-cert  PLUGIN_CA_CERT  input ca-cert  LARDER_CA_CERT  CACHE_S3_CA_CERT
    ca-cert-path  --ca-cert-path  PLUGIN_CA_CERT_PATH  input ca-cert-path  LARDER_CA_CERT_PATH  CACHE_S3_CA_CERT_PATH  AWS_CA_BUNDLE
    skip-verify  --skip-verify  PLUGIN_SKIP_VERIFY  input skip-verify  LARDER_SKIP_VERIFY
    access-key  PLUGIN_ACCESS_KEY  input access-key  LARDER_ACCESS_KEY  CACHE_S3_ACCESS_KEY  AWS_ACCESS_KEY_ID  CACHE_AWS_ACCESS_KEY_ID
    secret-key  PLUGIN_SECRET_KEY  input secret-key  LARDER_SECRET_KEY  CACHE_S3_SECRET_KEY  AWS_SECRET_ACCESS_KEY  CACHE_AWS_SECRET_ACCESS_KEY
    session-token  PLUGIN_SESSION_TOKEN  input session-token  LARDER_SESSION_TOKEN  CACHE_S3_SESSION_TOKEN  AWS_SESSION_TOKEN
    file-credentials  --file-credentials  PLUGIN_FILE_CREDENTIALS  input file-credentials  LARDER_FILE_CREDENTIALS  CACHE_FILE_CREDENTIALS  AWS_SHARED_CREDENTIALS_FILE
    profile  --profile  PLUGIN_PROFILE  input profile  LARDER_PROFILE  CACHE_S3_PROFILE  AWS_PROFILE
    role-arn  --role-arn  PLUGIN_ROLE_ARN  PLUGIN_ASSUME_ROLE_ARN  PLUGIN_ASSUME_ROLE  input role-arn  LARDER_ROLE_ARN  AWS_ASSUME_ROLE_ARN  AWS_ROLE_ARN
    role-session-name  --role-session-name  PLUGIN_ROLE_SESSION_NAME  PLUGIN_ASSUME_ROLE_SESSION_NAME  input role-session-name  LARDER_ROLE_SESSION_NAME  AWS_ROLE_SESSION_NAME
    external-id  --external-id  PLUGIN_EXTERNAL_ID  input external-id  LARDER_EXTERNAL_ID
    web-identity-token-file  --web-identity-token-file  PLUGIN_WEB_IDENTITY_TOKEN_FILE  input web-identity-token-file  LARDER_WEB_IDENTITY_TOKEN_FILE  AWS_WEB_IDENTITY_TOKEN_FILE
    anonymous  --anonymous  PLUGIN_ANONYMOUS  PLUGIN_S3_BUCKET_PUBLIC  input anonymous  LARDER_ANONYMOUS  S3_BUCKET_PUBLIC
    strict  --strict  PLUGIN_STRICT  PLUGIN_EXIT_CODE  input strict  LARDER_STRICT
    fail-on-miss  --fail-on-miss  PLUGIN_FAIL_ON_MISS  PLUGIN_FAIL_RESTORE_IF_KEY_NOT_PRESENT  input fail-on-cache-miss  input fail-on-miss  LARDER_FAIL_ON_MISS
    lookup-only  --lookup-only  PLUGIN_LOOKUP_ONLY  input lookup-only  LARDER_LOOKUP_ONLY
    dry-run  --dry-run  PLUGIN_DRY_RUN  input dry-run  LARDER_DRY_RUN
    access  --access  PLUGIN_ACCESS  input access  LARDER_ACCESS
    cache-mode  input cache-mode
    save-on  input save-on  LARDER_SAVE_ON
    save-always  input save-always
    cache-on-failure  input cache-on-failure
    timeout  --timeout  PLUGIN_TIMEOUT  input timeout  LARDER_TIMEOUT
    workers  --workers  PLUGIN_WORKERS  input workers  LARDER_WORKERS
    concurrency  --concurrency  PLUGIN_CONCURRENCY  input concurrency  LARDER_CONCURRENCY
    debug  --debug  PLUGIN_DEBUG  input debug  LARDER_DEBUG  RUNNER_DEBUG
    log-level  --log-level  PLUGIN_LOG_LEVEL  input log-level  LARDER_LOG_LEVEL
    json  --json  PLUGIN_JSON  LARDER_JSON
    enable-cross-os-archive  input enableCrossOsArchive
    upload-chunk-size  input upload-chunk-size
    job-status  input job-status
    "
  `)
})
