import type { Build } from '../host/build.ts'
import type { Environment } from './sources.ts'

/** What the machine tells, besides the settings. */
export interface Surroundings {
  readonly env: Environment
  readonly build: Build
  /** Absolute; what `~` stands for. */
  readonly home: string
  readonly platform: NodeJS.Platform
  /** The text of a file; throws what Node throws. */
  readonly readText: (path: string) => string
}
