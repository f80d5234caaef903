import { readFileSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname } from 'node:path'

/** Whether a file system is mounted at a directory, given by its real path: then nothing beside it can be renamed into its place. */
export function isMountPoint(directory: string): boolean {
  return statSync(directory).dev !== statSync(dirname(directory)).dev || isBindMount(directory)
}

/** A directory mounted a second time is on the same device as its parent, and yet nothing can be renamed across. */
function isBindMount(directory: string): boolean {
  if (platform() !== 'linux') return false
  const mounted = readMountInfo()
  return mounted.split('\n').some((line) => unescapeOctal(line.split(' ')[4] ?? '') === directory)
}

function readMountInfo(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch (error) {
    // Some sandboxes have no /proc; the devices have been compared already.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
