import { holds, isInSegments } from './names.ts'

const dayMs = 86_400_000

export interface ExpiryPolicy {
  /** The store's clock, in milliseconds since 1970. */
  readonly now: number
  readonly maxAgeDays: number
}

/** A cache that was last written longer ago than the policy allows. Asked twice: for the list, and again just before it is removed. */
export function isExpired(cache: { readonly lastModified: Date }, { now, maxAgeDays }: ExpiryPolicy): boolean {
  return now - cache.lastModified.getTime() > maxAgeDays * dayMs
}

/** Whether an object below a flushed path may be removed by age; segments never are. */
export function isFlushable(key: string, flushPath: string): boolean {
  return holds(flushPath, key) && !isInSegments(key)
}
