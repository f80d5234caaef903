/** How the name of a staging directory begins; `mkdtemp` adds six letters and digits. */
export const stagingPrefix = '.larder-staging-'

const staging = /^\.larder-staging-[A-Za-z0-9]{6}$/

export function isStagingName(name: string): boolean {
  return staging.test(name)
}

/** Directories of larder itself, which never belong to a cache: the journal's, and stagings of a run that goes on or was killed. */
export function isOwnDirectory(name: string): boolean {
  return name.startsWith('.larder') && (name === '.larder' || isStagingName(name))
}
