import type { EntryTable } from '../tree/entries.ts'
import type { Mount } from '../tree/mount.ts'
import { entryPath } from '../tree/safe-path.ts'
import { ContentBatches } from './content-batches.ts'
import { corrupt, empty, quoted, tooLarge, unsafe } from './failures.ts'
import { limits } from './limits.ts'
import type { StatedMember } from './member.ts'
import { plainName } from './names.ts'
import type { TarSink } from './parser.ts'
import { Router, type Routing } from './route.ts'
import { decodeMounts, type TarMount } from './tar-mounts.ts'
import { TreeBuilder, type NewEntry } from './tree-builder.ts'

export interface CollectorOptions extends Routing {
  /** Bytes of content that are accepted for the mounts that are restored. */
  readonly maxBytes: number
}

/** A mount of an archive, with the entries that have been read so far. */
export interface ArchiveMount {
  readonly mount: Mount
  readonly table: EntryTable
}

/** Sorts the members of an archive into tables of entries and batches of content. */
export class Collector implements TarSink {
  readonly batches = new ContentBatches()
  readonly mounts: ArchiveMount[] = []
  /** Devices and FIFOs, which no cache needs and nobody restores. */
  skipped = 0
  readonly #options: CollectorOptions
  readonly #trees: TreeBuilder[] = []
  #own: readonly TarMount[] | undefined
  #router: Router | undefined
  #members = 0
  #bytes = 0
  #isKept = false

  constructor(options: CollectorOptions) {
    this.#options = options
  }

  comment(comment: string): void {
    const own = decodeMounts(comment)
    if (own === undefined) return
    if (this.#router !== undefined || this.#own !== undefined) throw unsafe('it says twice what its mounts are')
    this.#own = own
  }

  member(member: StatedMember): void {
    this.#isKept = false
    if (++this.#members > limits.entries) throw unsafe(`it has more than ${limits.entries} entries`)
    const name = plainName(member.name)
    switch (member.type) {
      case 'label':
        return
      case 'device':
      case 'fifo':
        this.skipped++
        return
      case 'file':
      case 'directory':
      case 'symlink':
      case 'hardlink':
        this.#isKept = this.#place(name, member, member.type)
    }
  }

  content(bytes: Buffer): void {
    if (this.#isKept) this.batches.write(bytes)
  }

  leftOut(): string[] {
    return this.#router?.leftOut() ?? []
  }

  /** Throws `ARCHIVE_EMPTY` and `ARCHIVE_CORRUPT` when the archive, which has ended properly, cannot be all that was meant. */
  end(): void {
    this.batches.flush()
    // drone-s3-cache publishes an empty archive when a mount is missing, and it would hide the caches that are tried next.
    if (this.#members === 0) throw empty()
    const [missing] = this.#router?.missing() ?? []
    if (missing !== undefined) throw corrupt(`it holds nothing of ${missing}, which it lists`)
  }

  /** True when content is to be written. */
  #place(name: Buffer, member: StatedMember, type: NewEntry['type']): boolean {
    this.#router ??= new Router(this.#options, this.#own)
    const destination = this.#router.place(name)
    if (destination === undefined) return false
    const path = name.subarray(destination.cut)
    checkPath(path, member)
    const tree = this.#tree(destination.mount)
    const { mode, mtimeNs, size, link: target } = member
    const original = this.#original(member, type, destination.mount)
    if (!tree.add({ type, path, mode, mtimeNs, size, target, original })) return false
    this.#bytes += size
    if (this.#bytes > this.#options.maxBytes) throw tooLarge(`its content is larger than ${this.#options.maxBytes} bytes`)
    this.batches.begin(destination.mount, { path, size, mode, mtimeNs })
    return size > 0
  }

  #tree(mount: number): TreeBuilder {
    const known = this.#trees[mount]
    if (known !== undefined) return known
    const tree = new TreeBuilder()
    this.#trees.push(tree)
    this.mounts.push({ mount: this.#router!.mounts[mount]!, table: tree.table })
    return tree
  }

  /** The path, in the same mount, of the member that a hard link or a copy names. */
  #original(member: StatedMember, type: NewEntry['type'], mount: number): Buffer | undefined {
    const link = type === 'hardlink' ? member.link : member.copyOf
    if (link === undefined || type === 'symlink') return undefined
    const name = plainName(link)
    const destination = this.#router!.place(name)
    return destination?.mount === mount ? name.subarray(destination.cut) : undefined
  }
}

function checkPath(path: Buffer, { link, type, name }: StatedMember): void {
  entryPath(new Uint8Array(path))
  if (path.length === 0 && (type === 'hardlink' || name.length === 0)) throw unsafe('a mount is no file, directory or symbolic link')
  if (type !== 'symlink') return
  if (link.length === 0 || link.length > limits.pathBytes) throw unsafe(`${quoted(name)} is a symbolic link to ${link.length} bytes`)
}
