import { readFileSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import {
  endGroup,
  error as annotateError,
  getState,
  isDebug,
  notice,
  saveState,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
} from '@actions/core'
import packageJson from '../package.json' with { type: 'json' }
import type { Outcome, RebuildOutcome, RestoreOutcome } from './cache/events.ts'
import { execute } from './compose.ts'
import { LarderError, messageOf } from './errors.ts'
import { detectBuild } from './host/detect.ts'
import { diskFiles } from './host/disk-files.ts'
import type { Config, RebuildConfig, RestoreConfig } from './inputs/config.ts'
import { objectName } from './inputs/objects.ts'
import { readConfig, type Inputs } from './inputs/read-config.ts'
import { secretValues } from './inputs/secrets.ts'
import { whyNotSaved, type Found } from './inputs/when-saved.ts'
import { createReport, type RunningReport } from './report/create-report.ts'
import { foundExactly, githubOutputs } from './report/outputs.ts'
import { redactor } from './report/redact.ts'
import { renderError } from './report/render-error.ts'
import { summaryMarkdown } from './report/summary.ts'

/** What the main step leaves for the post step of the same action. Never a secret: the runner keeps state as plain text. */
const state = { main: 'larder-main-ran', key: 'larder-key', found: 'larder-found' }

const secrets = secretValues(process.env)
for (const secret of secrets) setSecret(secret)

// What is still under way then cannot be trusted any more.
process.once('uncaughtException', (error) => {
  fail(error)
  exit()
})

try {
  if (getState(state.main) === '') await runMain()
  else await runPost()
} catch (error) {
  fail(error)
}
// Requests that were left behind when the work was stopped must not keep the job waiting.
exit()

/** The main step: what the input `mode` says, which each action.yml sets. */
async function runMain(): Promise<void> {
  saveState(state.main, 'true')
  const inputs = read(process.env)
  const { config } = inputs
  // What the post step would stumble over is told before the job has done its work.
  if (hasPostStep(inputs)) read(process.env, 'rebuild')
  await withReport(config.log, async (report) => {
    for (const message of inputs.notices) report({ type: 'notice', message })
    describe(inputs, report)
    switch (config.mode) {
      case 'restore':
        return restoreFirst(config, report)
      case 'rebuild':
        return publish(await save(config, report), keyOf(config))
      case 'flush':
        return publish(await perform(config, report), '')
    }
  })
}

/** Only the manifest with a post step hands over the status of the job. */
function hasPostStep({ config }: Inputs): boolean {
  return config.mode === 'restore' && config.build.jobStatus !== undefined
}

async function restoreFirst(config: RestoreConfig, report: RunningReport): Promise<void> {
  const outcome = (await perform({ ...config, failOnMiss: false }, report)) as RestoreOutcome
  publish(outcome, keyOf(config))
  saveState(state.key, keyOf(config))
  saveState(state.found, foundBy(outcome, config))
  if (outcome.status === 'miss' && config.failOnMiss) {
    throw new LarderError('CACHE_MISS', 'No cache was restored, and fail-on-cache-miss is set.')
  }
}

function foundBy(outcome: RestoreOutcome, { location }: RestoreConfig): Found {
  const damaged = 'damaged' in outcome ? outcome.damaged : undefined
  if (damaged?.includes(objectName(location.path, location.object))) return 'damaged'
  return foundExactly(outcome) ? 'sound' : 'nothing'
}

/** The post step: a rebuild by the key of the main step, whatever `hashFiles` would give by now. */
async function runPost(): Promise<void> {
  const key = getState(state.key)
  if (key === '') return withReport(usualLevel(), async (report) => skip('the restore did not come to an end', report))
  let inputs: Inputs
  try {
    inputs = read({ ...process.env, INPUT_KEY: key }, 'rebuild')
  } catch (error) {
    // The main step understood these settings, so another step of the job has changed a variable since.
    return withReport(usualLevel(), async (report) => report({ type: 'done', outcome: failedSave(error) }))
  }
  await withReport(inputs.config.log, (report) => saveAtTheEnd(inputs, getState(state.found) as Found, report))
}

async function saveAtTheEnd(inputs: Inputs, found: Found, report: RunningReport): Promise<void> {
  const { config, saveOn } = inputs
  if (config.mode !== 'rebuild') return
  describe(inputs, report)
  const reason = whyNotSaved(config, saveOn, found)
  if (reason !== undefined) return skip(reason, report)
  await save(found === 'damaged' ? { ...config, overwrite: 'always' } : config, report)
}

function skip(reason: string, report: RunningReport): void {
  report({ type: 'done', outcome: { command: 'rebuild', status: 'skipped', reason, milliseconds: 0 } })
}

/** A build that has done its work does not fail for its cache, unless `strict`. */
async function save(config: RebuildConfig, report: RunningReport): Promise<Outcome> {
  try {
    return await perform(config, report)
  } catch (error) {
    if (config.strict) throw error
    const outcome = failedSave(error)
    report({ type: 'done', outcome })
    await summarise(outcome, report)
    return outcome
  }
}

function failedSave(error: unknown): RebuildOutcome {
  const hint = error instanceof LarderError ? error.hint : undefined
  return { command: 'rebuild', status: 'failed', reason: [messageOf(error), hint].filter(Boolean).join(' '), milliseconds: 0 }
}

async function perform(config: Config, report: RunningReport): Promise<Outcome> {
  const machine = { env: process.env, report, interrupted: untilSignal(), cores: availableParallelism() }
  const outcome = await execute(config, { ...machine, version: `larder ${packageJson.version}` })
  await summarise(outcome, report)
  return outcome
}

async function summarise(outcome: Outcome, report: RunningReport): Promise<void> {
  if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') === '') return
  try {
    await summary.addRaw(summaryMarkdown(outcome, { now: Date.now(), redact: redactor(secrets) })).write()
  } catch (error) {
    report({ type: 'warning', message: `The summary of the job could not be written: ${messageOf(error)}` })
  }
}

function publish(outcome: Outcome, key: string): void {
  for (const [name, value] of Object.entries(githubOutputs(outcome, key))) setOutput(name, value)
}

function keyOf({ location: { object } }: RestoreConfig | RebuildConfig): string {
  return object.by === 'key' ? object.key : object.filename
}

function describe({ described }: Inputs, report: RunningReport): void {
  for (const message of described) report({ type: 'debug', message })
}

function read(env: NodeJS.ProcessEnv, mode?: 'rebuild'): Inputs {
  const build = detectBuild(env, diskFiles(process.cwd()))
  return readConfig({ door: 'action', env, build, home: homedir(), platform: process.platform, readText, ...(mode && { mode }) })
}

function readText(path: string): string {
  return readFileSync(path, 'utf8')
}

function usualLevel(): Config['log'] {
  return isDebug() ? 'debug' : 'info'
}

async function withReport(level: Config['log'], work: (report: RunningReport) => Promise<void>): Promise<void> {
  const { stdout, stderr } = process
  const report = await createReport({
    dialect: 'github',
    level,
    json: false,
    stdout,
    stderr,
    colour: false,
    now: Date.now,
    secrets,
    github: { startGroup, endGroup, notice, warning, error: annotateError },
  })
  try {
    await work(report)
  } catch (error) {
    process.exitCode = 1
    report.fail(error)
  } finally {
    report.close()
  }
}

/** For what goes wrong where there is no report. */
function fail(error: unknown): void {
  process.exitCode = 1
  process.stdout.write(renderError(error, 'github', { debug: isDebug(), redact: redactor(secrets), colour: false }))
}

/** Ends the process as soon as all that it has said is written out. */
function exit(): void {
  process.stdout.write('', () => process.exit())
}

/** A cancelled job gets SIGINT, which ends the work cleanly, and some seconds later SIGTERM, which ends the process. */
function untilSignal(): AbortSignal {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = (signal: NodeJS.Signals): void => {
    controller.abort(new LarderError('INTERRUPTED', `Stopped by ${signal}.`, { cause: signal }))
    for (const next of signals) process.off(next, stop).once(next, () => process.exit(1))
  }
  for (const signal of signals) process.on(signal, stop)
  return controller.signal
}
