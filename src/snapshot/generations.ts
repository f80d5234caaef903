const hour = 3_600_000

/**
 * The numbers that every writer, reader and flush must share; they belong to version 1 of the manifest.
 * FORMAT.md, "Why nothing that is needed is ever deleted", and `test/snapshot/collection-model.test.ts` show that each of them is needed.
 */
export interface Rules {
  /** How long a generation lasts, in milliseconds. */
  readonly generationMs: number
  /** The longest a rebuild may take from its first look at the store to its manifest, in milliseconds. */
  readonly rebuildMs: number
  /** How many generations back a manifest may name segments. */
  readonly reach: number
  /** How many generations back the newest lies whose segments a flush may delete. */
  readonly margin: number
}

export const rules: Rules = { generationMs: 72 * hour, rebuildMs: 12 * hour, reach: 1, margin: 3 }

/** The generation of an instant, in milliseconds since 1970 by the store's clock. */
export function generationAt(ms: number, { generationMs }: Rules = rules): number {
  return Math.floor(ms / generationMs)
}

/** Where a rebuild that began in a generation may find segments to name; it writes to the first. */
export function nameableGenerations(generation: number, { reach }: Rules = rules): number[] {
  return Array.from({ length: reach + 1 }, (_, back) => generation - back).filter((candidate) => candidate >= 0)
}

/** Whether a manifest of a rebuild that began at `startedAt` may name a segment of a generation. */
export function mayName(startedAt: number, generation: number, using: Rules = rules): boolean {
  const own = generationAt(startedAt, using)
  return generation <= own && generation >= own - using.reach
}

/** A rebuild that has taken this long must look at the store again before it publishes. */
export function mustStartAgain(startedAt: number, now: number, { rebuildMs }: Rules = rules): boolean {
  return now - startedAt > rebuildMs
}

/**
 * A manifest that was published too long after its rebuild began. Nobody may use it: a flush may have missed it.
 * `lastModified` is when the store says it was put, which no writer can bend.
 */
export function isStalled(startedAt: number, lastModified: number, { rebuildMs }: Rules = rules): boolean {
  return lastModified - startedAt > rebuildMs
}

/** A flush that began at `startedAt` may delete segments of this generation and those before it, if no manifest names them. */
export function newestDeletableGeneration(startedAt: number, using: Rules = rules): number {
  return generationAt(startedAt, using) - using.margin
}

/**
 * Whether a manifest put at `lastModified` can name a segment that a flush may delete. Its rebuild began at most `rebuildMs` earlier, or
 * nobody may use it.
 */
export function mayNameDeletable(lastModified: number, flushStartedAt: number, using: Rules = rules): boolean {
  const oldestNamed = generationAt(lastModified - using.rebuildMs, using) - using.reach
  return oldestNamed <= newestDeletableGeneration(flushStartedAt, using)
}

/** An upload that no living rebuild can still complete in time. */
export function isAbandoned(uploadStartedAt: number, now: number, { rebuildMs }: Rules = rules): boolean {
  return now - uploadStartedAt > rebuildMs
}
