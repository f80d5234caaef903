import type { Ground, Study } from './study.ts'
import { pipeline } from '../bar.ts'
import { again } from './again.ts'
import { archive } from './archive.ts'
import { cold } from './cold.ts'
import { slowLink } from './slow-link.ts'
import { start } from './start.ts'
import { workers } from './workers.ts'

const nearest = ['larder', pipeline]

/** Only some of the contenders. */
function among(names: readonly string[], open: Study['open']): Study['open'] {
  return (ground: Ground) => open({ ...ground, contenders: ground.contenders.filter(({ name }) => names.includes(name)) })
}

/** All studies, the most important first: a run that may not take long leaves out later rounds of all and not the first of some. */
export const studies = {
  start: { trees: [], open: start },
  cold: { trees: ['node-modules', 'small'], open: cold },
  again: { trees: ['node-modules', 'small'], open: again },
  'slow-link': { trees: ['node-modules', 'small'], open: among([...nearest, 'drone-s3-cache'], slowLink) },
  archive: { trees: ['node-modules', 'small'], open: among(nearest, archive) },
  large: { trees: ['large'], mostRounds: 3, open: among(nearest, cold) },
  'read-only': { trees: ['go'], mostRounds: 3, open: among(nearest, cold) },
  workers: { trees: ['node-modules', 'small'], mostRounds: 3, open: workers },
  sizes: { trees: ['10k', '30k', '100k', '300k', '1m'], mostRounds: 1, open: among(nearest, cold) },
} as const satisfies Record<string, Study>

export type StudyName = keyof typeof studies
