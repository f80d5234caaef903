import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { flush } from '../../src/cache/flush.ts'
import { rebuild } from '../../src/cache/rebuild.ts'
import { restore } from '../../src/cache/restore.ts'
import type { Outcome } from '../../src/cache/events.ts'
import type { Tools } from '../../src/cache/tools.ts'
import { LarderError, messageOf } from '../../src/errors.ts'
import type { Location } from '../../src/inputs/config.ts'
import { objectName } from '../../src/inputs/objects.ts'
import type { ExpiryPolicy } from '../../src/snapshot/expiry.ts'
import { rules } from '../../src/snapshot/generations.ts'
import { flushConfig, rebuildConfig, restoreConfig } from '../support/configs.ts'
import { listTree, type ListedEntry } from '../support/list-tree.ts'
import { MemoryBucket, MemoryStore, type Step } from '../support/memory-store.ts'
import { Actor } from './actor.ts'
import { Machine } from './machine.ts'
import { Observer } from './observer.ts'
import { manifestsOf } from './places.ts'
import type { Plan } from './plan.ts'
import type { Variation } from './simulate.ts'
import { steadyPool } from './steady-disk.ts'
import { findWrong } from './verdict.ts'

/** A request that waits to take effect, or whose answer waits to be given. */
export interface Waiting {
  readonly actor: Actor
  readonly request: string
  readonly moment: 'before' | 'after'
  /** Turns for which it does not go on. */
  stallsFor: number
  readonly goOn: () => void
  readonly fail: (error: Error) => void
}

/** A file system in memory, where there is one: most of what a simulation does is to make and remove directories. */
const memory = '/dev/shm'

/** A promise was broken; the message tells which, and everything that led to it. */
export class Violation extends Error {}

/** One bucket, one clock, some machines and everybody who works with them. Nothing happens in it but by {@link release} and its like. */
export class World {
  readonly bucket = new MemoryBucket()
  readonly observer = new Observer(this.bucket)
  readonly machines: Machine[] = []
  /** Of every file that was ever scanned, by its hash. */
  readonly contents = new Map<string, Uint8Array>()
  readonly log: string[] = []
  now: number
  waiting: Waiting[] = []
  actors: Actor[] = []
  readonly #root: string
  readonly plan: Plan
  readonly #store: Variation['store']
  readonly #begun: number
  readonly #wrong: string[] = []
  #count = 0

