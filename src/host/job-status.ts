import type { Build } from './build.ts'

type JobStatus = NonNullable<Build['jobStatus']>

const words: ReadonlyMap<string, JobStatus> = new Map([
  ['success', 'success'],
  ['succeeded', 'success'],
  ['succeededwithissues', 'success'],
  ['passed', 'success'],
  ['failure', 'failure'],
  ['failed', 'failure'],
  ['error', 'failure'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['killed', 'cancelled'],
  ['stopped', 'cancelled'],
])

/** What a host calls the state of a job; undefined while it is running. */
export function jobStatus(word: string | undefined): JobStatus | undefined {
  return words.get(word?.toLowerCase() ?? '')
}

/** From an exit code: 0 is success. */
export function jobStatusOfExit(code: string | undefined): JobStatus | undefined {
  if (!/^-?\d+$/.test(code ?? '')) return undefined
  return Number(code) === 0 ? 'success' : 'failure'
}
