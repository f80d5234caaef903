import type { Outcome } from '../../cache/events.ts'

/**
 * What differs between the logs of hosts. All text handed in is neutral: one line each, without control characters or commands.
 * A block of lines belongs together; its first line is the message, the others say more about it.
 */
export interface Dialect {
  /** Begins a part of the log that the host can fold away. Never nested. */
  open(section: Section): void
  close(section: Section): void
  line(text: string): void
  notice(block: Block): void
  warning(block: Block): void
  error(block: Block): void
  debug(block: Block): void
  /** A line about work that takes long; `percent` is undefined while the total is not known. */
  progress(text: string, percent: number | undefined): void
  /** The last line, and lines that explain it (a table of what was removed). */
  result(result: Result, details: readonly string[]): void
  /** Variables and statistics that the host takes from the log. */
  publish(outcome: Outcome): void
}

export type Block = readonly [string, ...string[]]

export interface Section {
  readonly title: string
  /** Letters, digits, `_`, `-`; no two sections of a job have the same. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

export type Tone = 'good' | 'fair' | 'bad' | 'quiet'

export interface Result {
  /** `hit`, `dry run`. */
  readonly label: string
  readonly text: string
  readonly tone: Tone
}

export interface DialectTools {
  /** Writes to the main log, text that ends its own lines. */
  readonly write: (text: string) => void
  /** Writes what is not a result: warnings and errors; the same log where a host reads commands from it. */
  readonly writeAside: (text: string) => void
  readonly colour: boolean
  readonly now: () => number
  readonly github?: GithubTools
}

/** The functions of @actions/core that a log needs, handed in so that other doors need not load it. */
export interface GithubTools {
  startGroup(name: string): void
  endGroup(): void
  notice(message: string): void
  warning(message: string): void
  error(message: string): void
}
