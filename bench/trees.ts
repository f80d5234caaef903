import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { TreeFacts } from './samples.ts'
import { toolsDirectory } from './rig/programs.ts'
import { countTree } from './trees/count-tree.ts'
import { downloadGoModules, goIsThere } from './trees/go-modules.ts'
import { installNodeModules } from './trees/node-modules.ts'
import { makeLargeFiles, makeSmallFiles } from './trees/generated.ts'

/** A tree that is cached: `<parent>/<name>`. */
export interface Tree extends TreeFacts {
  readonly parent: string
  /** The entry in `parent`, which is the mount. */
  readonly mount: string
}

interface Row {
  readonly title: string
  readonly mount: string
  /** Makes the mount in a new directory. */
  readonly make: (parent: string) => Promise<void> | void
  /** What is missing on this machine. */
  readonly needs?: () => string | undefined
}

const files = (count: number): Row => ({
  title: `${count.toLocaleString('en')} small files`,
  mount: 'files',
  make: (parent) => makeSmallFiles(path.join(parent, 'files'), count),
})

const rows = {
  'node-modules': { title: 'node_modules of a real project', mount: 'node_modules', make: installNodeModules },
  large: { title: 'two files of 700 MB, half compressible', mount: 'large', make: (parent) => makeLargeFiles(path.join(parent, 'large')) },
  go: { title: 'Go module cache, read-only', mount: 'mod', make: downloadGoModules, needs: goIsThere },
  '10k': files(10_000),
  '30k': files(30_000),
  '100k': files(100_000),
  '300k': files(300_000),
  '1m': files(1_000_000),
  small: {
    title: 'a small tree, to try the bench itself',
    mount: 'files',
    make: (parent) => makeSmallFiles(path.join(parent, 'files'), 3_000),
  },
} as const satisfies Record<string, Row>

export type TreeName = keyof typeof rows

export const availableTrees = Object.keys(rows) as TreeName[]

/** The tree, made if this is the first time: they are kept outside of the clone. A string says what is missing. */
export async function treeNamed(name: TreeName): Promise<Tree | string> {
  const row: Row = rows[name]
  const parent = path.join(toolsDirectory, 'bench-trees', name)
  if (!existsSync(parent)) {
    const missing = row.needs?.()
    if (missing !== undefined) return missing
    process.stderr.write(`making the tree ${name}: ${row.title}\n`)
    const aside = `${parent}.new`
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true })
    await row.make(aside)
    renameSync(aside, parent)
  }
  return { name, title: row.title, parent, mount: row.mount, ...countTree(path.join(parent, row.mount)) }
}
