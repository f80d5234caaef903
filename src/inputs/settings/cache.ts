import { compressionLevel, flag, list, oneOf, size, text } from '../kinds.ts'
import type { Setting } from '../setting.ts'
import { modes } from '../setting.ts'

/** What to do and what to cache. */
export const cacheSettings = {
  mode: {
    kind: oneOf(modes),
    doc: 'What to do with the cache.',
    doors: ['plugin', 'action'],
  },
  restore: { kind: flag, doc: 'Another way to write `mode: restore`.', default: false, doors: ['plugin'] },
  rebuild: { kind: flag, doc: 'Another way to write `mode: rebuild`.', default: false, doors: ['plugin'] },
  flush: { kind: flag, doc: 'Another way to write `mode: flush`.', default: false, doors: ['plugin'] },
  mount: {
    kind: list,
    doc: 'Files and directories to cache, with globs and `!` excludes; a restore given any writes to these and no others.',
    modes: ['restore', 'rebuild'],
    action: ['path'],
    actionRequires: true,
  },
  key: {
    kind: text,
    doc: 'The name of the cache within its path, up to 512 characters.',
    defaultDoc: '`archive`',
    modes: ['restore', 'rebuild'],
    actionRequires: true,
    drone: ['KEY', 'CACHE_KEY'],
  },
  'restore-keys': {
    kind: list,
    doc: 'Prefixes of keys to take instead, in this order, when no place holds the exact key.',
    modes: ['restore'],
  },
  format: {
    kind: oneOf(['snapshot', 'tar', 'tar.gz', 'tar.zst'], { gzip: 'tar.gz', tgz: 'tar.gz', zstd: 'tar.zst' }),
    doc: 'How the cache is stored: `snapshot` sends only what changed, the others are one archive.',
    defaultDoc: '`snapshot`',
    modes: ['restore', 'rebuild'],
    drone: ['FORMAT', 'ARCHIVE_FORMAT'],
  },
  filename: {
    kind: text,
    doc: 'The exact name of one archive, as drone-s3-cache names it, in place of `key` and `format`.',
    modes: ['restore', 'rebuild'],
    doors: ['plugin', 'command'],
  },
  'compression-level': {
    kind: compressionLevel,
    doc: 'A level of zstd (1 to 19) or gzip (1 to 9), or `auto` to follow the bottleneck.',
    default: 'auto',
    modes: ['rebuild'],
  },
  overwrite: {
    kind: oneOf(['always', 'missing'], { true: 'always', false: 'missing' }),
    doc: 'Whether a rebuild replaces a cache that exists, or leaves it alone (`missing`).',
    defaultDoc: '`always`; `missing` in the action, where keys are immutable',
    modes: ['rebuild'],
    drone: ['OVERWRITE', 'OVERRIDE'],
  },
  'ignore-missing': {
    kind: flag,
    doc: 'Leave out mounts that do not exist instead of failing.',
    defaultDoc: '`false`; `true` in the action',
    modes: ['rebuild'],
  },
  'max-size': {
    kind: size,
    doc: 'Refuse to restore a cache whose content is larger.',
    defaultDoc: 'no limit',
    modes: ['restore'],
  },
  workdir: {
    kind: text,
    doc: 'The directory that relative mounts start from.',
    defaultDoc: 'the workspace of the build',
    drone: ['WORKDIR', 'LOCAL_ROOT'],
  },
} as const satisfies Record<string, Setting>
