import { isUtf8 } from 'node:buffer'
import { join, relative, sep } from 'node:path'
import { mountName, placeMount, type Mount, type Places } from '../tree/mount.ts'
import { unsafe } from './failures.ts'
import { limits } from './limits.ts'
import type { TarMount } from './tar-mounts.ts'

export interface Routing {
  readonly places: Places
  /** True for a mount that the user names, and for all that lie in it. Undefined = every mount inside the workspace. */
  readonly wanted: ((mount: Mount) => boolean) | undefined
}

/** Where a member goes. */
export interface Destination {
  /** Index in {@link Router.mounts}. */
  readonly mount: number
  /** Bytes of the member's name that stand before its path in the mount, a slash included. */
  readonly cut: number
}

/** The members below `name`, which the archive itself calls a mount. */
interface Part {
  /** Bytes as latin1. */
  readonly name: string
  readonly mount: Mount
  /** Restored from its top, rather than only where something inside is wanted. */
  readonly whole: boolean
  taken: boolean
}

/** How the name of a member is read: below the directory of its part, or as an absolute path without its leading slash. */
type Reading = (name: string) => string

const slash = 0x2f
const rememberedDirectories = 100_000

/**
 * Decides for each member of an archive to which mount it belongs and where in it, or that it is left out. A cache never chooses where
 * outside the workspace it lands: such a place must be one that the user names.
 *
 * An archive of larder says what its mounts are. Of any other, each name at the top is a mount of the workspace; where the user names
 * mounts, it is those, wherever they begin in the archive.
 */
export class Router {
  /** Grows as members come. */
  readonly mounts: Mount[] = []
  readonly #routing: Routing
  readonly #parts: ReadonlyMap<string, Part> | undefined
  readonly #longestPart: number
  readonly #byDirectory = new Map<string, number>()
  readonly #readings: readonly { readonly read: Reading; readonly decided: Map<string, Mount | undefined> }[]
  /** First components of names in which nothing, or something, was wanted. */
  readonly #passedBy = new Set<string>()
  readonly #taken = new Set<string>()
  #lastDirectory: Buffer = Buffer.alloc(0)
  #lastDestination: Destination | undefined

  /** `own` is what the archive itself says of its mounts; undefined for one that larder did not write. */
  constructor(routing: Routing, own: readonly TarMount[] | undefined) {
    this.#routing = routing
    this.#parts = own && new Map(own.map((mount) => this.#partOf(mount)).map((part) => [part.name, part]))
    this.#longestPart = Math.max(0, ...(this.#parts?.values().map(({ name }) => name.length) ?? []))
    const readings: Reading[] = [(name) => join(routing.places.workspace, name)]
    // drone-s3-cache and tar leave out the slash that an absolute path begins with. It is tried first: who names such a place means it.
    if (routing.wanted !== undefined) readings.unshift((name) => sep + name)
    this.#readings = readings.map((read) => ({ read, decided: new Map() }))
  }

