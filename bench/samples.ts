/** What is timed. Every sample of one work, tree and variant is the same work, whoever does it. */
export type Work =
  | 'cold rebuild'
  | 'cold restore'
  | 'rebuild, nothing changed'
  | 'rebuild, fresh mtimes'
  | 'rebuild, one package upgraded'
  | 'restore, already in place'
  | 'rebuild over a slow link'
  | 'restore over a slow link'
  | 'archive rebuild'
  | 'archive restore'
  | 'start'

/** One run of one program. */
export interface Sample {
  readonly work: Work
  readonly tree: string
  readonly program: string
  /** Samples of one round were taken one after another, so their ratio means something on a noisy machine. */
  readonly round: number
  /** What else the run was told, such as `2 workers`. */
  readonly variant?: string
  /** From outside, the whole process. */
  readonly seconds: number
  /** User and system time of all processes of the program; not the server's. */
  readonly cpuSeconds?: number
  /** Of the largest process. */
  readonly peakBytes?: number
  /** What went to the store, or what the store holds of it. */
  readonly storedBytes?: number
  /** Requests that send, as a proxy counted them, and the bytes that passed it on the way to the store. */
  readonly puts?: number
  readonly upBytes?: number
  readonly segmentsSent?: number
  /** What changed, compressed by `zstd -3`. */
  readonly changedBytes?: number
}

export interface Results {
  readonly date: string
  readonly machine: readonly string[]
  /** Program and version. */
  readonly versions: Readonly<Record<string, string>>
  /** Program and what brings it. */
  readonly missing: Readonly<Record<string, string>>
  /** What each program was called with, by work and program. */
  readonly commands: Readonly<Record<string, string>>
  readonly trees: readonly TreeFacts[]
  readonly samples: readonly Sample[]
}

export interface TreeFacts {
  readonly name: string
  readonly title: string
  readonly files: number
  readonly bytes: number
}
