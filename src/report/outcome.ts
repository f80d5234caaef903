import type { FlushOutcome, Outcome, Totals } from '../cache/events.ts'

/** True for the outcomes in which something went through. */
export function hasTotals(outcome: Outcome): outcome is Extract<Outcome, Totals> {
  return 'transferred' in outcome
}

/** `octo/app/main` of `octo/app/main/node_modules.tar.zst`; empty for an object that lies in no path. */
export function pathOf(object: string): string {
  return object.slice(0, Math.max(0, object.lastIndexOf('/')))
}

/** Bytes that a flush freed, or would free. */
export function freedBytes({ removed, segments }: FlushOutcome): number {
  return removed.reduce((sum, { size }) => sum + size, segments.bytes)
}
