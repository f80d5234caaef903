import { parseArgs } from 'node:util'
import { availableTrees, type TreeName } from './trees.ts'
import { studies, type StudyName } from './studies/studies.ts'

export interface Options {
  readonly rows: readonly StudyName[]
  readonly trees: readonly TreeName[]
  /** Rounds of every study. */
  readonly pairs: number
  readonly minutes: number
  readonly server: 'minio' | 'versitygw'
  /** Holds the server's data and every tree that is written; the fastest place that there is by default. */
  readonly scratch: string | undefined
  /** Keep the results, and render BENCHMARKS.md and the plots from them. */
  readonly publish: boolean
}

export const usage = `npm run bench -- [flags]

  --rows LIST      studies to run, of: ${Object.keys(studies).join(', ')}; all by default
  --trees LIST     trees to run them on, of: ${availableTrees.join(', ')}; all but small by default
  --pairs N        rounds of each study; 5 by default
  --minutes N      begin no round that would end later than this; 60 by default
  --server NAME    minio (default) or versitygw
  --scratch DIR    where the server's data and the restored trees go; /dev/shm if it has room, else the temporary directory
  --publish        keep the results in bench/results.json, and render BENCHMARKS.md and the plots from them

A check in a minute: npm run bench -- --rows cold,again --trees small --pairs 1
`

/** Throws with the usage when an argument makes no sense; undefined when help was asked for. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      trees: { type: 'string' },
      pairs: { type: 'string', default: '5' },
      minutes: { type: 'string', default: '60' },
      server: { type: 'string', default: 'minio' },
      scratch: { type: 'string' },
      publish: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const names = Object.keys(studies) as StudyName[]
  return {
    rows: someOf(names, values.rows, names),
    trees: someOf(
      availableTrees,
      values.trees,
      availableTrees.filter((name) => name !== 'small'),
    ),
    pairs: positive(values.pairs),
    minutes: positive(values.minutes),
    server: someOf(['minio', 'versitygw'] as const, values.server, ['minio'])[0]!,
    scratch: values.scratch,
    publish: values.publish,
  }
}

function someOf<T extends string>(all: readonly T[], text: string | undefined, otherwise: readonly T[]): readonly T[] {
  if (text === undefined) return otherwise
  return text.split(',').map((word) => {
    const found = all.find((name) => name === word)
    if (found === undefined) throw new Error(`"${word}" is none of ${all.join(', ')}.\n\n${usage}`)
    return found
  })
}

function positive(text: string): number {
  const number = Number(text)
  if (!(number > 0)) throw new Error(`Expected a number above 0, got "${text}".\n\n${usage}`)
  return number
}
