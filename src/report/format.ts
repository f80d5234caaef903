import prettyBytes from 'pretty-bytes'
import prettyMilliseconds from 'pretty-ms'

/** Decimal units, three digits: `762 MB`. */
export function size(bytes: number): string {
  return prettyBytes(Math.max(0, Math.round(bytes)))
}

/** `363 MB/s`; undefined when the time is too short to tell. */
export function rate(bytes: number, milliseconds: number): string | undefined {
  return milliseconds > 0 && bytes > 0 ? speed((bytes / milliseconds) * 1000) : undefined
}

export function speed(bytesPerSecond: number): string {
  return `${size(bytesPerSecond)}/s`
}

/** `2.1s`, `1m 12s`. */
export function duration(milliseconds: number): string {
  return prettyMilliseconds(Math.max(0, Math.round(milliseconds)))
}

/** The largest unit only: `31 days`. */
export function age(milliseconds: number): string {
  return prettyMilliseconds(Math.max(0, Math.round(milliseconds)), { verbose: true, unitCount: 1, secondsDecimalDigits: 0 })
}

/** A whole number: `5,872`. By hand, because a formatter of `Intl` takes 15 ms to make, which would be the end of every command. */
export function number(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 entry`, `5,872 entries`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** Whole percent, rounded down, so that 100 % means all of it. */
export function percent(done: number, total: number): number {
  return total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100
}
