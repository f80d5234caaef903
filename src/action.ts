import { readFileSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import * as core from '@actions/core'
import packageJson from '../package.json' with { type: 'json' }
import type { Outcome } from './cache/events.ts'
import { execute } from './compose.ts'
import { LarderError, messageOf } from './errors.ts'
import { detectBuild } from './host/detect.ts'
import { diskFiles } from './host/disk-files.ts'
import { readConfig, type Inputs } from './inputs/read-config.ts'
import { secretValues } from './inputs/secrets.ts'
import { createReport, type RunningReport } from './report/create-report.ts'
import { githubOutputs } from './report/outputs.ts'
import { redactor } from './report/redact.ts'
import { summaryMarkdown } from './report/summary.ts'

/** What the main step leaves for the post step of the same action. Never a secret: the runner keeps state as plain text. */
const state = { main: 'larder-main-ran', key: 'larder-key', status: 'larder-status' }

const secrets = secretValues(process.env)
for (const secret of secrets) core.setSecret(secret)
if (core.getState(state.main) === '') await runMain()
else await runPost()

/** The main step: what the input `mode` says, which each action.yml sets. */
async function runMain(): Promise<void> {
  core.saveState(state.main, 'true')
  await withReport(async (report) => {
    const { config, notices, described } = read(process.env)
    const outcome = await perform({ config, notices, described }, report)
    if (config.mode !== 'restore' || outcome.command !== 'restore') return
    const { object } = config.location
    const key = object.by === 'key' ? object.key : object.filename
    core.saveState(state.key, key)
    core.saveState(state.status, outcome.status)
    for (const [name, value] of Object.entries(githubOutputs(outcome, key))) core.setOutput(name, value)
  })
}

/** The post step: a rebuild by the key of the main step, whatever `hashFiles` would give by now. Its errors are warnings, unless `strict`. */
async function runPost(): Promise<void> {
  await withReport(async (report) => {
    const key = core.getState(state.key)
    if (key === '') return report({ type: 'notice', message: 'Nothing is saved, because the restore did not come to an end.' })
    const inputs = read({ ...process.env, INPUT_KEY: key }, 'rebuild')
    const reason = whyNotSaved(inputs)
    if (reason !== undefined) return report({ type: 'done', outcome: { command: 'rebuild', status: 'skipped', reason, milliseconds: 0 } })
    try {
      await perform(inputs, report)
    } catch (error) {
      if (inputs.config.strict) throw error
      report({ type: 'done', outcome: { command: 'rebuild', status: 'failed', reason: messageOf(error), milliseconds: 0 } })
    }
  })
}

function whyNotSaved({ config, saveOn }: Inputs): string | undefined {
  if (config.mode === 'rebuild' && config.overwrite === 'missing' && ['hit', 'fallback'].includes(core.getState(state.status))) {
    return 'the exact key was restored, so there is nothing new'
  }
  const status = config.build.jobStatus ?? 'success'
  if (saveOn === 'always' || saveOn === status) return undefined
  return saveOn === 'never' ? 'save-on is never' : `the job ended as ${status}, and save-on is ${saveOn}`
}

function read(env: NodeJS.ProcessEnv, mode?: 'rebuild'): Inputs {
  const build = detectBuild(env, diskFiles(process.cwd()))
  return readConfig({ door: 'action', env, build, home: homedir(), platform: process.platform, readText, ...(mode && { mode }) })
}

function readText(path: string): string {
  return readFileSync(path, 'utf8')
}

async function perform(
  { config, notices, described }: Pick<Inputs, 'config' | 'notices' | 'described'>,
  report: RunningReport,
): Promise<Outcome> {
  for (const message of notices) report({ type: 'notice', message })
  for (const message of described) report({ type: 'debug', message })
  const machine = { env: process.env, report, interrupted: untilSignal(), cores: availableParallelism() }
  const outcome = await execute(config, { ...machine, version: `larder ${packageJson.version}` })
  if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '')
    await core.summary.addRaw(summaryMarkdown(outcome, { now: Date.now(), redact: redactor(secrets) })).write()
  return outcome
}

async function withReport(work: (report: RunningReport) => Promise<void>): Promise<void> {
  const report = await createReport({
    dialect: 'github',
    level: core.isDebug() ? 'debug' : 'info',
    json: false,
    stdout: process.stdout,
    stderr: process.stderr,
    colour: false,
    now: Date.now,
    secrets,
    github: core,
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

/** A cancelled job gets SIGINT, and SIGTERM some seconds later. */
function untilSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (signal: NodeJS.Signals): void =>
    controller.abort(new LarderError('INTERRUPTED', `Stopped by ${signal}.`, { cause: signal }))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return controller.signal
}
