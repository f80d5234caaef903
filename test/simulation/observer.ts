import { isExpired } from '../../src/snapshot/expiry.ts'
import { isStalled } from '../../src/snapshot/generations.ts'
import { decodeHead } from '../../src/snapshot/manifest.ts'
import { parseSegmentKey, segmentKey } from '../../src/snapshot/names.ts'
import type { MemoryBucket } from '../support/memory-store.ts'
import type { Actor } from './actor.ts'
import type { Trees } from './machine.ts'

/** What a manifest must restore, and whether anybody may use it. */
export interface Published {
  readonly trees: Trees
  readonly segments: readonly string[]
  readonly isStalled: boolean
}

/** Looks at the bucket after every request and says what should never have happened. */
export class Observer {
  /** By etag. */
  readonly published = new Map<string, Published>()
  /** Segments that are gone or changed by our own doing. */
  readonly damaged = new Set<string>()
  readonly #bucket: MemoryBucket

  constructor(bucket: MemoryBucket) {
    this.#bucket = bucket
  }

  /** What is wrong after a request has taken effect; undefined if nothing is. */
  afterRequest(actor: Actor, request: string): string | undefined {
    const [method = '', key = '', to = ''] = request.split(' ')
    switch (method) {
      case 'PUT':
        return key.endsWith('.snapshot') ? this.#afterPublish(actor, key) : this.#afterSegment(actor, key)
      case 'COPY':
        return this.#afterCopy(actor, key, to)
      case 'DELETE':
        return this.#afterDelete(actor, key)
      case 'LIST':
        if (actor.kind === 'rebuild') actor.seen ??= new Set(this.#bucket.objects.keys())
        return undefined
      case 'HEAD':
        if (actor.kind === 'flush') actor.ages.set(key, this.#bucket.objects.get(key)?.lastModified)
        return undefined
      case 'GET':
        if (actor.kind === 'restore' && key.endsWith('.snapshot')) actor.restored = this.#bucket.objects.get(key)?.etag
        return undefined
      default:
        return undefined
    }
  }

  /** Manifests that anybody may restore, by key. */
  live(): Map<string, Published> {
    const live = new Map<string, Published>()
    for (const [key, { etag }] of this.#bucket.objects) {
      const published = this.published.get(etag)
      if (published !== undefined && !published.isStalled) live.set(key, published)
    }
    return live
  }

  isDamaged({ segments }: Published): boolean {
    return segments.some((segment) => this.damaged.has(segment))
  }

  #afterPublish(actor: Actor, key: string): string | undefined {
    if (actor.kind !== 'rebuild' || key !== actor.object) return `${actor.name} put ${key}`
    const { body, etag, lastModified } = this.#bucket.objects.get(key)!
    const { startedAt, stores, mounts } = decodeHead(body, key)
    const segments = mounts.flatMap((mount) =>
      Array.from({ length: mount.segments.length }, (_, i) =>
        segmentKey(stores[mount.segments.store(i)]!, mount.segments.generation(i), mount.segments.hash(i)),
      ),
    )
    const published = { trees: new Map(actor.scanned), segments, isStalled: isStalled(startedAt, lastModified.getTime()) }
    this.published.set(etag, published)
    actor.lastPublished = published
    return this.#missingFrom(key, published)
  }

  #afterSegment(actor: Actor, key: string): string | undefined {
    const name = parseSegmentKey(key)
    if (actor.kind !== 'rebuild' || name?.domain !== actor.location?.domain) return `${actor.name} put ${key}`
    const wasDamaged = this.damaged.size > 0
    this.damaged.delete(key)
    if (wasDamaged || name === undefined) return undefined
    const domains = [actor.location!.domain, ...actor.location!.parentDomains]
    const nameable = domains.flatMap((domain) =>
      [name.generation, name.generation - 1].map((each) => segmentKey(domain, each, Buffer.from(name.hash, 'hex'))),
    )
    const present = nameable.find((each) => actor.seen?.has(each) === true)
    return present && `${actor.name} sent ${key}, although ${present} was there`
  }

  #afterCopy(actor: Actor, from: string, to: string): string | undefined {
    if (!this.#bucket.objects.has(from)) return undefined
    const wasDamaged = this.damaged.has(from)
    const wrong = this.#afterSegment(actor, to)
    // Nobody can know that before the copy is restored.
    if (wasDamaged) this.damaged.add(to)
    return wrong
  }

  #afterDelete(actor: Actor, key: string): string | undefined {
    if (actor.kind !== 'flush' || actor.flushPath === undefined) return `${actor.name} removed ${key}`
    if (actor.flushPath !== '' && !key.startsWith(`${actor.flushPath}/`)) return `${actor.name} removed ${key} beyond ${actor.flushPath}`
    const lastModified = actor.ages.get(key)
    if (parseSegmentKey(key) === undefined && !(lastModified !== undefined && isExpired({ lastModified }, actor.expiry!)))
      return `${actor.name} removed ${key}, which it had last seen to be young`
    actor.removed.push(key)
    this.damaged.delete(key)
    for (const [manifest, { segments }] of this.live()) {
      if (segments.includes(key)) return `${actor.name} removed ${key}, which ${manifest} needs`
    }
    return undefined
  }

  #missingFrom(key: string, published: Published): string | undefined {
    if (published.isStalled) return undefined
    const missing = published.segments.find((segment) => !this.#bucket.objects.has(segment) && !this.damaged.has(segment))
    return missing && `${key} was published, but ${missing} is not there`
  }
}
