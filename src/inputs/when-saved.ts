import type { RebuildConfig } from './config.ts'
import type { SaveOn } from './read-config.ts'

/** What the restore of the same step found under the exact key. */
export type Found = 'sound' | 'damaged' | 'nothing'

/** Why the mounts are not to be saved when the job ends, as the end of a sentence; undefined = they are. */
export function whyNotSaved({ build, overwrite }: RebuildConfig, saveOn: SaveOn, found: Found): string | undefined {
  // Keys are immutable: what is there under the exact key is what would be saved.
  if (found === 'sound' && overwrite === 'missing') return 'the exact key was found, so there is nothing new to save'
  const status = build.jobStatus ?? 'success'
  if (saveOn === 'always' || saveOn === status) return undefined
  return saveOn === 'never' ? 'save-on is never' : `the job ended as ${status}, and save-on is ${saveOn}`
}
