import { join, resolve } from 'node:path'
import { certificateOf } from './certificate.ts'
import type { StorageConfig } from './config.ts'
import { credentialsOf } from './credentials.ts'
import type { S3Address } from './endpoint.ts'
import type { Reading } from './reading.ts'
import { s3AddressOf, s3ConfigOf } from './s3.ts'
import { parseStore, resolveDirectory } from './store-address.ts'
import type { Surroundings } from './surroundings.ts'

export interface StorageSurroundings extends Surroundings {
  /** Absolute; where relative directories start. */
  readonly workspace: string
}

/** The store to use, and the prefix that its address puts before every path. */
export interface ChosenStorage {
  readonly storage: StorageConfig
  readonly prefix: string
}

/** Undefined when the settings name no store, which is then among the mistakes. */
export function storageOf(reading: Reading, surroundings: StorageSurroundings): ChosenStorage | undefined {
  const { values } = reading
  if (values.store !== undefined) return namedStore(reading, values.store, surroundings)
  if (values.directory !== undefined && values.backend !== 's3') return namedDirectory(reading, values.directory, surroundings)
  if (values.backend === 'filesystem') return directory(meltwaterDirectory)
  if (namesS3(reading)) return s3(reading, undefined, surroundings)
  if (surroundings.build.host === 'terminal') return userCache(reading, surroundings)
  reading.mistakes.push(`${reading.called('bucket')}: missing; name the storage by it, or by ${reading.called('store')}`)
  return undefined
}

/** Where `backend: filesystem` of meltwater's drone-cache keeps caches when nothing else is said. */
const meltwaterDirectory = '/tmp/cache'

function directory(path: string): ChosenStorage {
  return { storage: { kind: 'directory', directory: path }, prefix: '' }
}

function namedStore(reading: Reading, store: string, surroundings: StorageSurroundings): ChosenStorage | undefined {
  const parsed = parseStore(store, surroundings.home, surroundings.workspace)
  if ('wrong' in parsed) {
    reading.mistakes.push(`${reading.called('store')}: expected ${parsed.wrong}, got ${reading.quoted('store')}`)
    return undefined
  }
  return 'directory' in parsed ? directory(parsed.directory) : s3(reading, parsed.address, surroundings)
}

function namedDirectory(reading: Reading, path: string, { home, workspace }: StorageSurroundings): ChosenStorage {
  const rival = (['bucket', 'endpoint'] as const).find((name) => isWritten(reading, name))
  if (rival !== undefined && reading.values.backend === undefined) {
    const choice = `${reading.called('directory')}, ${reading.called(rival)}`
    reading.mistakes.push(`${choice}: expected one of them, or ${reading.called('backend')} to choose s3 or filesystem`)
  }
  return directory(resolveDirectory(path, home, workspace))
}

/** drone-s3-cache needed no setting to use Amazon S3, so a plugin step needs none either. */
function namesS3(reading: Reading): boolean {
  const named = (['bucket', 'endpoint'] as const).some((name) => isWritten(reading, name))
  return named || reading.values.backend === 's3' || reading.door === 'plugin'
}

/** `AWS_ENDPOINT_URL` is for every AWS tool on the machine and does not ask for S3 by itself. */
function isWritten(reading: Reading, name: 'bucket' | 'endpoint'): boolean {
  return reading.origin(name) !== undefined && !reading.origin(name)?.startsWith('AWS_')
}

function s3(reading: Reading, store: S3Address | undefined, surroundings: StorageSurroundings): ChosenStorage {
  const { home, workspace } = surroundings
  const address = s3AddressOf(reading, store)
  if (address.bucket === undefined && reading.door !== 'plugin') {
    reading.mistakes.push(`${reading.called('bucket')}: missing; say which bucket holds the caches`)
  }
  const credentials = credentialsOf(reading, home, workspace)
  return {
    storage: s3ConfigOf(
      reading,
      address,
      credentials,
      certificateOf(reading, (path) => resolveDirectory(path, home, workspace), surroundings.readText),
    ),
    prefix: address.prefix,
  }
}

function userCache(reading: Reading, surroundings: StorageSurroundings): ChosenStorage {
  const path = join(userCacheFolder(surroundings), 'larder')
  reading.notices.push(`No storage is set, so caches are kept in ${path}; set ${reading.called('store')} to keep them elsewhere.`)
  return directory(path)
}

function userCacheFolder({ env, home, platform }: StorageSurroundings): string {
  if (env['XDG_CACHE_HOME']?.startsWith('/')) return env['XDG_CACHE_HOME']
  if (platform === 'darwin') return resolve(home, 'Library/Caches')
  return platform === 'win32' ? env['LOCALAPPDATA'] || resolve(home, 'AppData/Local') : resolve(home, '.cache')
}
