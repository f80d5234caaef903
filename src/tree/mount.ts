import { join } from 'node:path'

/**
 * Where a mount hangs, independent of machine and checkout: `workspace:node_modules`, `home:.m2`, `root:opt/cache`.
 * `path` is `/`-separated without empty, `.` or `..` components; empty = the anchor itself.
 */
export interface MountPoint {
  readonly anchor: 'workspace' | 'home' | 'root'
  readonly path: string
}

/** A mount point with its place on this machine. */
export interface Mount extends MountPoint {
  /** Absolute path. */
  readonly directory: string
}

/** Where the anchors are on this machine; both absolute. */
export interface Places {
  readonly workspace: string
  readonly home: string
}

/** How a user would write it: `node_modules`, `~/.m2`, `/opt/cache`. */
export function mountName(mount: MountPoint): string {
  switch (mount.anchor) {
    case 'workspace':
      return mount.path === '' ? '.' : mount.path
    case 'home':
      return mount.path === '' ? '~' : `~/${mount.path}`
    case 'root':
      return `/${mount.path}`
  }
}

/** Puts a mount point, of a manifest say, to its place on this machine. */
export function placeMount({ anchor, path }: MountPoint, { workspace, home }: Places): Mount {
  const base = { workspace, home, root: '/' }[anchor]
  return { anchor, path, directory: join(base, path) }
}
