import { LarderError } from '../errors.ts'
import type { RestoreConfig } from '../inputs/config.ts'
import { mountName, placeMount, type Mount, type MountPoint } from '../tree/mount.ts'
import { mountFilter } from '../tree/mounts.ts'
import type { Report } from './events.ts'

export interface WantedMount<T extends { readonly point: MountPoint }> {
  readonly mount: Mount
  readonly cached: T
}

/**
 * The mounts of a cache that a restore may write: those the user names; where none is named, those inside the workspace. Whoever wrote the
 * cache never chooses where in a home directory it lands. Throws `MOUNT_NOT_IN_CACHE` when nothing is left.
 */
export function wantedMounts<T extends { readonly point: MountPoint }>(
  cached: readonly T[],
  config: RestoreConfig,
  report: Report,
): WantedMount<T>[] {
  const placed = cached.map((each) => ({ mount: placeMount(each.point, config), cached: each }))
  const isNamed = config.mounts.length === 0 ? ({ anchor }: Mount) => anchor === 'workspace' : mountFilter(config.mounts, config)
  const wanted = placed.filter(({ mount }) => isNamed(mount))
  const leftOut = placed.filter(({ mount }) => !isNamed(mount)).map(({ mount }) => mountName(mount))
  if (wanted.length === 0) throw noMountLeft(leftOut)
  if (leftOut.length > 0 && config.mounts.length === 0) {
    report({
      type: 'notice',
      message: `Left out because it lies outside the workspace: ${leftOut.join(', ')}. Name it as \`mount\` to have it.`,
    })
  }
  return wanted
}

export function noMountLeft(leftOut: readonly string[]): LarderError {
  return new LarderError('MOUNT_NOT_IN_CACHE', `The cache holds ${leftOut.join(', ') || 'nothing'}, and none of it may be restored here.`, {
    hint: 'Name what you want as `mount`.',
  })
}
