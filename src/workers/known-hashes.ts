/**
 * Hashes that every thread can look up without a copy: the first eight bytes of each, in order. Two different segments agree in them once in
 * 10^13 for a million segments; so what is known by this must be looked up in full, and read again if it was not.
 */
export function knownHashes(hashes: Iterable<Uint8Array>): SharedArrayBuffer {
  const starts = BigUint64Array.from(hashes, startOf).sort()
  const shared = new SharedArrayBuffer(starts.byteLength)
  new BigUint64Array(shared).set(starts)
  return shared
}

export function isKnown(known: SharedArrayBuffer, hash: Uint8Array): boolean {
  const starts = new BigUint64Array(known)
  const start = startOf(hash)
  let [low, high] = [0, starts.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (starts[middle] === start) return true
    if (starts[middle]! < start) low = middle + 1
    else high = middle - 1
  }
  return false
}

function startOf(hash: Uint8Array): bigint {
  return new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getBigUint64(0)
}
