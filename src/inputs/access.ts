import type { Access } from '../host/build.ts'
import type { Reading } from './reading.ts'

/**
 * What both the host and the user allow. A setting can only take away: a host that gives a job read access only (a pull request
 * from a fork, a trigger that strangers can fire) protects every job that reads the cache later.
 */
export function accessOf(reading: Reading, host: Access): Access {
  const { access, 'cache-mode': mode } = reading.values
  const allowed = access === undefined ? host : narrowed(reading, 'access', access, host)
  return mode === undefined ? allowed : narrowed(reading, 'cache-mode', githubModes[mode], allowed)
}

const githubModes = { read: 'read', write: 'read-write', 'write-only': 'write', none: 'none' } as const satisfies Record<string, Access>

function narrowed(reading: Reading, name: 'access' | 'cache-mode', asked: Access, allowed: Access): Access {
  const reads = mayRead(asked) && mayRead(allowed)
  const writes = mayWrite(asked) && mayWrite(allowed)
  if ((mayRead(asked) && !reads) || (mayWrite(asked) && !writes)) {
    reading.notices.push(`${reading.called(name)} asks for ${asked}, and this build is allowed ${allowed}; it can only take away.`)
  }
  if (reads) return writes ? 'read-write' : 'read'
  return writes ? 'write' : 'none'
}

function mayRead(access: Access): boolean {
  return access === 'read-write' || access === 'read'
}

function mayWrite(access: Access): boolean {
  return access === 'read-write' || access === 'write'
}
