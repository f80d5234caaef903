import type { Command } from '../rig/command.ts'
import type { Stage } from '../rig/stage.ts'
import type { Tree } from '../trees.ts'

/** A program that caches trees. */
export interface Contender {
  readonly name: string
  /** What it is made of, with versions. */
  readonly version: string
  /** What is there before a first rebuild and not part of it. */
  prepare?(job: Job): Promise<void>
  /** Caches `tree` at a place that holds nothing. */
  rebuild(job: Job): Command
  /** Restores what is at the place into `directory`, which is empty. */
  restore(job: Job & { readonly directory: string }): Command
  /** Bytes that the store holds for it; those below the place in the bucket if absent. */
  storedBytes?(job: Job): number
  close?(): void
}

export interface Job {
  readonly stage: Stage
  readonly tree: Tree
  readonly place: string
  /** Of the S3 server, or of a link to it. */
  readonly endpoint: string
}

/** A contender that this machine does not have. */
export interface Missing {
  readonly name: string
  readonly install: string
}
