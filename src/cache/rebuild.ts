import { hasCode, LarderError } from '../errors.ts'
import type { RebuildConfig } from '../inputs/config.ts'
import { objectName } from '../inputs/objects.ts'
import { expandMounts, type ExpandedMount } from '../tree/mounts.ts'
import type { RebuildOutcome } from './events.ts'
import { rebuildSnapshot } from './rebuild-snapshot.ts'
import type { Tools } from './tools.ts'

/** A file that changes while it is read makes the rebuild begin again; a tree that never rests is given up after this many attempts. */
const attempts = 3

/**
 * Writes the mounts to the cache: every mount whole, or nothing is published and the cache that was there stays.
 * Throws `MOUNT_MISSING`, `UNREADABLE`, `FILE_CHANGED` and the codes of the store.
 */
export async function rebuild(config: RebuildConfig, tools: Tools): Promise<RebuildOutcome> {
  const started = tools.elapsed()
  const skipped = (reason: string): RebuildOutcome => ({
    command: 'rebuild',
    status: 'skipped',
    reason,
    milliseconds: tools.elapsed() - started,
  })
  const { access } = config.build
  if (access === 'read' || access === 'none') return skipped('this job may not write caches')
  const object = objectName(config.location.path, config.location.object)
  if (config.overwrite === 'missing' && (await tools.store.head(object, { signal: tools.signal })) !== undefined) {
    return skipped(`${object} exists already`)
  }
  const mounts = presentMounts(config, tools)
  const { key } = config.location.object.by === 'key' ? config.location.object : { key: config.location.object.filename }
  const published = await whileFilesChange(tools, () => publish(object, mounts, config, tools))
  return { command: 'rebuild', status: 'published', object, key, ...published, milliseconds: tools.elapsed() - started }
}

async function publish(object: string, mounts: readonly ExpandedMount[], config: RebuildConfig, tools: Tools) {
  const { format } = config.location.object
  if (format === 'snapshot') return rebuildSnapshot(object, mounts, config, tools)
  // Loaded when needed, because a snapshot does without `tar`.
  const { rebuildArchive } = await import('./rebuild-archive.ts')
  return rebuildArchive(object, format, mounts, config, tools)
}

function presentMounts(config: RebuildConfig, { report }: Tools) {
  const { storage } = config
  const { mounts, missing } = expandMounts(config.mounts, config, storage.kind === 'directory' ? storage.directory : undefined)
  const names = missing.join(', ')
  if (missing.length > 0 && (!config.ignoreMissing || mounts.length === 0)) {
    throw new LarderError('MOUNT_MISSING', `There is nothing at ${names}, so nothing is published.`, {
      hint: 'Build it before the rebuild, correct the mount, or set `ignore-missing`.',
    })
  }
  if (missing.length > 0) report({ type: 'warning', message: `Left out because there is nothing at ${names}.` })
  return mounts
}

async function whileFilesChange<T>({ report }: Tools, attempt: () => Promise<T>): Promise<T> {
  for (let left = attempts - 1; left > 0; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (!hasCode(error, 'FILE_CHANGED')) throw error
      report({ type: 'warning', message: `${error.message} Reading everything again.` })
    }
  }
  return attempt()
}
