import { duration, flag, oneOf, text, wholeNumber } from '../kinds.ts'
import type { Setting } from '../setting.ts'

/** How a command runs, what it may do and what it says. */
export const runningSettings = {
  strict: {
    kind: flag,
    doc: 'An error of the storage or while extracting fails a restore instead of counting as a miss, and a save of the action instead of being a warning.',
    default: false,
    drone: ['STRICT', 'EXIT_CODE'],
  },
  'fail-on-miss': {
    kind: flag,
    doc: 'A restore that finds no cache fails.',
    default: false,
    modes: ['restore'],
    action: ['fail-on-cache-miss', 'fail-on-miss'],
    drone: ['FAIL_ON_MISS', 'FAIL_RESTORE_IF_KEY_NOT_PRESENT'],
  },
  'lookup-only': { kind: flag, doc: 'Find out whether there is a cache and restore nothing.', default: false, modes: ['restore'] },
  'dry-run': { kind: flag, doc: 'Tell what a flush would remove and remove nothing.', default: false, modes: ['flush'] },
  access: {
    kind: oneOf(['read-write', 'read', 'write', 'none'], { 'read-only': 'read', 'write-only': 'write' }),
    doc: 'What this build may do with caches; it can only take away from what the host allows.',
    defaultDoc: 'what the host allows',
  },
  'cache-mode': {
    kind: oneOf(['read', 'write', 'write-only', 'none']),
    doc: 'Another way to write `access`, in the words of GitHub, where `write` allows to read as well.',
    doors: ['action'],
  },
  'save-on': {
    kind: oneOf(['success', 'failure', 'always', 'never']),
    doc: 'When the action rebuilds at the end of the job: if it succeeded, only if it failed, always, or never.',
    defaultDoc: '`success`',
    modes: ['rebuild'],
    doors: ['action'],
    onlyWithPost: true,
    env: ['LARDER_SAVE_ON'],
  },
  'save-always': {
    kind: flag,
    doc: 'Another way to write `save-on: always`.',
    default: false,
    modes: ['rebuild'],
    doors: ['action'],
    onlyWithPost: true,
  },
  'cache-on-failure': {
    kind: flag,
    doc: 'Another way to write `save-on: always`, known from rust-cache.',
    default: false,
    modes: ['rebuild'],
    doors: ['action'],
    onlyWithPost: true,
  },
  timeout: {
    kind: duration,
    doc: 'How long the whole command may take.',
    defaultDoc: '`10m` for a restore, `30m` for a rebuild or flush',
  },
  workers: {
    kind: wholeNumber(1, 64),
    doc: 'Threads that read, compress and write.',
    defaultDoc: 'as many as there are cores, at most 8',
  },
  concurrency: { kind: wholeNumber(1, 256), doc: 'Requests to the storage at one time.', default: 32 },
  debug: { kind: flag, doc: 'Tell every step.', default: false, env: ['RUNNER_DEBUG'] },
  'log-level': {
    kind: oneOf(['debug', 'info', 'quiet'], {
      trace: 'debug',
      warning: 'quiet',
      warn: 'quiet',
      error: 'quiet',
      fatal: 'quiet',
      panic: 'quiet',
    }),
    doc: 'How much to tell.',
    default: 'info',
  },
  json: { kind: flag, doc: 'Print one JSON object instead of words.', default: false, doors: ['plugin', 'command'] },
  'enable-cross-os-archive': {
    kind: flag,
    doc: 'Has no effect, as every cache can be restored on every system; accepted so that steps of actions/cache work unchanged.',
    default: false,
    modes: ['restore', 'rebuild'],
    doors: ['action'],
    action: ['enableCrossOsArchive'],
  },
  'upload-chunk-size': {
    kind: text,
    doc: 'Has no effect, as parts are sized by what is sent; accepted so that steps of actions/cache work unchanged.',
    modes: ['rebuild'],
    doors: ['action'],
  },
  'job-status': {
    kind: oneOf(['success', 'failure', 'cancelled']),
    doc: 'How the job has gone so far; leave it alone.',
    modes: ['rebuild'],
    doors: ['action'],
    onlyWithPost: true,
    manifestDefault: '${{ job.status }}',
  },
} as const satisfies Record<string, Setting>
