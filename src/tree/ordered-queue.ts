interface Link<T> {
  readonly item: T
  previous: Link<T> | undefined
  next: Link<T> | undefined
}

/**
 * Items in an order that is not the one in which they become known: what follows from an item takes its place, before all that came after it.
 * Asking for the next one takes time in proportion to those that were given out and not replaced yet.
 */
export class OrderedQueue<T> {
  #first: Link<T> | undefined
  /** Given out; they stay in their place until they are replaced. */
  readonly #given = new Map<T, Link<T>>()

  constructor(first: T) {
    this.#first = { item: first, previous: undefined, next: undefined }
  }

  /** The first item that has not been given out. */
  next(): T | undefined {
    let link = this.#first
    while (link !== undefined && this.#given.has(link.item)) link = link.next
    if (link !== undefined) this.#given.set(link.item, link)
    return link?.item
  }

  /** Puts other items, which may be none, into the place of one that was given out. */
  replace(item: T, items: readonly T[]): void {
    const link = this.#given.get(item)
    if (link === undefined) throw new TypeError('Only what was given out can be replaced.')
    this.#given.delete(item)
    let last = link.previous
    for (const each of items) last = this.#join(last, { item: each, previous: undefined, next: undefined })
    this.#join(last, link.next)
  }

  #join(one: Link<T> | undefined, other: Link<T> | undefined): Link<T> | undefined {
    if (one === undefined) this.#first = other
    else one.next = other
    if (other !== undefined) other.previous = one
    return other
  }
}
