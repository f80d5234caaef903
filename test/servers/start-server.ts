import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Requirement } from '../support/requirements.ts'
import { testRunDirectory } from '../support/test-run.ts'
import { startCeph } from './ceph.ts'
import { startMinio } from './minio.ts'
import type { S3Server } from './server.ts'
import { startVersitygw } from './versitygw.ts'

/** The servers that have to be installed; each is named for its requirement. */
export type ServerKind = Extract<Requirement, 'minio' | 'versitygw' | 'ceph'>

const starters = { minio: startMinio, versitygw: startVersitygw, ceph: startCeph } as const satisfies Record<ServerKind, unknown>

/** A server of one's own, to stop and to treat badly. */
export async function startServer(kind: ServerKind): Promise<S3Server> {
  return starters[kind](await mkdtemp(path.join(testRunDirectory(), `${kind}-`)))
}

/** The server of this kind that all test files of a run share: use a bucket of your own. The first to ask starts it. */
export async function sharedServer(kind: ServerKind): Promise<Omit<S3Server, 'stop'>> {
  const lock = path.join(testRunDirectory(), `${kind}.lock`)
  const answer = path.join(testRunDirectory(), `${kind}.json`)
  if (tryLock(lock)) await startFor(answer, kind)
  for (;;) {
    if (existsSync(answer)) return read(answer)
    await sleep(50)
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function startFor(answer: string, kind: ServerKind): Promise<void> {
  const found = await startServer(kind).catch((error: unknown) => ({ failure: `${kind} did not start: ${String(error)}` }))
  // Functions are left out, so what is read back has no `stop`.
  writeFileSync(`${answer}.new`, JSON.stringify(found))
  renameSync(`${answer}.new`, answer)
}

function read(answer: string): Omit<S3Server, 'stop'> {
  const found = JSON.parse(readFileSync(answer, 'utf8')) as { failure: string } | Omit<S3Server, 'stop'>
  if ('failure' in found) throw new Error(found.failure)
  return found
}
