/** Where text goes: `process.stdout`, `process.stderr`, or an array in a test. */
export interface Output {
  write(text: string): void
  /** A live progress bar is drawn only where this is true. */
  readonly isTTY?: boolean
  /** Width of the terminal; read at every redraw. 80 is assumed when absent, or 0 as of a terminal that does not know its size. */
  readonly columns?: number
}
