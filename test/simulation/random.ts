/** Numbers that nothing but the seed decides (Mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** From 0 to 1, exclusive. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0 to `limit`, exclusive. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.')
    return items[this.below(items.length)]!
  }

  /** One of the rows, each as often as its weight says. */
  weighted<T>(rows: readonly (readonly [weight: number, item: T])[]): T {
    let rest = this.fraction() * rows.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of rows) if ((rest -= weight) < 0) return item
    return rows.at(-1)![1]
  }
}
