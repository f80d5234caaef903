import type { Outcome } from '../../src/cache/events.ts'
import type { Location } from '../../src/inputs/config.ts'
import type { ExpiryPolicy } from '../../src/snapshot/expiry.ts'
import type { Machine, Trees } from './machine.ts'
import type { Published } from './observer.ts'

/** A process that does one command; what it was, what it saw and how it ended. */
export class Actor {
  readonly name: string
  readonly kind: 'restore' | 'rebuild' | 'flush'
  readonly startedAt: number
  readonly machine: Machine | undefined
  readonly location: Location | undefined
  readonly flushPath: string | undefined
  readonly expiry: ExpiryPolicy | undefined
  /** The manifest that it writes or looks for first. */
  readonly object: string | undefined
  state: 'running' | 'ended' | 'crashed' = 'running'
  outcome: Outcome | undefined
  error: unknown
  /** A request or an answer of it was lost. */
  wasHindered = false
  /** Somebody changed what it reads while it ran. */
  wasDisturbed = false
  /** The workspace when it began, and what larder had left in it. */
  before: Trees = new Map()
  leftBefore: readonly string[] = []
  /** Of a rebuild: its mounts as they were at the last scan. */
  readonly scanned = new Map<string, Trees extends ReadonlyMap<string, infer Tree> ? Tree : never>()
  /** Of a rebuild: what was there when it first looked, and has not been removed since. */
  seen: Set<string> | undefined
  lastPublished: Published | undefined
  /** Of a restore: the etag of the manifest that it read last. */
  restored: string | undefined
  /** Of a flush: the times of what it looked at, and what it removed. */
  readonly ages = new Map<string, Date | undefined>()
  readonly removed: string[] = []

  constructor(facts: Pick<Actor, 'name' | 'kind' | 'startedAt' | 'machine' | 'location' | 'flushPath' | 'expiry' | 'object'>) {
    this.name = facts.name
    this.kind = facts.kind
    this.startedAt = facts.startedAt
    this.machine = facts.machine
    this.location = facts.location
    this.flushPath = facts.flushPath
    this.expiry = facts.expiry
    this.object = facts.object
  }
}
