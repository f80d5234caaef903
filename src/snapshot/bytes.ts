/** Bytes that are not what their format says. Never leaves this folder: a decoder turns it into its own answer. */
export class Malformed extends Error {}

const continues = 0x80
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Bytes that grow as values are added. */
export class ByteWriter {
  #bytes = new Uint8Array(4096)
  #length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** LEB128: seven bits a byte, lowest first. Whole numbers from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= continues) {
      this.#bytes[this.#length++] = (rest % continues) | continues
      rest = Math.floor(rest / continues)
    }
    this.#bytes[this.#length++] = rest
  }

  /** 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4, so that small negative numbers stay short. */
  signedVarint(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  uint32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff)
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Its length, then the bytes. */
  block(bytes: Uint8Array): void {
    this.varint(bytes.length)
    this.raw(bytes)
  }

  /** As `block`, for bytes that `write` puts where they belong. */
  blockOf(length: number, write: (into: Uint8Array) => void): void {
    this.varint(length)
    this.#reserve(length)
    write(this.#bytes.subarray(this.#length, (this.#length += length)))
  }

  text(value: string): void {
    this.block(Buffer.from(value))
  }

  /** A view of what has been written so far, good until more is. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(Math.max(this.#length + count, this.#bytes.length * 2)))
  }
}

/** Reads what a {@link ByteWriter} wrote. Every method throws {@link Malformed} instead of reading beyond the end. */
export class ByteReader {
  readonly #bytes: Uint8Array<ArrayBuffer>
  #at = 0

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    // A Buffer would give views where a Uint8Array gives copies.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    this.#require(1)
    return this.#bytes[this.#at++]!
  }

  varint(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 49; scale *= continues) {
      const byte = this.byte()
      value += (byte % continues) * scale
      if (byte < continues) return safe(value)
    }
    throw new Malformed('a number is too long')
  }

  signedVarint(): number {
    return signed(this.varint())
  }

  /**
   * `count` numbers up to `most`, in an array of the type that is given. Every number takes at least a byte, so a wrong count is refused
   * before memory is taken for it.
   */
  numbers<C extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
    type: new (length: number) => C,
    count: number,
    most: number,
  ): C {
    this.#require(count)
    const values = new type(count)
    const bytes = this.#bytes
    let at = this.#at
    for (let i = 0; i < count; i++) {
      let value = bytes[at]
      if (value !== undefined && value < continues) at++
      else {
        this.#at = at
        value = this.varint()
        at = this.#at
      }
      if (value > most) throw new Malformed('a number is too large')
      values[i] = value
    }
    this.#at = at
    return values
  }

  uint32(): number {
    this.#require(4)
    const value = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at).getUint32(0, true)
    this.#at += 4
    return value
  }

  /** A view, not a copy. */
  raw(length: number): Uint8Array<ArrayBuffer> {
    this.#require(length)
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  block(): Uint8Array<ArrayBuffer> {
    return this.raw(this.varint())
  }

  text(): string {
    const bytes = this.block()
    try {
      return utf8.decode(bytes)
    } catch (cause) {
      throw new Malformed('a text is not UTF-8', { cause })
    }
  }

  /** Throws unless everything has been read. */
  end(): void {
    if (this.left > 0) throw new Malformed(`${this.left} bytes too many`)
  }

  #require(count: number): void {
    if (count > this.left) throw new Malformed(`${count - this.left} bytes too few`)
  }
}

/** Undoes the folding of {@link ByteWriter.signedVarint}. */
export function signed(folded: number): number {
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2
}

function safe(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('a number is too large')
  return value
}
