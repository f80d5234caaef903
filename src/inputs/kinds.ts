/** What a setting may hold: how its text is read, and in words what was expected when it cannot be. */
export interface Kind<T> {
  /** `flag`: may stand alone on a command line. `list`: may be written several times. */
  readonly shape: 'one' | 'flag' | 'list'
  /** Completes the sentence "expected ...". */
  readonly expects: string
  /** Stands for the value in help: `--timeout <duration>`. */
  readonly label: string
  /** Never printed, and without a flag: a command line is visible to every process. */
  readonly secret?: true
  /** Gets trimmed text that is not empty; undefined = not what was expected. */
  parse(text: string, separator: Separator): T | undefined
}

/** Drone joins lists with commas; GitHub writes an element a line, and its paths may hold commas. */
export type Separator = 'commas and lines' | 'lines'

export const text: Kind<string> = {
  shape: 'one',
  expects: 'some text',
  label: 'text',
  parse: (written) => written,
}

export const secret: Kind<string> = { ...text, secret: true }

const truths = new Map<string, boolean>([
  ...['1', 't', 'true', 'yes', 'on'].map((word) => [word, true] as const),
  ...['0', 'f', 'false', 'no', 'off'].map((word) => [word, false] as const),
])

export const flag: Kind<boolean> = {
  shape: 'flag',
  expects: 'true or false',
  label: 'true|false',
  parse: (written) => truths.get(written.toLowerCase()),
}

/** A JSON array, or elements apart by commas and line ends; `[]` is a list that was written and holds nothing. */
export const list: Kind<readonly string[]> = {
  shape: 'list',
  expects: 'a list of texts, separated by commas or lines, or a JSON array of texts',
  label: 'list',
  parse: (written, separator) => {
    const array = jsonArray(written)
    if (array) return array.every(isScalar) ? array.map((element) => String(element).trim()).filter(Boolean) : undefined
    return written
      .split(separator === 'lines' ? /\r?\n/ : /,|\r?\n/)
      .map((element) => element.trim().replace(/^!\s+/, '!'))
      .filter(Boolean)
  },
}

function jsonArray(written: string): unknown[] | undefined {
  if (!written.startsWith('[')) return undefined
  try {
    const value: unknown = JSON.parse(written)
    return Array.isArray(value) ? value : undefined
  } catch {
    // A pattern such as `[ab]/*` begins like JSON and is not.
    return undefined
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const longestLabel = 40

/** `synonyms` are words of other tools that mean one of the choices. */
export function oneOf<const T extends string>(choices: readonly T[], synonyms: Readonly<Record<string, NoInfer<T>>> = {}): Kind<T> {
  const meanings = new Map<string, T>([...choices.map((choice) => [choice, choice] as const), ...Object.entries(synonyms)])
  return {
    shape: 'one',
    expects: `one of ${choices.join(', ')}`,
    label: choices.join('|').length > longestLabel ? 'name' : choices.join('|'),
    parse: (written) => meanings.get(written),
  }
}

export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    shape: 'one',
    expects: `a whole number from ${least} to ${most}`,
    label: 'number',
    parse: (written) => {
      const value = /^\d+$/.test(written) ? Number(written) : Number.NaN
      return value >= least && value <= most ? value : undefined
    },
  }
}

const milliseconds = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])
const longestDuration = 24 * 3_600_000

/** Milliseconds; more than none and at most a day. */
export const duration: Kind<number> = {
  shape: 'one',
  label: 'duration',
  expects: 'a duration up to 24h such as 90s, 15m or 1h30m',
  parse: (written) => {
    if (!/^(\d+(\.\d+)?[smh])+$/.test(written)) return undefined
    const total = [...written.matchAll(/([\d.]+)([smh])/g)]
      .map(([, amount, unit]) => Number(amount) * (milliseconds.get(unit ?? '') ?? Number.NaN))
      .reduce((sum, part) => sum + part, 0)
    return total >= 1 && total <= longestDuration ? Math.round(total) : undefined
  },
}

const sizeUnits = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
  ['t', 1e12],
  ['ki', 2 ** 10],
  ['mi', 2 ** 20],
  ['gi', 2 ** 30],
  ['ti', 2 ** 40],
])

/** Bytes. */
export const size: Kind<number> = {
  shape: 'one',
  label: 'size',
  expects: 'a size such as 500MB or 2GiB',
  parse: (written) => {
    const match = /^(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?$/i.exec(written)
    if (!match) return undefined
    const bytes = Math.floor(Number(match[1]) * (sizeUnits.get((match[2] ?? '').toLowerCase()) ?? Number.NaN))
    return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined
  },
}

/** -1 is "the default" of meltwater's drone-cache. */
export const compressionLevel: Kind<'auto' | number> = {
  shape: 'one',
  label: 'level',
  expects: 'auto or a level from 1 to 19',
  parse: (written) => (written === 'auto' || written === '-1' ? 'auto' : wholeNumber(1, 19).parse(written, 'lines')),
}
