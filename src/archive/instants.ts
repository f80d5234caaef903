const billion = 1_000_000_000n

// EntryTable holds 64-bit nanoseconds; a header may hold any number. Times outside (before 1677, after 2262) become the nearest that fit.
const earliest = -(2n ** 63n)
const latest = 2n ** 63n - 1n

/** Whole seconds, rounded down, as the fixed part of a header holds them. */
export function secondsOf(instantNs: bigint): number {
  const seconds = instantNs / billion
  return Number(seconds * billion > instantNs ? seconds - 1n : seconds)
}

export function instantOf(seconds: number): bigint {
  if (!Number.isFinite(seconds)) return seconds < 0 ? earliest : latest
  return nearest(BigInt(Math.floor(seconds)) * billion)
}

/** As PAX writes times: `1700000000.000000001`. Always nine digits, so that headers of most files have the same length. */
export function decimalOf(instantNs: bigint): string {
  const magnitude = instantNs < 0n ? -instantNs : instantNs
  const fraction = String(magnitude % billion).padStart(9, '0')
  return `${instantNs < 0n ? '-' : ''}${magnitude / billion}.${fraction}`
}

/** Undoes {@link decimalOf} for any number of digits; undefined when the text is no decimal number. */
export function instantOfDecimal(text: string): bigint | undefined {
  const parts = /^(-?)(\d{1,30})(?:\.(\d{0,30}))?$/.exec(text)
  if (parts === null) return undefined
  const [, sign, whole, fraction = ''] = parts
  const magnitude = BigInt(whole!) * billion + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  return nearest(sign === '-' ? -magnitude : magnitude)
}

function nearest(instantNs: bigint): bigint {
  if (instantNs < earliest) return earliest
  return instantNs > latest ? latest : instantNs
}
