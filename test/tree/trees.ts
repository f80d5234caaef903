import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyFiles, piecesOf } from '../../src/snapshot/pieces.ts'
import { SegmentPlanner } from '../../src/snapshot/plan.ts'
import { commitStagings, type StagedTree } from '../../src/tree/commit.ts'
import type { EntryTable } from '../../src/tree/entries.ts'
import type { Exclude } from '../../src/tree/exclude.ts'
import { finishTree } from '../../src/tree/finish.ts'
import { removeTree } from '../../src/tree/remove-tree.ts'
import type { KeepColumn } from '../../src/tree/keep.ts'
import type { Mount } from '../../src/tree/mount.ts'
import { readPieces } from '../../src/tree/read.ts'
import { scanTree } from '../../src/tree/scan-assembly.ts'
import { openStaging, type Staging } from '../../src/tree/staging.ts'
import { makeDirectories, writePieces } from '../../src/tree/write.ts'

/** A directory of its own with a workspace in it, removed at the end of the test. */
export function temporary(within = tmpdir()): Disposable & { readonly root: string; readonly workspace: string } {
  const root = realpathSync(mkdtempSync(join(within, 'tree-')))
  const workspace = join(root, 'workspace')
  mkdirSync(workspace)
  return { root, workspace, [Symbol.dispose]: () => (removeTree(root), rmSync(root, { recursive: true, force: true })) }
}

export function inWorkspace(workspace: string, path: string): Mount {
  return { anchor: 'workspace', path, directory: join(workspace, path) }
}

export function scanned(directory: string, exclude?: Exclude): EntryTable {
  return scanTree(directory, exclude).table
}

/** The paths of a table, as Latin-1. */
export function pathsOf(table: EntryTable): string[] {
  return Array.from({ length: table.length }, (_, index) => table.path(index).toString('latin1'))
}

/** Writes the tree at `from`, which the table describes, into a staging. */
export function stageTree(staging: Staging, table: EntryTable, from: string, keep?: KeepColumn): StagedTree {
  makeDirectories(staging.root, table, keep)
  const planner = new SegmentPlanner()
  const plans = [...planner.add(table, 0, table.length), ...planner.end()]
  for (const pieces of [emptyFiles(table), ...plans.map((plan) => piecesOf(table, plan))]) {
    const data = new Uint8Array(pieces.bytes.reduce((total, bytes) => total + bytes, 0))
    readPieces(from, pieces, data)
    writePieces(staging.root, pieces, data, keep && piecesKept(table, keep, pieces.length, (k) => pathOfPiece(pieces, k)))
  }
  finishTree(staging.root, table, keep)
  return { staging, table, ...(keep && { keep }) }
}

/** Restores the tree at `from` to a mount. */
export function restoreTree(from: string, mount: Mount, workspace: string, keep?: KeepColumn): string[] {
  const staging = openStaging(mount, { workspace })
  return commitStagings([stageTree(staging, scanned(from), from, keep)])
}

function pathOfPiece({ paths, pathEnd }: { paths: Uint8Array; pathEnd: Uint32Array }, index: number): string {
  return Buffer.from(paths.subarray(index === 0 ? 0 : pathEnd[index - 1]!, pathEnd[index])).toString('latin1')
}

function piecesKept(table: EntryTable, keep: KeepColumn, length: number, pathOf: (index: number) => string): Uint8Array {
  const kept = new Map(pathsOf(table).map((path, index) => [path, keep[index]!]))
  return Uint8Array.from({ length }, (_, index) => kept.get(pathOf(index))!)
}
