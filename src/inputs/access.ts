import type { Access } from '../host/build.ts'
import type { Reading } from './reading.ts'

/**
 * What both the host and the user allow. A setting can only take away: a host that gives a job read access only (a pull request
 * from a fork, a trigger that strangers can fire) protects every job that reads the cache later.
 */
export function accessOf(reading: Reading, host: Access): Access {
  const asked = reading.values.access
  if (asked === undefined) return host
  const reads = mayRead(asked) && mayRead(host)
  const writes = mayWrite(asked) && mayWrite(host)
  if ((mayRead(asked) && !reads) || (mayWrite(asked) && !writes)) {
    reading.notices.push(`${reading.called('access')} asks for ${asked}, and this build is allowed ${host}; it can only take away.`)
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
