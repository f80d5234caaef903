const billion = 1_000_000_000n

/**
 * A time as Node's `utimes` takes it. As a double it is off by up to 120 ns today (240 when divided in one step), and order is kept.
 * Node takes a negative number for "now", so a time before 1970 goes as a Date, exact to the millisecond.
 */
export function fileTime(ns: bigint): number | Date {
  if (ns < 0n) return new Date(Number(ns / 1_000_000n))
  return Number(ns / billion) + Number(ns % billion) / 1e9
}

const earliest = -(2n ** 63n)
const latest = 2n ** 63n - 1n

/** A time as a table holds it, in 64 bits: file systems may have years after 2262, which become the last one that fits. */
export function storedTime(ns: bigint): bigint {
  if (ns > latest) return latest
  return ns < earliest ? earliest : ns
}
