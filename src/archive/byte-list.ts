/** Many byte strings in one array, as they cross from one thread to another. */
export interface PackedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each string ends. */
  readonly ends: Uint32Array<ArrayBuffer>
}

/** Byte strings while they are being gathered. */
export class ByteList {
  #bytes = new Uint8Array(4096)
  #used = 0
  readonly #ends: number[] = []

  push(bytes: Uint8Array): void {
    const end = this.#used + bytes.length
    if (end > this.#bytes.length) this.#enlarge(end)
    this.#bytes.set(bytes, this.#used)
    this.#used = end
    this.#ends.push(end)
  }

  take(): PackedBytes {
    return { bytes: this.#bytes.slice(0, this.#used), ends: Uint32Array.from(this.#ends) }
  }

  #enlarge(length: number): void {
    const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = larger
  }
}

/** The string at a place, as a view. */
export function packedAt({ bytes, ends }: PackedBytes, index: number): Uint8Array<ArrayBuffer> {
  return bytes.subarray(index === 0 ? 0 : ends[index - 1]!, ends[index]!)
}
