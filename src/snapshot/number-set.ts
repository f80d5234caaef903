/**
 * A set of numbers that is filled first and asked then: 8 to 16 bytes each, where a `Set` of a million takes 37 and three seconds.
 * No choice of numbers makes it slow, as it sorts.
 */
export class NumberSet {
  #values = new Float64Array(1024)
  #length = 0
  #isSettled = true

  add(value: number): void {
    if (this.#length === this.#values.length) this.#makeRoom()
    this.#values[this.#length++] = value
    this.#isSettled = false
  }

  has(value: number): boolean {
    this.#settle()
    let from = 0
    let to = this.#length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.#values[middle]! < value) from = middle + 1
      else to = middle
    }
    return from < this.#length && this.#values[from] === value
  }

  /** What is there several times is most of it when many manifests name the same. */
  #makeRoom(): void {
    this.#settle()
    if (this.#length <= this.#values.length / 2) return
    const larger = new Float64Array(this.#values.length * 2)
    larger.set(this.#values.subarray(0, this.#length))
    this.#values = larger
  }

  /** In order, each once. */
  #settle(): void {
    if (this.#isSettled) return
    const values = this.#values.subarray(0, this.#length).sort()
    let kept = 0
    for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[kept - 1]) values[kept++] = values[i]!
    this.#length = kept
    this.#isSettled = true
  }
}
