import { EntryTable, type EntryColumns } from '../tree/entries.ts'
import type { ExpandedMount } from '../tree/mounts.ts'
import type { Tools } from './tools.ts'

/** A mount while it is being scanned: `table` grows with every range that `ranges` gives. To be consumed once. */
export interface MountScan {
  readonly mount: ExpandedMount
  readonly table: EntryTable
  /** Which entries have come, as soon as they have. Throws what the scan throws. */
  readonly ranges: AsyncIterable<{ readonly from: number; readonly to: number }>
}

/** Begins to scan a mount in a worker. */
export function scanMount(mount: ExpandedMount, { pool, signal, report }: Tools): MountScan {
  const table = new EntryTable()
  const ranges = new ReadableStream<{ from: number; to: number }>({
    async start(controller) {
      const onPart = (batch: EntryColumns): void => {
        const from = table.length
        table.appendColumns(batch)
        controller.enqueue({ from, to: table.length })
      }
      try {
        const { skipped } = await pool().run('scan', { directory: mount.directory, exclude: mount.exclude }, { onPart, signal })
        if (skipped > 0) report({ type: 'warning', message: `Left out ${skipped} sockets, pipes or devices in ${mount.directory}.` })
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
  return { mount, table, ranges }
}
