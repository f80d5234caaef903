import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Files and bytes below a directory. Looks at every entry, which also warms the kernel's caches. */
export function countTree(directory: string): { files: number; bytes: number } {
  const total = { files: 0, bytes: 0 }
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const place = path.join(directory, entry.name)
    const below = entry.isDirectory() ? countTree(place) : { files: 1, bytes: lstatSync(place).size }
    total.files += below.files
    total.bytes += below.bytes
  }
  return total
}
