/** What a tree may hold. A scan refuses to go beyond, and nothing beyond is ever written. */
export const treeLimits = {
  entries: 5_000_000,
  /** Bytes of one component, and of a path below its mount. */
  nameBytes: 255,
  pathBytes: 4096,
  /** Components of a path below its mount. */
  depth: 1024,
} as const
