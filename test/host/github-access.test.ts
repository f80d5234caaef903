import { expect, test } from 'vitest'
import type { Access } from '../../src/host/build.ts'
import { detectBuild } from '../../src/host/detect.ts'
import { memoryFiles } from './environments.ts'

interface Case {
  readonly run: string
  readonly access: Access
  readonly trigger?: string
  readonly ref?: string
  readonly mode?: string
  readonly event?: object
}

const repository = { full_name: 'octo/app', default_branch: 'main' }
const after = (head: string) => ({ repository, workflow_run: { head_repository: { full_name: head } } })

const cases: readonly Case[] = [
  { run: 'a push to the default branch', trigger: 'push', access: 'read-write' },
  { run: 'a run by hand', trigger: 'workflow_dispatch', access: 'read-write' },
  { run: 'a schedule', trigger: 'schedule', access: 'read-write' },
  { run: 'a run without a trigger, as some emulators start it', access: 'read-write' },
  { run: 'a pull request', trigger: 'pull_request', ref: 'refs/pull/7/merge', access: 'read-write' },
  { run: 'a review of a pull request', trigger: 'pull_request_review', ref: 'refs/pull/7/merge', access: 'read-write' },
  { run: 'a release', trigger: 'release', ref: 'refs/tags/v1', access: 'read-write' },
  { run: 'a new branch', trigger: 'create', ref: 'refs/heads/next', access: 'read-write' },
  { run: 'pull_request_target on the default branch', trigger: 'pull_request_target', access: 'read' },
  { run: 'pull_request_target on another branch', trigger: 'pull_request_target', ref: 'refs/heads/next', access: 'read' },
  { run: 'a comment on an issue', trigger: 'issue_comment', access: 'read' },
  { run: 'a new issue', trigger: 'issues', access: 'read' },
  { run: 'a star', trigger: 'watch', access: 'read' },
  { run: 'a trigger that did not exist when this was written', trigger: 'brand_new', access: 'read' },
  { run: 'an issue where the default branch is not known', trigger: 'issues', ref: 'refs/heads/next', event: {}, access: 'read' },
  { run: 'a run after one of the same repository', trigger: 'workflow_run', event: after('octo/app'), access: 'read-write' },
  {
    run: 'a run after one of the same repository, spelled otherwise',
    trigger: 'workflow_run',
    event: after('Octo/App'),
    access: 'read-write',
  },
  { run: 'a run after one of a fork', trigger: 'workflow_run', event: after('stranger/app'), access: 'read' },
  { run: 'a run after one whose repository is gone', trigger: 'workflow_run', access: 'read' },
  { run: 'cache-mode read on a push', trigger: 'push', mode: 'read', access: 'read' },
  { run: 'cache-mode write, which means both', trigger: 'push', mode: 'write', access: 'read-write' },
  { run: 'cache-mode write-only', trigger: 'push', mode: 'write-only', access: 'write' },
  { run: 'cache-mode none', trigger: 'push', mode: 'none', access: 'none' },
  { run: 'cache-mode write asked for on an untrusted trigger', trigger: 'issue_comment', mode: 'write', access: 'read-write' },
  { run: 'an unknown cache-mode on a push', trigger: 'push', mode: 'sometimes', access: 'read-write' },
  { run: 'an unknown cache-mode on an untrusted trigger', trigger: 'issue_comment', mode: 'constructor', access: 'read' },
]

test.each(cases)('$run: $access', ({ trigger, ref, mode, event, access }) => {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: trigger,
    GITHUB_EVENT_PATH: '/event.json',
    GITHUB_REF: ref ?? 'refs/heads/main',
    ACTIONS_CACHE_MODE: mode,
  }
  const files = memoryFiles((path) => (path === '/event.json' ? JSON.stringify(event ?? { repository }) : undefined))
  expect(detectBuild(env, files).access).toBe(access)
})
