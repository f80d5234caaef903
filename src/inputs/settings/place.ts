import { list, text, wholeNumber } from '../kinds.ts'
import type { Setting } from '../setting.ts'

/** Where a cache lives in its storage, and how long. */
export const placeSettings = {
  root: {
    kind: text,
    doc: 'A prefix for every path; without a `bucket` its first component names the bucket.',
    drone: ['ROOT', 'REMOTE_ROOT'],
  },
  path: {
    kind: text,
    doc: 'Where the cache lives below the root.',
    defaultDoc: '`<owner>/<repo>/<branch>`, on a pull request `<owner>/<repo>/pull/<number>`, on a tag `<owner>/<repo>/tag/<tag>`',
    modes: ['restore', 'rebuild'],
    action: ['cache-path'],
  },
  'fallback-path': {
    kind: list,
    doc: 'Where a restore looks next, in this order, when `path` does not hold the key; `[]` is nowhere.',
    defaultDoc: 'the paths of the target branch and the default branch',
    modes: ['restore'],
  },
  'flush-path': {
    kind: text,
    doc: 'A flush removes old caches at and below this path; `/` is everything below the root.',
    defaultDoc: '`<owner>/<repo>`',
    modes: ['flush'],
  },
  'flush-age': {
    kind: wholeNumber(0, 36_500),
    doc: 'A flush removes caches that were not written for this many days.',
    default: 30,
    modes: ['flush'],
  },
} as const satisfies Record<string, Setting>
