import { createHash } from 'node:crypto'
import { generationAt } from '../../src/snapshot/generations.ts'
import type { Manifest } from '../../src/snapshot/manifest.ts'
import { SegmentPlanner } from '../../src/snapshot/plan.ts'
import { SegmentList, type SegmentRef } from '../../src/snapshot/segment-list.ts'
import type { EntryTable } from '../../src/tree/entries.ts'

/** An instant in the middle of a generation. */
export const startedAt = Date.UTC(2026, 10, 22, 21, 0, 0)

export const key = 'octo/app/main/deps.snapshot'

export function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

/** Segments as the plan of a table has them, with made-up hashes. */
export function segmentsOf(table: EntryTable, generation: number = generationAt(startedAt), store = 0): SegmentList {
  const planner = new SegmentPlanner()
  const plans = [...planner.add(table, 0, table.length), ...planner.end()]
  return SegmentList.from(plans.map(({ plain }, i): SegmentRef => ({ hash: sha256(`${i}`), plain, stored: plain + 7, generation, store })))
}

export function manifestOf(...tables: readonly EntryTable[]): Manifest {
  return {
    tool: 'larder 0.1.0',
    startedAt,
    stores: ['octo/app'],
    mounts: tables.map((table, i) => ({ point: { anchor: 'workspace', path: `mount-${i}` }, table, segments: segmentsOf(table) })),
  }
}
