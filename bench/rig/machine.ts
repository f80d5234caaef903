import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os'

/** What a reader has to know of the machine to judge the figures. */
export async function describeMachine(scratch: string): Promise<string[]> {
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0)
  return [
    `${availableParallelism()} cores of ${cpus()[0]?.model ?? arch()}, ${gigabytes} GiB of memory`,
    `${operatingSystem()}, ${type()} ${release()}`,
    `store and restored trees on ${await fileSystemOf(scratch)}`,
  ]
}

function operatingSystem(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  } catch {
    return process.platform
  }
}

const magic = new Map([
  [0x01021994, 'tmpfs'],
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlayfs'],
])

async function fileSystemOf(directory: string): Promise<string> {
  const { type: id } = await statfs(directory)
  return magic.get(id) ?? `a file system of type ${id.toString(16)}`
}

/** Bytes free, and whether it is memory. */
export async function roomAt(directory: string): Promise<{ bytes: number; isMemory: boolean } | undefined> {
  try {
    const { bavail, bsize, type: id } = await statfs(directory)
    return { bytes: bavail * bsize, isMemory: magic.get(id) === 'tmpfs' }
  } catch {
    return undefined
  }
}
