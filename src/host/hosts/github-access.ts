import type { Access } from '../build.ts'
import { textAt } from '../json.ts'
import { isOtherRepository } from '../slug.ts'

interface Run {
  /** `ACTIONS_CACHE_MODE`. */
  readonly mode: string | undefined
  readonly trigger: string | undefined
  readonly ref: string | undefined
  readonly defaultBranch: string | undefined
  readonly event: unknown
}

/**
 * What a run may do with caches, by GitHub's rules, which its own cache enforces by tokens and we by good manners:
 *
 * - `cache-mode` of the job decides where it is given: `read`, `write` (which means read and write), `write-only`, `none`.
 *   An unknown mode is as good as none given, as in actions/cache.
 * - Else the trigger decides. Events that somebody without write access can cause, and that run with the secrets of the repository on
 *   its default branch, may only read: else a stranger's build could leave a cache that a release restores (cache poisoning).
 */
export function githubAccess(run: Run): Access {
  return modes.get(run.mode ?? '') ?? (mayWrite(run) ? 'read-write' : 'read')
}

const modes: ReadonlyMap<string, Access> = new Map([
  ['read', 'read'],
  ['write', 'read-write'],
  ['write-only', 'write'],
  ['none', 'none'],
])

/** Only people and apps that may write to the repository cause these. */
const trusted: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'delete',
  'registry_package',
  'page_build',
])

function mayWrite({ trigger, ref, defaultBranch, event }: Run): boolean {
  if (trigger === undefined || trusted.has(trigger)) return true
  switch (trigger) {
    case 'pull_request_target':
      return false
    case 'workflow_run':
      return isSameRepository(event)
    default:
      return hasOwnScope(ref, defaultBranch)
  }
}

/** A run that follows a run of a fork inherits its distrust, and so does one whose origin cannot be read. */
function isSameRepository(event: unknown): boolean {
  return (
    isOtherRepository(textAt(event, 'workflow_run', 'head_repository', 'full_name'), textAt(event, 'repository', 'full_name')) === false
  )
}

/** `pull_request` runs on `refs/pull/7/merge`, a release on its tag: what they write, the default branch does not read. */
function hasOwnScope(ref: string | undefined, defaultBranch: string | undefined): boolean {
  if (ref === undefined) return false
  return !ref.startsWith('refs/heads/') || (defaultBranch !== undefined && ref !== `refs/heads/${defaultBranch}`)
}
