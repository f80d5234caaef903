import { shareable } from '../tree/columns.ts'
import { Malformed, signed, type ByteReader, type ByteWriter } from './bytes.ts'
import { limits } from './limits.ts'
import { isInstant, joinInstants, splitInstants } from './nanoseconds.ts'

/**
 * Files that were unpacked together share the ticks of a coarse clock: 59,000 entries of a `node_modules` have 5,500 times. So the
 * different times come first, in order, and each entry takes the number of its time, as the difference to the entry before: 1.4 bytes an
 * entry instead of 2.4.
 */
export function writeTimes(bytes: ByteWriter, mtimeNs: BigInt64Array): void {
  const ordered = mtimeNs.slice().sort()
  const distinct = ordered.filter((time, i) => i === 0 || time !== ordered[i - 1])
  writeInstants(bytes, distinct)
  const numbers = new Map(Array.from(distinct, (time, number) => [time, number]))
  let previous = 0
  for (const time of mtimeNs) {
    const number = numbers.get(time)!
    bytes.signedVarint(number - previous)
    previous = number
  }
}

/** Throws {@link Malformed}. */
export function readTimes(bytes: ByteReader, length: number): BigInt64Array {
  const distinct = readInstants(bytes, length)
  const steps = bytes.numbers(Uint32Array, length, 2 * limits.entries)
  // Copied as halves: a BigInt for every entry would take three times as long.
  const halves = new Int32Array(distinct.buffer)
  const copied = shareable(Int32Array, length * 2)
  let number = 0
  for (let i = 0; i < length; i++) {
    number += signed(steps[i]!)
    if (number < 0 || number >= distinct.length) throw new Malformed('an entry has no time')
    copied[2 * i] = halves[2 * number]!
    copied[2 * i + 1] = halves[2 * number + 1]!
  }
  return new BigInt64Array(copied.buffer)
}

function writeInstants(bytes: ByteWriter, ascending: BigInt64Array<ArrayBuffer>): void {
  const { seconds, nanoseconds } = splitInstants(ascending)
  bytes.varint(ascending.length)
  bytes.signedVarint(seconds[0] ?? 0)
  for (let i = 0; i < ascending.length; i++) {
    const passed = i === 0 ? 0 : seconds[i]! - seconds[i - 1]!
    bytes.varint(passed)
    bytes.varint(i > 0 && passed === 0 ? nanoseconds[i]! - nanoseconds[i - 1]! : nanoseconds[i]!)
  }
}

function readInstants(bytes: ByteReader, most: number): BigInt64Array<ArrayBuffer> {
  const length = bytes.varint()
  if (length > most) throw new Malformed('there are more times than entries')
  let second = bytes.signedVarint()
  const steps = bytes.numbers(Float64Array, length * 2, Number.MAX_SAFE_INTEGER)
  const seconds = new Float64Array(length)
  const nanoseconds = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const passed = steps[2 * i]!
    const nanosecond = steps[2 * i + 1]! + (i > 0 && passed === 0 ? nanoseconds[i - 1]! : 0)
    second += passed
    if (!isInstant(second, nanosecond)) throw new Malformed('a time is out of range')
    seconds[i] = second
    nanoseconds[i] = nanosecond
  }
  return joinInstants({ seconds, nanoseconds })
}