  /** `name` has no empty, `.` or `..` components and no slash at either end. Undefined = left out. */
  place(name: Buffer): Destination | undefined {
    const end = name.lastIndexOf(slash)
    const sameDirectory = end > 0 && end === this.#lastDirectory.length && name.compare(this.#lastDirectory, 0, end, 0, end) === 0
    if (sameDirectory && !this.#isPart(name)) return this.#lastDestination
    const destination = this.#parts === undefined ? this.#placeForeign(name) : this.#placeOwn(name, this.#parts)
    // What lies in a directory that goes somewhere goes with it; one that is left out may still hold something that does not.
    if (destination !== undefined && end >= destination.cut - 1) {
      this.#lastDirectory = Buffer.from(name.subarray(0, end))
      this.#lastDestination = destination
    }
    return destination
  }

  /** Mounts of the archive, as a user writes them, of which nothing was taken; the first component of names that belong to none. */
  leftOut(): string[] {
    const parts = [...(this.#parts?.values() ?? [])].filter(({ whole, taken }) => !whole && !taken)
    const tops = [...this.#passedBy].filter((top) => !this.#taken.has(top))
    return [...new Set([...parts.map(({ mount }) => mountName(mount)), ...tops])].sort()
  }

  /** Mounts that the archive claims to hold, and of which no member came. */
  missing(): string[] {
    return [...(this.#parts?.values() ?? [])].filter(({ whole, taken }) => whole && !taken).map(({ mount }) => mountName(mount))
  }

  #partOf({ name, anchor, path }: TarMount): Part {
    const mount = placeMount({ anchor, path }, this.#routing.places)
    const whole = this.#routing.wanted?.(mount) ?? anchor === 'workspace'
    return { name: Buffer.from(name).toString('latin1'), mount, whole, taken: false }
  }

  #isPart(name: Buffer): boolean {
    return name.length <= this.#longestPart && this.#parts?.has(name.toString('latin1')) === true
  }

  #placeOwn(name: Buffer, parts: ReadonlyMap<string, Part>): Destination | undefined {
    const part = this.#innermostPart(name, parts)
    if (part === undefined) return this.#passBy(name)
    const top = part.name === '' ? 0 : part.name.length + 1
    if (part.whole) {
      part.taken = true
      return this.#destination(part.mount, top)
    }
    const { wanted, places } = this.#routing
    if (wanted === undefined) return undefined
    for (const end of endsOf(name)) {
      if (end <= top || !isUtf8(name.subarray(0, end))) continue
      const mount = pointAt(join(part.mount.directory, name.toString('utf8', top, end)), places)
      if (!wanted(mount)) continue
      part.taken = true
      return this.#destination(mount, end + 1)
    }
    return undefined
  }

  #innermostPart(name: Buffer, parts: ReadonlyMap<string, Part>): Part | undefined {
    for (const end of endsOf(name).reverse()) {
      const part = end <= this.#longestPart ? parts.get(name.toString('latin1', 0, end)) : undefined
      if (part !== undefined) return part
    }
    return parts.get('')
  }

  #placeForeign(name: Buffer): Destination | undefined {
    if (name.length === 0) return undefined
    const ends = endsOf(name)
    for (const { read, decided } of this.#readings) {
      for (const end of ends) {
        const mount = this.#decide(name.subarray(0, end), read, end < name.length ? decided : undefined)
        if (mount === undefined) continue
        this.#taken.add(topOf(name))
        return this.#destination(mount, end + 1)
      }
    }
    return this.#passBy(name)
  }

  /** The mount that begins at this name, if it is wanted. What was decided is kept for directories, which many names share. */
  #decide(name: Buffer, read: Reading, decided: Map<string, Mount | undefined> | undefined): Mount | undefined {
    const key = name.toString('latin1')
    if (decided?.has(key)) return decided.get(key)
    const mount = isUtf8(name) ? pointAt(read(name.toString()), this.#routing.places) : undefined
    const answer = mount !== undefined && (this.#routing.wanted?.(mount) ?? true) ? mount : undefined
    if (decided !== undefined && decided.size < rememberedDirectories) decided.set(key, answer)
    return answer
  }

  #destination(mount: Mount, cut: number): Destination {
    const known = this.#byDirectory.get(mount.directory)
    if (known !== undefined) return { mount: known, cut }
    if (this.mounts.length === limits.mounts) throw unsafe(`it has more than ${limits.mounts} mounts`)
    const index = this.mounts.push(mount) - 1
    this.#byDirectory.set(mount.directory, index)
    return { mount: index, cut }
  }

  #passBy(name: Buffer): undefined {
    if (name.length > 0 && this.#passedBy.size < limits.mounts) this.#passedBy.add(topOf(name))
  }
}

/** Where the components of a name end, the first one first. */
function endsOf(name: Buffer): number[] {
  const ends: number[] = []
  for (let at = name.indexOf(slash); at !== -1; at = name.indexOf(slash, at + 1)) ends.push(at)
  ends.push(name.length)
  return ends
}

function topOf(name: Buffer): string {
  const end = name.indexOf(slash)
  return end === -1 ? name.toString() : name.toString('utf8', 0, end)
}

function pointAt(directory: string, { workspace }: Places): Mount {
  const below = relative(workspace, directory)
  const inside = below === '' || !(below === '..' || below.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(below))
  if (inside) return { anchor: 'workspace', path: below.replaceAll(sep, '/'), directory }
  return { anchor: 'root', path: directory.split(sep).filter(Boolean).join('/'), directory }
}
