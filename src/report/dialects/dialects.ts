import type { LogDialect } from '../../host/build.ts'
import { azure } from './azure.ts'
import { buildkite } from './buildkite.ts'
import type { Dialect, DialectTools } from './dialect.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { plain } from './plain.ts'
import { teamcity } from './teamcity.ts'
import { travis } from './travis.ts'

/** A new dialect is one file and one row here. */
export const dialects = {
  plain,
  terminal: plain,
  github,
  gitlab,
  buildkite,
  teamcity,
  azure,
  travis,
} as const satisfies Record<LogDialect, (tools: DialectTools) => Dialect>
