import type { EntryTable } from '../tree/entries.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import { ScanAssembly, type ScanGroup } from '../tree/scan-assembly.ts'
import type { Tools } from './tools.ts'

/** A mount while it is being scanned: `table` grows with every range that `ranges` gives. To be consumed once. */
export interface MountScan {
  readonly mount: ExpandedMount
  readonly table: EntryTable
  /** Which entries have come, as soon as they have. Throws what the scan throws. */
  readonly ranges: AsyncIterable<{ readonly from: number; readonly to: number }>
}

/** Begins to scan a mount, by all threads. `onComplete` is called once the table is whole, however much of `ranges` has been taken by then. */
export function scanMount(mount: ExpandedMount, tools: Tools, onComplete?: (table: EntryTable) => void): MountScan {
  const assembly = new ScanAssembly(mount.directory)
  const { table } = assembly
  const ranges = new ReadableStream<{ from: number; to: number }>({
    async start(controller) {
      const onEntries = (from: number): void => controller.enqueue({ from, to: table.length })
      try {
        await assemble(assembly, mount, tools, onEntries)
        const { skipped } = assembly
        if (skipped > 0) tools.report({ type: 'warning', message: `Left out ${skipped} sockets, pipes or devices in ${mount.directory}.` })
        onComplete?.(table)
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
  return { mount, table, ranges }
}

/** Settles when nobody reads any more. */
async function assemble(
  assembly: ScanAssembly,
  mount: ExpandedMount,
  { pool, signal }: Tools,
  onEntries: (from: number) => void,
): Promise<void> {
  const { directory, exclude } = mount
  const running = new Set<Promise<void>>()
  const read = async (group: ScanGroup): Promise<void> => {
    const part = await pool.run('scan', { directory, exclude, below: group.below }, { signal })
    const from = assembly.table.length
    group.take(part)
    if (assembly.table.length > from) onEntries(from)
  }
  try {
    for (;;) {
      // Enough for the threads while this one decodes a manifest, which takes 0.1 s; those who read what has been found wait behind them.
      while (running.size < pool.size * 8) {
        const group = assembly.next()
        if (group === undefined) break
        const task = read(group).finally(() => running.delete(task))
        running.add(task)
      }
      if (running.size === 0) return assembly.assertComplete()
      await Promise.race(running)
    }
  } finally {
    await Promise.allSettled(running)
  }
}
