import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { environmentOf, environmentsDirectory } from '../host/environments.ts'

/** An action of this repository, by the directory of its action.yml as `uses:` has it. */
export type ActionName = '.' | './restore' | './save' | './flush'

export type Texts = Readonly<Record<string, string>>

export interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string; readonly 'post-if'?: string }
}

export interface JobOptions {
  /** Variables recorded on a runner: `test/fixtures/environments/<name>.env` and its event. */
  readonly recorded?: string
  /** Variables of the workflow or of the machine. */
  readonly env?: Texts
}

export interface StepOptions {
  /** Variables that a step before this one has set, or `NODE_OPTIONS`. */
  readonly env?: Texts
  /** Gets the process as soon as it runs. */
  readonly started?: (child: ChildProcess) => void
}

export interface PostOptions extends StepOptions {
  /** How the job has gone. */
  readonly status?: 'success' | 'failure' | 'cancelled'
  /** The inputs as their expressions evaluate when the job ends, where that differs. */
  readonly inputs?: Texts
}

/** What the runner sees of a step. */
export interface Step {
  readonly code: number | null
  /** Standard output and error, masks and commands included. */
  readonly log: string
  readonly outputs: Texts
  /** Markdown for the page of the run. */
  readonly summary: string
  /** The raw files by which the step talks to the runner. */
  readonly files: { readonly state: string; readonly output: string; readonly env: string; readonly path: string }
  /** What comes after `::name::`, by the names of commands. */
  readonly commands: (name: string) => readonly string[]
}

export interface MainStep extends Step {
  /** Runs the post step, as the runner does when all steps of the job are done. */
  readonly post: (options?: PostOptions) => Promise<Step>
}

export interface Job extends Disposable {
  readonly workspace: string
  readonly home: string
  /** RUNNER_TEMP. */
  readonly temp: string
  /** Runs the main step of `uses: <action>` with these inputs. Throws if the action does not declare one of them. */
  run(action: ActionName, inputs: Texts, options?: StepOptions): Promise<MainStep>
}

/**
 * A job on a machine of its own: an empty workspace, home and RUNNER_TEMP. Does what GitHub's runner does for a JavaScript action: evaluates
 * inputs before main and again before post, hands over files for outputs, state and summary, and gives to post what main left as state.
 */
export function startJob({ recorded = 'github-push', env = {} }: JobOptions = {}): Job {
  const machine = mkdtempSync(path.join(tmpdir(), 'larder-job-'))
  const [workspace, home, temp] = ['work', 'home', 'temp'].map((name) => path.join(machine, name)) as [string, string, string]
  for (const directory of [workspace, home, temp]) mkdirSync(directory)
  const variables = { ...runnerVariables(recorded), ...env, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp, HOME: home }
  const runStep = (script: string, more: Texts, options: StepOptions) =>
    runScript(script, { cwd: workspace, env: { ...variables, ...more, ...options.env }, temp }, options.started)
  return {
    workspace,
    home,
    temp,
    async run(action, inputs, options = {}) {
      const { runs, ...manifest } = readManifest(action)
      const programOf = (file: string) => path.resolve(repository, action, file)
      const inputsAt = (given: Texts, status: string) => inputVariables(action, manifest.inputs, given, status)
      const main = await runStep(programOf(runs.main), inputsAt(inputs, 'success'), options)
      const state = Object.entries(parseFileCommands(main.files.state)).map(([name, value]) => [`STATE_${name}`, value])
      return {
        ...main,
        post({ status = 'success', inputs: changed = {}, ...postOptions } = {}) {
          if (runs.post === undefined || runs['post-if'] !== 'always()') throw new Error(`${action} has no post step that always runs`)
          const again = inputsAt({ ...inputs, ...changed }, status)
          return runStep(programOf(runs.post), { ...again, ...Object.fromEntries(state) }, postOptions)
        },
      }
    },
    [Symbol.dispose]: () => rmSync(machine, { recursive: true, force: true, maxRetries: 3 }),
  }
}

const repository = path.resolve(import.meta.dirname, '../..')

export function readManifest(action: ActionName): Manifest {
  return parse(readFileSync(path.join(repository, action, 'action.yml'), 'utf8')) as Manifest
}

/** Files by which a step talks to the runner, each named by a variable `GITHUB_<NAME>`. */
const fileNames = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY']

function runnerVariables(recorded: string): Texts {
  const known = Object.entries(environmentOf(recorded)).filter(([name]) => !fileNames.some((file) => name === `GITHUB_${file}`))
  const event = fileURLToPath(new URL(`${recorded}.event.json`, environmentsDirectory))
  return { ...Object.fromEntries(known), GITHUB_EVENT_PATH: event, PATH: process.env['PATH'] ?? '' }
}

/** Every declared input is set, to nothing where neither the user nor the manifest says otherwise. */
function inputVariables(action: ActionName, declared: Manifest['inputs'], given: Texts, status: string): Texts {
  const unexpected = Object.keys(given).filter((name) => !(name in declared))
  if (unexpected.length > 0) throw new Error(`Unexpected input(s) ${unexpected.join(', ')} of ${action}`)
  const evaluate = (expression: string) => expression.replaceAll('${{ job.status }}', status)
  return Object.fromEntries(
    Object.entries(declared).map(([name, { default: standard = '' }]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? evaluate(standard),
    ]),
  )
}

async function runScript(
  script: string,
  { cwd, env, temp }: { cwd: string; env: Texts; temp: string },
  started: StepOptions['started'],
): Promise<Step> {
  const directory = mkdtempSync(path.join(temp, '_runner_file_commands_'))
  const fileOf = (name: string) => path.join(directory, name)
  for (const name of fileNames) writeFileSync(fileOf(name), '')
  const files = Object.fromEntries(fileNames.map((name) => [`GITHUB_${name}`, fileOf(name)]))
  const child = spawn(process.execPath, [script], { cwd, env: { ...files, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  started?.(child)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  const read = (name: string) => readFileSync(fileOf(name), 'utf8')
  return {
    code,
    log: stdout + stderr,
    outputs: parseFileCommands(read('OUTPUT')),
    summary: read('STEP_SUMMARY'),
    files: { state: read('STATE'), output: read('OUTPUT'), env: read('ENV'), path: read('PATH') },
    commands: (name) => stdout.split('\n').flatMap((line) => (line.startsWith(`::${name}::`) ? [line.slice(name.length + 4)] : [])),
  }
}

/** `name=value`, or `name<<delimiter`, lines of the value, `delimiter`; of what is written twice the last counts. */
function parseFileCommands(file: string): Texts {
  const values: Record<string, string> = {}
  const lines = file.split('\n')
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(line) ?? []
    if (name !== undefined && delimiter !== undefined) {
      values[name] = lines.splice(0, lines.indexOf(delimiter)).join('\n')
      lines.shift()
    } else if (line.includes('=')) {
      values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return values
}
