import { inlinePool } from '../support/inline-pool.ts'
import type { Pool, RunOptions } from '../../src/workers/pool.ts'
import type { TaskName, Tasks } from '../../src/workers/tasks.ts'

/**
 * An inline pool to which every file looks one nanosecond older than it is. A kernel stamps changes with a clock that ticks every few
 * milliseconds, so whether a file and the probe that was made after it fall into the same tick would differ from run to run; so they never
 * do. `onScan` is called with every directory that is about to be scanned.
 */
export function steadyPool(onScan: (directory: string) => void): Pool {
  const pool = inlinePool()
  return {
    ...pool,
    async run<N extends TaskName>(name: N, input: Tasks[N]['input'], options: RunOptions = {}) {
      if (name === 'scan') onScan((input as Tasks['scan']['input']).directory)
      const output = await pool.run(name, name === 'readSegment' ? withPieces(input) : input, options)
      return name === 'scan' ? older(output) : output
    },
  }
}

function withPieces<N extends TaskName>(input: Tasks[N]['input']): Tasks[N]['input'] {
  const reading = input as Tasks['readSegment']['input']
  return { ...reading, pieces: withCtimes(reading.pieces, 1n) } satisfies Tasks['readSegment']['input'] as Tasks[N]['input']
}

function older<N extends TaskName>(output: Tasks[N]['output']): Tasks[N]['output'] {
  const part = output as Tasks['scan']['output']
  return { ...part, columns: withCtimes(part.columns, -1n) } satisfies Tasks['scan']['output'] as Tasks[N]['output']
}

function withCtimes<T>(columns: T, shift: bigint): T {
  const { ctimeNs } = columns as { readonly ctimeNs: BigInt64Array }
  return { ...columns, ctimeNs: ctimeNs.map((ctime) => ctime + shift) }
}
