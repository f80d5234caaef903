import type { CacheEvent, Outcome, Report } from '../cache/events.ts'
import type { LogDialect } from '../host/build.ts'
import type { Dialect, GithubTools } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { flushTable } from './flush-table.ts'
import { age, size } from './format.ts'
import { neutral, neutralLines } from './neutral.ts'
import type { Output } from './output.ts'
import { createProgressBar, type ProgressBar } from './progress-bar.ts'
import { tellProgress, type ProgressTeller } from './progress-teller.ts'
import { redacted, redactingOutput, redactor, secretRedactor, type Redact } from './redact.ts'
import { describeError } from './render-error.ts'
import { sentence } from './sentence.ts'
import { errorToJson, toJson, type JsonReport } from './to-json.ts'

export interface ReportOptions {
  readonly dialect: LogDialect
  /** `quiet`: warnings, errors and the last line only. `debug`: everything, and lists are not cut. */
  readonly level: 'debug' | 'info' | 'quiet'
  /** One JSON object on `stdout` (its form: `to-json.ts`); words, without commands for the host, go to `stderr`. */
  readonly json: boolean
  readonly stdout: Output
  readonly stderr: Output
  readonly colour: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Values that must never be seen. */
  readonly secrets: readonly string[]
  /** Functions of @actions/core; without them the same commands are written to `stdout`. */
  readonly github?: GithubTools
}

/** Takes the events of any number of commands, one after another. */
export type RunningReport = Report & {
  /** Says why the command failed. */
  fail(error: unknown): void
  /** Ends what is open: a fold of the log, the progress bar and its timer. May be called at any time, and again. */
  close(): void
}

/**
 * Turns events into words for the log of a host. A terminal has results on `stdout`, and progress, warnings and errors on `stderr`;
 * everywhere else all goes to `stdout` in order, where hosts read their commands. Asynchronous only to load what draws the progress bar.
 */
export async function createReport(options: ReportOptions): Promise<RunningReport> {
  const redact = redactor(options.secrets)
  const { dialect, teller } = await openLog(options)
  const words = sayWords(dialect, teller, options)
  const printJson = jsonPrinter(options, redact)
  const report = (event: CacheEvent) => {
    if (event.type === 'progress') return teller.observe(event)
    const clean = redacted(event, redact)
    words.say(clean)
    if (clean.type === 'done') printJson(() => toJson(clean.outcome))
  }
  return Object.assign(report, {
    fail(error: unknown) {
      words.close()
      dialect.error(describeError(error, { debug: options.level === 'debug', redact }))
      printJson(() => errorToJson(error))
    },
    close: () => words.close(),
  })
}

/** Wherever something is written, the progress bar goes first. */
async function openLog(options: ReportOptions): Promise<{ dialect: Dialect; teller: ProgressTeller }> {
  const { stdout, stderr, colour, now, json, github, secrets } = options
  // What arrives here has been redacted as plain text; this is the second lock.
  const redact = secretRedactor(secrets)
  let bar: ProgressBar | undefined
  const below = (output: Output) => {
    const safe = redactingOutput(output, redact)
    return (text: string) => {
      bar?.clear()
      safe.write(text)
    }
  }
  const words = options.dialect === 'terminal' ? 'terminal' : json ? 'plain' : options.dialect
  const write = below(json ? stderr : stdout)
  const writeAside = words === 'terminal' ? below(stderr) : write
  const tools = github === undefined ? {} : { github }
  const dialect = dialects[words]({ write, writeAside, colour, now, ...tools })
  const wantsBar = words === 'terminal' && options.level !== 'quiet' && stderr.isTTY === true
  const teller = await tellProgress({
    now,
    makeBar: wantsBar ? (current) => createProgressBar(stderr, current).then((made) => (bar = made)) : undefined,
    writeLine: options.level === 'quiet' ? undefined : (text, percent) => dialect.progress(text, percent),
  })
  return { dialect, teller }
}

/** Once, even if a command fails because of its outcome (a miss where a hit is demanded). */
function jsonPrinter({ stdout, json }: ReportOptions, redact: Redact): (make: () => JsonReport) => void {
  let printed = !json
  return (make) => {
    if (!printed) stdout.write(`${JSON.stringify(redacted(make(), redact))}\n`)
    printed = true
  }
}

interface Words {
  say(event: Exclude<CacheEvent, { type: 'progress' }>): void
  close(): void
}

function sayWords(dialect: Dialect, teller: ProgressTeller, { level, now }: ReportOptions): Words {
  const fold = keepFold(dialect, now)
  const close = () => {
    teller.stop()
    fold.close()
  }
  return {
    close,
    say(event) {
      switch (event.type) {
        case 'start':
          close()
          teller.start()
          return level === 'quiet'
            ? undefined
            : fold.open(event.command, `larder ${event.command} ${prepositions[event.command]} ${neutral(event.store)}`)
        case 'trying':
          return level === 'debug' ? dialect.debug([`looking for ${neutral(event.object)}`]) : undefined
        case 'found':
          return level === 'quiet' ? undefined : dialect.line(`found ${neutral(event.object)} (${size(event.size)}, ${age(event.age)} old)`)
        case 'notice':
          return level === 'quiet' ? undefined : dialect.notice(block(event.message))
        case 'warning':
          // A warning is never hidden in a fold.
          fold.close()
          return dialect.warning(block(event.message, event.hint))
        case 'debug':
          return level === 'debug' ? dialect.debug(block(event.message)) : undefined
        case 'done':
          close()
          return sayOutcome(event.outcome, dialect, { level, now })
      }
    },
  }
}

const prepositions = { restore: 'from', rebuild: 'to', flush: 'in' } as const

/** At most one fold is open, and none twice by the same name: a job may run us several times, and each of them may fold. */
function keepFold(dialect: Dialect, now: () => number): { open(name: string, title: string): void; close(): void } {
  let end: (() => void) | undefined
  let opened = 0
  return {
    open(name, title) {
      const startedAt = now()
      const section = { title, id: `larder-${name}-${startedAt}-${++opened}`, startedAt }
      dialect.open(section)
      end = () => dialect.close(section)
    },
    close() {
      end?.()
      end = undefined
    },
  }
}

function sayOutcome(outcome: Outcome, dialect: Dialect, { level, now }: Pick<ReportOptions, 'level' | 'now'>): void {
  const whole = level === 'debug'
  dialect.publish(outcome)
  const { label, text, tone } = sentence(outcome, whole)
  if (tone === 'bad') return dialect.warning([`${label}: ${text}`])
  const details = outcome.command === 'flush' && level !== 'quiet' ? flushTable(outcome, { now: now(), whole }) : []
  dialect.result({ label, text, tone }, details)
}

function block(message: string, hint?: string): [string, ...string[]] {
  const [first = '', ...rest] = neutralLines(message)
  return [first, ...rest, ...(hint === undefined ? [] : neutralLines(hint).map((line) => `  ${line}`))]
}
