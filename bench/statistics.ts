/** The middle of some numbers; of an even count the mean of the two in the middle. Undefined for none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return undefined
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The quarter points, which say how noisy the machine was. */
export function quartiles(numbers: readonly number[]): readonly [number, number] | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!
  return [at(0.25), at(0.75)]
}
