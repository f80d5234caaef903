import { hasCode, LarderError, messageOf } from '../errors.ts'
import type { RestoreConfig } from '../inputs/config.ts'
import { findCandidates, type Candidate } from './candidates.ts'
import type { RestoreOutcome } from './events.ts'
import { restoreSnapshot } from './restore-snapshot.ts'
import type { Tools } from './tools.ts'

/**
 * Puts the best cache there is into the workspace. A cache that cannot be used leaves the workspace as it was, is told as a warning,
 * and the next candidate is tried. Ends as a miss where nothing could be used, also when the storage fails, unless `strict`.
 * Throws `CACHE_MISS` with `failOnMiss`, and `INTERRUPTED`.
 */
export async function restore(config: RestoreConfig, tools: Tools): Promise<RestoreOutcome> {
  const started = tools.elapsed()
  const { access } = config.build
  if (access === 'write' || access === 'none') {
    return { command: 'restore', status: 'skipped', reason: 'this job may not read caches', milliseconds: tools.elapsed() - started }
  }
  const tried: string[] = []
  const failures: string[] = []
  const damaged: string[] = []
  const closed: LarderError[] = []
  const tolerate = (error: unknown, what: string): void => {
    // What could not be put back is no miss: somebody has to look at it.
    if (hasCode(error, 'UNDO_FAILED')) throw error
    tools.signal.throwIfAborted()
    if (config.strict) throw error
    failures.push(messageOf(error))
    tools.report({ type: 'warning', message: `${what}: ${messageOf(error)}`, ...hintOf(error) })
  }
  try {
    for await (const candidate of findCandidates(config, { ...tools, tried, closed })) {
      try {
        const totals = await restoreFrom(candidate, config, tools)
        return { ...totals, ...described(candidate, config), tried, ...unlessEmpty({ damaged }), milliseconds: tools.elapsed() - started }
      } catch (error) {
        if (hasCode(error, ...damageCodes)) damaged.push(candidate.object.key)
        tolerate(error, `${candidate.object.key} could not be restored, and the workspace is as it was`)
      }
    }
    if (config.strict && closed[0] !== undefined) throw closed[0]
  } catch (caught) {
    // Whatever fails once the signal has fired, fails because of that.
    const error: unknown = tools.signal.aborted && !hasCode(caught, 'UNDO_FAILED') ? tools.signal.reason : caught
    if (hasCode(error, 'INTERRUPTED', 'UNDO_FAILED') || config.strict) throw error
    failures.push(messageOf(error))
    tools.report({ type: 'warning', message: messageOf(error), ...hintOf(error) })
  }
  if (config.failOnMiss) throw missed(tried)
  const failure = failures.join(' ')
  return {
    command: 'restore',
    status: 'miss',
    tried,
    ...unlessEmpty({ damaged, failure }),
    milliseconds: tools.elapsed() - started,
  }
}

/** The cache can never be restored, by anybody, until a rebuild replaces it. */
const damageCodes = ['MANIFEST_CORRUPT', 'MANIFEST_STALLED', 'SEGMENT_CORRUPT', 'SEGMENT_MISSING', 'ARCHIVE_CORRUPT', 'ARCHIVE_EMPTY']

async function restoreFrom(candidate: Candidate, config: RestoreConfig, tools: Tools) {
  const { object, format } = candidate
  const age = Math.max(0, (await tools.store.now({ signal: tools.signal })).getTime() - object.lastModified.getTime())
  tools.report({ type: 'found', object: object.key, size: object.size, age })
  if (config.lookupOnly) return { entries: 0, bytes: 0, transferred: 0, kept: 0 }
  if (format === 'snapshot') return restoreSnapshot(object, config, tools)
  // Loaded when needed, because a snapshot does without `tar`.
  const { restoreArchive } = await import('./restore-archive.ts')
  return restoreArchive(object, config, tools)
}

function described({ status, object, key, format }: Candidate, { lookupOnly }: RestoreConfig) {
  return { command: 'restore', status, object: object.key, key, format, lookupOnly } as const
}

function missed(tried: readonly string[]): LarderError {
  return new LarderError('CACHE_MISS', `There is no cache at ${tried.join(', ')}.`, {
    hint: 'Run a rebuild first, or leave out `fail-on-miss`.',
  })
}

function hintOf(error: unknown): { hint?: string } {
  return error instanceof LarderError && error.hint !== undefined ? { hint: error.hint } : {}
}

/** The members that hold something. */
function unlessEmpty<T extends Readonly<Record<string, string | readonly string[]>>>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, { length }]) => length > 0)) as Partial<T>
}
