import type { LogDialect } from '../host/build.ts'
import { LarderError } from '../errors.ts'
import type { Block } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { neutralLines } from './neutral.ts'
import type { Redact } from './redact.ts'

export interface ErrorOptions {
  /** Adds the causes and where they come from. */
  readonly debug: boolean
  readonly redact: Redact
}

/** An error as text in the log of a host, for the time before there is a report. Ends its last line. */
export function renderError(error: unknown, dialect: LogDialect, options: ErrorOptions & { readonly colour: boolean }): string {
  const written: string[] = []
  const write = (text: string) => void written.push(text)
  dialects[dialect]({ write, writeAside: write, colour: options.colour, now: () => 0 }).error(describeError(error, options))
  return written.join('')
}

/** Message, hint, and with `debug` the causes, as neutral lines without secrets. */
export function describeError(error: unknown, { debug, redact }: ErrorOptions): Block {
  const [first = '', ...more] = neutralLines(redact(ownMessage(error)))
  const further = [hintOf(error, debug), ...(debug ? causesOf(error) : [])].flatMap((text) =>
    text === undefined ? [] : neutralLines(redact(text)),
  )
  return [first, ...more, ...further.map((line) => `  ${line}`)]
}

function ownMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Node's connection errors to several addresses have no message of their own.
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(ownMessage).join('; ')
  return error.message === '' ? error.name : error.message
}

function hintOf(error: unknown, debug: boolean): string | undefined {
  if (error instanceof LarderError) return error.hint
  return debug ? undefined : 'larder did not expect this error; with `debug` it says where it comes from.'
}

/** Each cause by name, then the stack of the innermost, which is where it began. */
function causesOf(error: unknown): string[] {
  const chain = chainOf(error)
  const innermost = chain.at(-1)
  const frames = innermost instanceof Error ? (innermost.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : []
  const causes = chain.slice(1).map((cause) => `caused by ${cause instanceof Error ? `${cause.name}: ` : ''}${ownMessage(cause)}`)
  return [...causes, ...frames.map((line) => line.trim())]
}

/** Nothing forbids an error to be its own cause. */
function chainOf(error: unknown): unknown[] {
  const chain = new Set<unknown>()
  for (let next = error; next !== undefined && !chain.has(next); next = next instanceof Error ? next.cause : undefined) chain.add(next)
  return [...chain]
}
