const KiB = 2 ** 10
const MiB = 2 ** 20

/** What an archive may hold; a reader refuses what goes beyond before it allocates anything for it. */
export const limits = {
  /** Content that travels to or from a worker in one batch. */
  batchBytes: 4 * MiB,
  /** Entries of one batch, whose headers take another 1.5 MiB at most. */
  batchEntries: 1024,
  entries: 5_000_000,
  mounts: 10_000,
  /** Bytes of a PAX header; most have some hundred, one that lists thousands of mounts has a few million. */
  paxBytes: 8 * MiB,
  /** Bytes of the name of a member, of the target of a link. */
  pathBytes: 4 * KiB,
  /** Plain bytes for each compressed one. */
  ratio: 1000,
  /** What any archive may grow to, whatever its ratio: an honest one of zeros reaches 1030 with gzip. */
  unratedBytes: 256 * MiB,
} as const
