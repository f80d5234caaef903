import type { Reading } from './reading.ts'
import type { Mode } from './setting.ts'
import { modes } from './setting.ts'

/** The mode of a plugin or action: `mode`, or one of the switches of drone-s3-cache; says so when there is none or more than one. */
export function modeOf(reading: Reading): Mode | undefined {
  const { values } = reading
  const switched = modes.filter((mode) => values[mode])
  const chosen = new Set([...(values.mode ? [values.mode] : []), ...switched])
  const [mode] = chosen
  if (chosen.size === 1) return mode
  if (chosen.size === 0) complainOfNone(reading)
  else {
    const origins = [...(values.mode ? [reading.called('mode')] : []), ...switched.map((each) => reading.called(each))]
    reading.mistakes.push(`${origins.join(', ')}: expected one of ${modes.join(', ')}, got ${[...chosen].join(' and ')}`)
  }
  return undefined
}

function complainOfNone(reading: Reading): void {
  // A mode that cannot be understood has been told of already.
  if (reading.origin('mode') !== undefined) return
  const alternative = reading.door === 'plugin' ? ', or one of restore, rebuild, flush to true' : ''
  reading.mistakes.push(`${reading.called('mode')}: missing; set it to one of ${modes.join(', ')}${alternative}`)
}
