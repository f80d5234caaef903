import { treeLimits } from '../tree/limits.ts'

const MiB = 2 ** 20

/** What a manifest or segment may hold. A writer refuses to go beyond, a reader before it allocates anything. */
export const limits = {
  ...treeLimits,
  /** Bytes of content in a segment that is written, and in one that is read. */
  segmentBytes: 8 * MiB,
  readableSegmentBytes: 64 * MiB,
  /** Bytes of a manifest, before compression. */
  manifestBytes: 256 * MiB,
  mounts: 10_000,
  /** Bytes of the target of a symbolic link. */
  targetBytes: 4096,
} as const
