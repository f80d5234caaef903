/** The store's clock as its answers tell it. */
export interface StoreClock {
  /** Takes the `Date` header of an answer that came just now. */
  observe(date: string | undefined): void
  /** Undefined until an answer has told the time. */
  now(): Date | undefined
}

/** `monotonic` gives milliseconds that never go back, whatever happens to the local clock. */
export function storeClock(monotonic: () => number): StoreClock {
  let seen: { readonly time: number; readonly at: number } | undefined
  return {
    observe(date) {
      const time = date === undefined ? Number.NaN : Date.parse(date)
      if (!Number.isNaN(time)) seen = { time, at: monotonic() }
    },
    now: () => (seen === undefined ? undefined : new Date(seen.time + monotonic() - seen.at)),
  }
}
