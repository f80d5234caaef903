import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { CacheEvent, FlushOutcome, RebuildOutcome, RestoreOutcome } from '../../src/cache/events.ts'
import { flush } from '../../src/cache/flush.ts'
import { rebuild } from '../../src/cache/rebuild.ts'
import { restore } from '../../src/cache/restore.ts'
import type { Tools } from '../../src/cache/tools.ts'
import type { FlushConfig, RebuildConfig, RestoreConfig } from '../../src/inputs/config.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { removeTree } from '../../src/tree/remove-tree.ts'
import { flushConfig, rebuildConfig, restoreConfig } from '../support/configs.ts'
import { listTree, type ListedEntry } from '../support/list-tree.ts'
import { inlinePool, type Task } from '../support/inline-pool.ts'
import { MemoryBucket, MemoryStore } from '../support/memory-store.ts'

export const hour = 3_600_000
export const day = 24 * hour

/** Files are only known to be unchanged when the clock of the file system has gone on since they were written; it ticks every 1 to 10 ms. */
export function clockTick(): Promise<void> {
  return setTimeout(30)
}

/** The engine on a store in memory and real directories, with everything that it asked for and said. */
export class Engine implements Disposable {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'engine-')))
  readonly bucket = new MemoryBucket()
  /** The store's clock. */
  now = Date.UTC(2026, 10, 1)
  readonly requests: string[] = []
  readonly tasks: Task[] = []
  readonly events: CacheEvent[] = []
  /** Called before a request takes effect. */
  onRequest: (request: string) => void = () => {}
  /** Called before a task begins. */
  onTask: (task: Task) => void = () => {}
  store: ObjectStore = new MemoryStore(
    this.bucket,
    () => this.now,
    (request, moment) => {
      if (moment === 'before') {
        this.requests.push(request)
        this.onRequest(request)
      }
      return Promise.resolve()
    },
  )

  /** A workspace with a home beside it; its journal is kept in `.larder`. */
  workspace(name = 'workspace'): Workspace {
    return new Workspace(this, join(this.root, name))
  }

  [Symbol.dispose](): void {
    removeTree(this.root)
    rmSync(this.root, { recursive: true, force: true })
  }

  tools(workspace: string): Tools {
    const pool = inlinePool((task) => {
      this.tasks.push(task)
      this.onTask(task)
    })
    return {
      store: this.store,
      pool,
      report: (event) => this.events.push(event),
      signal: new AbortController().signal,
      elapsed: () => 0,
      version: 'larder tested',
      journalDirectories: [join(workspace, '.larder')],
    }
  }

  flush(change: Partial<FlushConfig> = {}): Promise<FlushOutcome> {
    this.forget()
    return flush(flushConfig(change), this.tools('/nowhere'))
  }

  /** The keys of all objects of a kind. */
  keys(kind: 'segments' | 'manifests'): string[] {
    return [...this.bucket.objects.keys()].filter((key) => key.includes('/.segments/') === (kind === 'segments')).sort()
  }

  /** What was warned of, as one text. */
  warnings(): string {
    return this.events.flatMap((event) => (event.type === 'warning' ? [event.message] : [])).join('\n')
  }

  /** How many tasks of a kind the last command did. */
  count(name: Task['name']): number {
    return this.tasks.filter((task) => task.name === name).length
  }

  /** Only the requests that change something. */
  sent(): string[] {
    return this.requests.filter((request) => /^(?:PUT|COPY|DELETE) /.test(request))
  }

  forget(): void {
    for (const list of [this.requests, this.tasks, this.events]) list.length = 0
  }
}

export class Workspace {
  readonly path: string
  readonly home: string
  readonly #engine: Engine

  constructor(engine: Engine, path: string) {
    this.#engine = engine
    this.path = path
    this.home = `${path}-home`
    for (const directory of [this.path, this.home]) mkdirSync(directory, { recursive: true })
  }

  rebuild(mounts: readonly string[], change: Partial<RebuildConfig> = {}): Promise<RebuildOutcome> {
    this.#engine.forget()
    const where = { workspace: this.path, home: this.home }
    return rebuild(rebuildConfig(where, mounts, change), this.#engine.tools(this.path))
  }

  restore(change: Partial<RestoreConfig> = {}): Promise<RestoreOutcome> {
    this.#engine.forget()
    const where = { workspace: this.path, home: this.home }
    return restore(restoreConfig(where, change), this.#engine.tools(this.path))
  }

  at(...path: readonly string[]): string {
    return join(this.path, ...path)
  }

  /** Writes files by their paths; directories are made. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true })
      writeFileSync(this.at(path), content)
    }
  }

  /** Everything but what larder keeps for itself. */
  list(): ListedEntry[] {
    // The time of the workspace itself is nobody's: a staging directory has come and gone in it.
    return listTree(this.path).filter(({ path }) => path !== '' && path !== '.larder' && !path.startsWith('.larder/'))
  }
}
