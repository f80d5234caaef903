const billion = 1e9
const digit = 2 ** 16
const word = 2 ** 32

// A BigInt for every file would cost more than all the rest of a manifest; so times are taken apart and put together as two 32-bit halves.
const low = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1
const high = 1 - low

/** Whether a number of seconds and the nanoseconds after it make a signed 64-bit number of nanoseconds. */
export function isInstant(second: number, nanosecond: number): boolean {
  if (nanosecond >= billion || second < -9_223_372_037 || second > 9_223_372_036) return false
  if (second === -9_223_372_037) return nanosecond >= 145_224_192
  return second < 9_223_372_036 || nanosecond <= 854_775_807
}

export interface Instants {
  /** Whole seconds since 1970, rounded down. */
  readonly seconds: Float64Array<ArrayBuffer>
  /** The rest, from 0 to 999,999,999. */
  readonly nanoseconds: Uint32Array<ArrayBuffer>
}

export function splitInstants(instants: BigInt64Array<ArrayBuffer>): Instants {
  const halves = new Int32Array(instants.buffer, instants.byteOffset, instants.length * 2)
  const seconds = new Float64Array(instants.length)
  const nanoseconds = new Uint32Array(instants.length)
  for (let i = 0; i < instants.length; i++) {
    const upper = halves[2 * i + high]!
    const lower = halves[2 * i + low]! >>> 0
    // Long division in base 2^16, because each step then stays below 2^53.
    let quotient = Math.floor(upper / billion)
    let rest = upper - quotient * billion
    for (const part of [Math.floor(lower / digit), lower % digit]) {
      rest = rest * digit + part
      const times = Math.floor(rest / billion)
      quotient = quotient * digit + times
      rest -= times * billion
    }
    seconds[i] = quotient
    nanoseconds[i] = rest
  }
  return { seconds, nanoseconds }
}

/** Undoes {@link splitInstants}; every one must be an instant. */
export function joinInstants({ seconds, nanoseconds }: Instants): BigInt64Array<ArrayBuffer> {
  const instants = new BigInt64Array(seconds.length)
  const halves = new Int32Array(instants.buffer)
  for (let i = 0; i < seconds.length; i++) {
    const upperSeconds = Math.floor(seconds[i]! / digit) * billion
    const lowerSeconds = (seconds[i]! - Math.floor(seconds[i]! / digit) * digit) * billion
    const carried = (upperSeconds - Math.floor(upperSeconds / digit) * digit) * digit + lowerSeconds + nanoseconds[i]!
    halves[2 * i + high] = Math.floor(upperSeconds / digit) + Math.floor(carried / word)
    halves[2 * i + low] = carried % word
  }
  return instants
}
