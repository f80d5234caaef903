import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listTree, type ListedEntry } from '../support/list-tree.ts'
import type { Random } from './random.ts'

/** What a directory holds, by the name of each entry in it. */
export type Trees = ReadonlyMap<string, readonly ListedEntry[]>

/** What there is to cache: one file that changes to and fro, some files, or files of more than one segment too. */
export type Content = 'little' | 'usual' | 'large'

const mounts = ['cache', 'modules', 'target']
const MiB = 2 ** 20

/** A workspace on disk in which jobs of one pipeline follow each other. */
export class Machine {
  readonly number: number
  readonly name: string
  readonly workspace: string
  readonly journal: string
  /** Whether somebody works in it. */
  isBusy = false
  #edits = 0

  constructor(number: number, root: string) {
    this.number = number
    this.name = `machine-${number}`
    this.workspace = join(root, this.name, 'workspace')
    this.journal = join(root, this.name, 'journal')
    mkdirSync(this.workspace, { recursive: true })
  }

  /** The mounts that exist. */
  mounts(): string[] {
    return mounts.filter((mount) => existsSync(join(this.workspace, mount)))
  }

  /** Everything in the workspace that larder did not make for itself. */
  list(): Trees {
    const names = readdirSync(this.workspace).filter((name) => !name.startsWith('.larder'))
    return new Map(names.toSorted().map((name) => [name, listTree(join(this.workspace, name))]))
  }

  /** What processes that crashed have left, which is removed when it is a day old by the real clock. */
  stagings(): string[] {
    return readdirSync(this.workspace).filter((name) => name.startsWith('.larder-staging'))
  }

  /** Changes something, as a build would; says what. Files have the same size in all variants, so only times and content tell them apart. */
  edit(random: Random, content: Content): string {
    // On two machines never the same at the same time.
    if (content === 'little') return this.#write('cache/one', `variant ${(this.#edits + this.number) % 2}`)
    const mount = random.pick(mounts)
    const file = random.pick(['one', 'sub/two'])
    return random.weighted<() => string>([
      [6, () => this.#write(join(mount, file), `variant ${random.below(3)}`)],
      [2, () => this.#write(join(mount, 'extra'), `extra ${random.below(2)}`)],
      [2, () => this.#remove(join(mount, random.pick(['extra', 'one', 'sub'])))],
      [1, () => this.#remove(mount)],
      [1, () => this.#write(join(mount, 'empty'), '')],
      [1, () => this.#link(join(mount, 'link'), random.pick(['one', 'sub/two']))],
      [content === 'large' ? 4 : 0, () => this.#write(join(mount, 'large'), `large ${random.below(2)}`, random.pick([1.5, 4.5]) * MiB)],
    ])()
  }

  /** Makes the files of trees that were listed elsewhere; their content must be given. */
  make(trees: Trees, contentOf: (hash: string) => Uint8Array): void {
    for (const [name, entries] of trees) {
      for (const { path, type, content } of entries) {
        const place = join(this.workspace, name, path)
        if (type === 'directory') mkdirSync(place)
        else if (type === 'symlink') symlinkSync(content, place)
        else writeFileSync(place, contentOf(content))
      }
    }
  }

  /** Edits after this have later times than everything that is there now. */
  rememberTimes(trees: Trees): void {
    for (const entries of trees.values()) for (const { mtimeNs } of entries) this.#edits = Math.max(this.#edits, secondsOf(mtimeNs))
  }

  #write(path: string, text: string, bytes = text.length): string {
    const place = join(this.workspace, path)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, bytes === text.length ? text : Buffer.alloc(bytes, text))
    // The same on every machine, so that times do not tell contents of two machines apart; but later than before on this one.
    this.#edits++
    utimesSync(place, this.#edits, this.#edits)
    return `writes ${path}: ${text}`
  }

  #remove(path: string): string {
    rmSync(join(this.workspace, path), { recursive: true, force: true })
    return `removes ${path}`
  }

  #link(path: string, target: string): string {
    this.#remove(path)
    mkdirSync(dirname(join(this.workspace, path)), { recursive: true })
    symlinkSync(target, join(this.workspace, path))
    return `links ${path} to ${target}`
  }
}

/** Directories that nobody edited carry the time of the real clock, which is none of ours. */
function secondsOf(mtimeNs: bigint): number {
  const seconds = Number(mtimeNs / 1_000_000_000n)
  return seconds < 1_000_000 ? seconds : 0
}
