const MiB = 2 ** 20

/** What a manifest or segment may hold. A writer refuses to go beyond, a reader before it allocates anything. */
export const limits = {
  /** Bytes of content in a segment that is written, and in one that is read. */
  segmentBytes: 4 * MiB,
  readableSegmentBytes: 64 * MiB,
  /** Bytes of a manifest, before compression. */
  manifestBytes: 256 * MiB,
  /** Entries of all mounts of a manifest together. */
  entries: 5_000_000,
  mounts: 10_000,
  /** Bytes of one component of a path, of a path below its mount, of the target of a symbolic link. */
  nameBytes: 255,
  pathBytes: 4096,
  targetBytes: 4096,
  /** Components of a path below its mount. */
  depth: 1024,
} as const
