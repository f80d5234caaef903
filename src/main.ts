#!/usr/bin/env node
import { appendFileSync, readFileSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import packageJson from '../package.json' with { type: 'json' }
import type { Outcome } from './cache/events.ts'
import { hasCode, LarderError } from './errors.ts'
import type { Build, Door } from './host/build.ts'
import { detectBuild } from './host/detect.ts'
import { diskFiles } from './host/disk-files.ts'
import { droneEnvFile, looksLikePlugin, withDroneEnv } from './inputs/drone-env.ts'
import { parseCommandLine, type CommandLine } from './inputs/flags.ts'
import { renderHelp } from './inputs/render/help.ts'
import { secretValues } from './inputs/secrets.ts'
import type { Environment } from './inputs/sources.ts'
import { createReport, type RunningReport } from './report/create-report.ts'
import { harnessOutputs } from './report/outputs.ts'

const signalCodes = { SIGINT: 130, SIGTERM: 143 }

/** The first with zstd built in. */
const oldestNode = [22, 15]

// Whoever reads the log may have gone (`larder restore | head`). Without these the work would end in its middle, and leave what it has begun.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

/** 0 done, a miss included; 1 wrong settings or a failure; 2 a miss with `fail-on-miss`; 130 and 143 stopped by SIGINT and SIGTERM. */
process.exitCode = isTooOld(process.versions.node) ? refuseNode() : await main(process.argv.slice(2))
// A request that a server has left without an answer would keep the process alive for minutes.
setTimeout(() => process.exit(), 1000).unref()

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldestNode[0]! || (major === oldestNode[0] && minor < oldestNode[1]!)
}

function refuseNode(): number {
  process.stderr.write(`larder needs Node ${oldestNode.join('.')} or newer, and this is ${process.versions.node}.\n`)
  return 1
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 && isPluginStep()) return runCommand('plugin', undefined)
  const commandLine = readCommandLine(argv)
  switch (commandLine.type) {
    case 'help':
      process.stdout.write(renderHelp(commandLine.mode))
      return 0
    case 'version':
      process.stdout.write(`larder ${packageJson.version}\n`)
      return 0
    case 'run':
      return runCommand('command', commandLine)
    case 'wrong':
      return refuse(commandLine.error, { json: argv.includes('--json') })
  }
}

/** A step of a host of plugins, also one whose settings are missing altogether. */
function isPluginStep(): boolean {
  return (
    looksLikePlugin(process.env) || ['drone', 'woodpecker', 'harness'].includes(detectBuild(process.env, diskFiles(process.cwd())).host)
  )
}

/** Says by the rules of the host why the words are not a command. */
async function refuse(error: LarderError, { json }: { json: boolean }): Promise<number> {
  const report = await openReport(detectBuild(process.env, diskFiles(process.cwd())), process.env, { json, level: 'info' })
  report.fail(error)
  report.close()
  return exitCodeOf(error)
}

function readCommandLine(argv: readonly string[]): CommandLine | { type: 'wrong'; error: LarderError } {
  try {
    return parseCommandLine(argv)
  } catch (error) {
    if (hasCode(error, 'BAD_INPUT')) return { type: 'wrong', error }
    throw error
  }
}

async function runCommand(door: Door, commandLine: (CommandLine & { type: 'run' }) | undefined): Promise<number> {
  const files = diskFiles(process.cwd())
  const env = door === 'plugin' ? withDroneEnv(process.env, files.readText(droneEnvFile)) : process.env
  const detected = detectBuild(env, files)
  // Whoever types a command means the directory it is typed in.
  const build = door === 'command' ? { ...detected, workspace: process.cwd() } : detected
  let report = await openReport(build, env, { json: asksForJson(commandLine, env), level: 'info' })
  try {
    const surroundings = { env, build, home: homedir(), platform: process.platform, readText: (path: string) => readFileSync(path, 'utf8') }
    // Loaded when needed, because it takes node:crypto along, which `--help` need not wait for.
    const { readConfig } = await import('./inputs/read-config.ts')
    const { config, notices, described } = readConfig({ door, ...surroundings, ...(commandLine && { commandLine }) })
    report = await openReport(build, env, { json: config.json, level: config.log })
    for (const message of notices) report({ type: 'notice', message })
    for (const message of described) report({ type: 'debug', message })
    const { execute } = await import('./compose.ts')
    const cores = availableParallelism()
    const outcome = await execute(config, { env, report, interrupted: untilSignal(), cores, version: `larder ${packageJson.version}` })
    writeHostOutputs(outcome, env)
    return 0
  } catch (error) {
    report.fail(error)
    return exitCodeOf(error)
  } finally {
    report.close()
  }
}

/** What is known of it before the settings are read, so that a machine reads of their mistakes too. */
function asksForJson(commandLine: (CommandLine & { type: 'run' }) | undefined, env: Environment): boolean {
  const flag = commandLine?.flags.findLast(({ name }) => name === 'json')
  return flag === undefined ? env['LARDER_JSON'] === 'true' : flag.value !== 'false'
}

function openReport(
  build: Build,
  env: Environment,
  { json, level }: { json: boolean; level: 'debug' | 'info' | 'quiet' },
): Promise<RunningReport> {
  return createReport({
    dialect: build.dialect,
    level,
    json,
    stdout: process.stdout,
    stderr: process.stderr,
    colour: wantsColour(env),
    now: Date.now,
    secrets: secretValues(env),
  })
}

/** The conventions of no-color.org and force-color.org. */
function wantsColour({ NO_COLOR: no, FORCE_COLOR: force }: Environment): boolean {
  if (force !== undefined && force !== '') return force !== '0'
  return (no ?? '') === '' && process.stdout.isTTY
}

/** The first signal ends the work cleanly: uploads are aborted, what was written is removed. The second ends the process. */
function untilSignal(): AbortSignal {
  const controller = new AbortController()
  for (const [signal, code] of Object.entries(signalCodes)) {
    process.once(signal, () => {
      controller.abort(new LarderError('INTERRUPTED', `Stopped by ${signal}.`, { cause: signal }))
      process.once(signal, () => process.exit(code))
    })
  }
  return controller.signal
}

function exitCodeOf(error: unknown): number {
  if (hasCode(error, 'CACHE_MISS')) return 2
  if (hasCode(error, 'INTERRUPTED')) return error.cause === 'SIGINT' ? signalCodes.SIGINT : signalCodes.SIGTERM
  return 1
}

/** Harness reads what a step found out from a file it names. */
function writeHostOutputs(outcome: Outcome, { DRONE_OUTPUT: drone, HARNESS_OUTPUT_FILE: harness }: Environment): void {
  const file = drone ?? harness
  if (file !== undefined && file !== '') appendFileSync(file, harnessOutputs(outcome, file))
}
