import type { Sample, Work } from './samples.ts'

/** Samples to compare with. */
export interface Side {
  readonly work: Work
  readonly program: string
}

/** A promise about larder on the tree that the row names. */
export type Bar =
  /** larder's wall time over the other's, the median over the rounds. */
  | { readonly type: 'ratio'; readonly tree: string; readonly of: Side; readonly against: Side; readonly most: number }
  /** A fact of every sample. */
  | {
      readonly type: 'fact'
      readonly tree: string
      readonly of: Side
      readonly fact: string
      readonly holds: (sample: Sample) => boolean | undefined
    }
  /** In any sample of larder. */
  | { readonly type: 'memory'; readonly most: number }

const MiB = 1024 * 1024
export const pipeline = 'tar | zstd | s5cmd'
const larder = 'larder'
const tree = 'node-modules'

const ratio = (work: Work, program: string, most: number): Bar => ({
  type: 'ratio',
  tree,
  of: { work, program: larder },
  against: { work, program },
  most,
})

const ofOwn = (work: Work, against: Work, most: number): Bar => ({
  type: 'ratio',
  tree,
  of: { work, program: larder },
  against: { work: against, program: larder },
  most,
})

const fact = (work: Work, words: string, holds: (sample: Sample) => boolean | undefined): Bar => ({
  type: 'fact',
  tree,
  of: { work, program: larder },
  fact: words,
  holds,
})

/** What larder promises of its speed. Two cores, everything on one machine: there every saving is one of processor time. */
export const bars: readonly Bar[] = [
  ratio('cold rebuild', pipeline, 0.9),
  ratio('cold rebuild', '@actions/cache', 0.8),
  ratio('cold rebuild', 'drone-cache', 0.6),
  ratio('cold rebuild', 'restic', 0.35),
  ratio('cold rebuild', 'drone-s3-cache', 0.12),
  ratio('cold restore', pipeline, 0.8),
  ratio('cold restore', '@actions/cache', 0.65),
  ratio('cold restore', 'drone-cache', 0.32),
  ratio('cold restore', 'restic', 0.32),
  ratio('cold restore', 'drone-s3-cache', 0.32),
  ofOwn('rebuild, nothing changed', 'cold rebuild', 0.15),
  ratio('rebuild, nothing changed', 'restic', 0.12),
  fact('rebuild, nothing changed', 'one PUT, below 4 MiB', ({ puts, upBytes }) =>
    puts === undefined || upBytes === undefined ? undefined : puts === 1 && upBytes < 4 * MiB,
  ),
  ofOwn('rebuild, fresh mtimes', 'cold rebuild', 0.35),
  fact('rebuild, fresh mtimes', 'no segment sent', ({ segmentsSent }) => segmentsSent === 0),
  ofOwn('rebuild, one package upgraded', 'cold rebuild', 0.35),
  fact('rebuild, one package upgraded', 'at most 3 x the compressed change + 4 MiB sent', ({ storedBytes, changedBytes }) =>
    storedBytes === undefined || changedBytes === undefined ? undefined : storedBytes <= 3 * changedBytes + 4 * MiB,
  ),
  ofOwn('restore, already in place', 'cold restore', 0.25),
  ratio('rebuild over a slow link', pipeline, 0.8),
  ratio('rebuild over a slow link', 'drone-s3-cache', 0.3),
  ratio('restore over a slow link', pipeline, 0.8),
  ratio('restore over a slow link', 'drone-s3-cache', 0.3),
  ratio('archive rebuild', pipeline, 1.3),
  ratio('archive restore', pipeline, 1.3),
  { type: 'ratio', tree: 'none', of: { work: 'start', program: 'larder --help' }, against: { work: 'start', program: 'node' }, most: 2 },
  {
    type: 'ratio',
    tree: 'none',
    of: { work: 'start', program: 'larder restore, a miss' },
    against: { work: 'start', program: 'node' },
    most: 6,
  },
  { type: 'memory', most: 350 * MiB },
]