  constructor(now: number, plan: Plan, store: Variation['store']) {
    this.#root = mkdtempSync(join(plan.content === 'large' || !existsSync(memory) ? tmpdir() : memory, 'larder-simulation-'))
    this.now = now
    this.#begun = now
    this.plan = plan
    this.#store = store
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  addMachine(): Machine {
    const machine = new Machine(this.machines.length + 1, this.#root)
    this.machines.push(machine)
    return machine
  }

  running(): Actor[] {
    return this.actors.filter(({ state }) => state === 'running')
  }

  startRebuild(machine: Machine, location: Location): Actor {
    const actor = this.#newActor({ kind: 'rebuild', machine, location })
    const { concurrency } = this.plan
    const config = rebuildConfig(machine, machine.mounts(), { location, concurrency })
    return this.#begin(actor, (tools) => rebuild(config, tools))
  }

  startRestore(machine: Machine, location: Location): Actor {
    const actor = this.#newActor({ kind: 'restore', machine, location })
    actor.before = machine.list()
    actor.leftBefore = machine.stagings()
    const { concurrency } = this.plan
    return this.#begin(actor, (tools) => restore(restoreConfig(machine, { location, concurrency }), tools))
  }

  startFlush(flushPath: string, maxAgeDays: number): Actor {
    // A clock that tells whole seconds may be a second behind.
    const actor = this.#newActor({ kind: 'flush', flushPath, expiry: { now: this.now + 1000, maxAgeDays } })
    const { concurrency } = this.plan
    return this.#begin(actor, (tools) => flush({ ...flushConfig({ flushPath, maxAgeDays }), concurrency }, tools))
  }

  /** Lets a request take effect, or gives its answer. */
  release(waiting: Waiting): void {
    this.#take(waiting)
    waiting.goOn()
  }

  /** Loses a request, or its answer. */
  lose(waiting: Waiting): void {
    this.#take(waiting)
    waiting.actor.wasHindered = true
    this.say(`${waiting.actor.name} loses ${waiting.moment === 'before' ? 'the request' : 'the answer to'} ${waiting.request}`)
    waiting.fail(new LarderError('STORAGE_FAILED', `The store failed at ${waiting.request}.`))
  }

  /** Ends a process. What it had sent may still arrive. */
  crash(actor: Actor, arrives: () => boolean): void {
    this.say(`${actor.name} crashes`)
    actor.state = 'crashed'
    this.#end(actor, arrives)
  }

  /** Waits until everybody who runs waits for a request. Throws the first violation. */
  async settle(): Promise<void> {
    const isIdle = (actor: Actor): boolean => this.waiting.every((waiting) => waiting.actor !== actor)
    for (let turns = 0; turns === 0 || this.running().some(isIdle); turns++) {
      if (turns === 100) throw this.violation('Somebody waits for something that is no request.')
      await turn()
    }
    if (this.#wrong.length > 0) throw this.violation(this.#wrong[0]!)
  }

  violation(message: string): Violation {
    return new Violation(`${message}\n${this.log.slice(-120).join('\n')}`)
  }

  say(what: string): void {
    const minutes = Math.round((this.now - this.#begun) / 60_000)
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24]
    const generation = Math.floor(this.now / rules.generationMs)
    this.log.push(`${days}d ${hours}h ${minutes % 60}m (generation ${generation})  ${what.replaceAll(this.#root, '')}`)
  }

  #newActor(facts: { kind: Actor['kind']; machine?: Machine; location?: Location; flushPath?: string; expiry?: ExpiryPolicy }): Actor {
    const { kind, machine, location, flushPath, expiry } = facts
    const object = location && objectName(location.path, location.object)
    const actor = new Actor({
      name: `${kind} ${++this.#count}`,
      kind,
      startedAt: this.now,
      machine,
      location,
      flushPath,
      expiry,
      object,
    })
    if (machine !== undefined) machine.isBusy = true
    this.actors.push(actor)
    this.say(`${actor.name} of ${object ?? `"${flushPath}"`} begins${machine === undefined ? '' : ` on ${machine.name}`}`)
    return actor
  }

  #begin(actor: Actor, work: (tools: Tools) => Promise<Outcome>): Actor {
    const ended = (result: Pick<Actor, 'outcome' | 'error'>): void => {
      if (actor.state === 'crashed') return
      Object.assign(actor, result, { state: 'ended' })
      this.say(`${actor.name} ends: ${endOf(actor)}`)
      this.#end(actor, () => false)
    }
    void work(this.#toolsOf(actor)).then(
      (outcome) => ended({ outcome, error: undefined }),
      (error: unknown) => ended({ outcome: undefined, error }),
    )
    return actor
  }

  #end(actor: Actor, arrives: () => boolean): void {
    this.waiting = this.waiting.filter((waiting) => waiting.actor !== actor || (waiting.moment === 'before' && arrives()))
    this.actors = this.actors.filter((other) => other !== actor)
    if (actor.machine !== undefined) actor.machine.isBusy = false
    const wrong = findWrong(actor, this.observer)
    if (wrong !== undefined) this.#wrong.push(wrong)
  }

  #toolsOf(actor: Actor): Tools {
    const clock = (): number => this.now
    const store = new MemoryStore(this.bucket, clock, this.#stepOf(actor), this.plan.pageSize)
    const pool = steadyPool((directory) => {
      // Somebody may have removed it since the rebuild began.
      if (actor.kind === 'rebuild' && existsSync(directory)) actor.scanned.set(basename(directory), this.#remember(directory))
    })
    return {
      store: this.#store?.(store, clock) ?? store,
      pool,
      report: () => undefined,
      signal: new AbortController().signal,
      elapsed: clock,
      version: 'larder simulated',
      journalDirectories: actor.machine === undefined ? [] : [actor.machine.journal],
    }
  }

  #remember(directory: string): readonly ListedEntry[] {
    const tree = listTree(directory)
    for (const { path, type, content } of tree) {
      if (type === 'file' && !this.contents.has(content)) this.contents.set(content, readFileSync(join(directory, path)))
    }
    return tree
  }

  #stepOf(actor: Actor): Step {
    return (request, moment) => {
      if (moment === 'after') this.#afterRequest(actor, request)
      // Nobody hears the answer.
      if (actor.state !== 'running' && moment === 'after') return new Promise(() => {})
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      this.waiting.push({ actor, request, moment, stallsFor: 0, goOn: resolve, fail: reject })
      return promise
    }
  }

  #afterRequest(actor: Actor, request: string): void {
    this.say(`${actor.name}: ${request}${actor.state === 'running' ? '' : ' arrives late'}`)
    const wrong = this.#observe(actor, request)
    if (wrong !== undefined) this.#wrong.push(wrong)
    const [method = '', key = ''] = request.split(' ')
    if (method === 'DELETE') for (const other of this.actors) other.seen?.delete(key)
    if ((method !== 'PUT' && method !== 'DELETE') || !key.endsWith('.snapshot')) return
    for (const other of this.actors) {
      if (other.kind === 'restore' && manifestsOf(other.location!).includes(key)) other.wasDisturbed = true
    }
  }

  #observe(actor: Actor, request: string): string | undefined {
    try {
      return this.observer.afterRequest(actor, request)
    } catch (error) {
      // Thrown on, it would be taken for an answer of the store.
      return messageOf(error)
    }
  }

  #take(waiting: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== waiting)
  }
}

function endOf({ outcome, error }: Actor): string {
  if (outcome === undefined) return String(error)
  const failure = outcome.command === 'restore' && outcome.status === 'miss' ? outcome.failure : undefined
  return failure === undefined ? outcome.status : `${outcome.status}, ${failure}`
}
