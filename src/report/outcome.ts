import type { FlushOutcome, Outcome, Totals } from '../cache/events.ts'

/** True for the outcomes in which something went through. */
export function hasTotals(outcome: Outcome): outcome is Extract<Outcome, Totals> {
  return 'transferred' in outcome
}

/** The path in the store that a key lies at: `octo/app/main` of `octo/app/main/modules.snapshot`, `octo` of the filename `app/a.tar` in `octo/app/a.tar`. */
export function pathOf({ object, key }: { readonly object: string; readonly key: string }): string {
  const end = object.endsWith(`/${key}`) ? object.length - key.length - 1 : object.lastIndexOf('/')
  return object.slice(0, Math.max(0, end))
}

/** Bytes that a flush freed, or would free. */
export function freedBytes({ removed, segments }: FlushOutcome): number {
  return removed.reduce((sum, { size }) => sum + size, segments.bytes)
}
