import type { Door } from '../host/build.ts'
import type { Kind } from './kinds.ts'

export const modes = ['restore', 'rebuild', 'flush'] as const
export type Mode = (typeof modes)[number]

/** One row of the table. The row's name is its command line flag, and by default its name everywhere else. */
export interface Setting<T = unknown> {
  readonly kind: Kind<T>
  /** One sentence. */
  readonly doc: string
  readonly default?: string | number | boolean
  /** In place of `default` when it depends on the build. */
  readonly defaultDoc?: string
  /** The modes that read it; all of them when absent. */
  readonly modes?: readonly Mode[]
  /** The doors that know it; all of them, and `LARDER_<NAME>`, when absent. */
  readonly doors?: readonly Door[]
  /** Names of the action's input, the documented one first, in place of the row's own. */
  readonly action?: readonly string[]
  /** The action needs it in the modes that read it. */
  readonly actionRequires?: true
  /** Only for the action that restores first and rebuilds when the job ends. */
  readonly onlyWithPost?: true
  /** A value that a manifest fills in, not the user. */
  readonly manifestDefault?: string
  /** Names after `PLUGIN_`, in the order they are tried; the row's own comes first unless it is among them. */
  readonly drone?: readonly string[]
  /** Variables of other tools, tried in this order after `LARDER_<NAME>`. */
  readonly env?: readonly string[]
}
