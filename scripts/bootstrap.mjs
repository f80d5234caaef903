// Runs a command of this project on any machine that has Node 20 or newer and npm:
//
//   node scripts/bootstrap.mjs COMMAND [ARGUMENT ...]
//
// The locked dependencies are installed first if they are missing or have changed, and where the installed Node is too old for
// the sources, a Node 24 from the npm registry runs the command. Only this file has to work on Node 20, and it needs no package.

import { spawn } from 'node:child_process'
import { accessSync, constants as modes, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const insideTools = path.join(root, '.tools')

/** The oldest Node that runs the sources as they are, with their types, `using` and all; what is built in dist/ asks for less. */
const oldestNode = '24.4'

const tools = toolsDirectory()

main(process.argv.slice(2)).catch((error) => {
  say(error.message)
  process.exit(1)
})

async function main([command, ...args]) {
  if (command === undefined) throw new Error('usage: node scripts/bootstrap.mjs COMMAND [ARGUMENT ...]')
  const node = isNewEnough(process.versions.node) ? undefined : await installNode()
  const env = environment(node)
  if (!dependenciesAreInstalled(root)) await installDependencies(env)
  const { code, signal } = await run(command, args, { env })
  if (signal === null) process.exit(code)
  process.kill(process.pid, signal)
}

/** A place outside the clone, so that the next clone need not fetch everything again; inside it where home cannot be written. */
function toolsDirectory() {
  const outside = path.resolve(process.env.LARDER_TOOLS || path.join(homedir(), '.cache', 'larder-tools'))
  try {
    mkdirSync(outside, { recursive: true })
    accessSync(outside, modes.W_OK)
    return outside
  } catch {
    return insideTools
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** Gives the directory that holds `node`. */
async function installNode() {
  const source = path.join(root, 'scripts', 'node24')
  const name = `node-${process.platform}-${process.arch}`
  const version = readJson(path.join(source, 'package.json')).optionalDependencies[name]
  if (version === undefined) {
    throw new Error(
      `The sources of larder need Node ${oldestNode} or newer, and there is none to fetch for ${process.platform} on ${process.arch}: please install one.`,
    )
  }
  const directory = path.join(tools, `${name}-${version}`)
  const bin = path.join(directory, 'node_modules', name, 'bin')
  const isInstalled = () => existsSync(bin)
  if (!isInstalled()) {
    say(`Node ${process.versions.node} is older than ${oldestNode}: fetching Node ${version} into ${tools}`)
    await installLocked(source, tools, process.env, isInstalled, async (temporary) => {
      await mustRun(path.join(temporary, 'node_modules', name, 'bin', 'node'), ['--version'], { stdio: 'ignore' })
      renameSync(temporary, directory)
    })
  }
  return bin
}

/** The fetched Node comes first, then the project's own programs; servers and runners for the tests may lie in the tools directory. */
function environment(node) {
  const first = [node, path.join(root, 'node_modules', '.bin')]
  const last = [process.env.PATH, path.join(tools, 'bin')]
  const PATH = [...first, ...last].filter(Boolean).join(path.delimiter)
  return { ...process.env, PATH, LARDER_TOOLS: tools }
}

/**
 * npm notes in node_modules what it has installed. A package for other machines is optional: it may be missing there, and it may be
 * missing from our lock, which was written where the registry did not offer all of them.
 */
function dependenciesAreInstalled(directory) {
  const installed = lockedPackages(path.join(directory, 'node_modules', '.package-lock.json'))
  const wanted = lockedPackages(path.join(root, 'package-lock.json'))
  const isInPlace = ([place, { version, integrity, optional }]) => {
    const found = installed.get(place)
    return found === undefined ? optional : found.version === version && found.integrity === integrity
  }
  return [...wanted].every(isInPlace) && [...installed].every(([place, { optional }]) => wanted.has(place) || optional)
}

function lockedPackages(file) {
  if (!existsSync(file)) return new Map()
  const packages = new Map(Object.entries(readJson(file).packages))
  packages.delete('')
  return packages
}

async function installDependencies(env) {
  say('Installing the locked dependencies')
  const modules = path.join(root, 'node_modules')
  const isInstalled = () => dependenciesAreInstalled(root)
  await installLocked(root, insideTools, env, isInstalled, async (temporary) => {
    if (!dependenciesAreInstalled(temporary)) throw new Error('package-lock.json is behind package.json: run "npm install" and commit it.')
    if (existsSync(modules)) renameSync(modules, path.join(temporary, 'outdated'))
    renameSync(path.join(temporary, 'node_modules'), modules)
  })
}

/**
 * Installs what `source` has locked into a new directory below `parent`, and hands that to `publish`, which renames it into place:
 * two runs at once each install whole, the first one wins, and a run that is stopped leaves nothing half done.
 * Not by "npm ci": it refuses a lock without the optional packages of every platform, which a registry need not offer.
 */
async function installLocked(source, parent, env, isInstalled, publish) {
  mkdirSync(parent, { recursive: true })
  const temporary = mkdtempSync(path.join(parent, 'install-'))
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(path.join(source, file), path.join(temporary, file))
    await mustRun('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: temporary,
      env,
    })
    if (!isInstalled()) await publish(temporary)
  } catch (error) {
    if (!isInstalled()) throw error
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

async function mustRun(command, args, options) {
  const { code, signal } = await run(command, args, options)
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with ${signal ?? `exit code ${code}`}.`)
}

/** Runs a program to its end and passes on the signals that we get meanwhile. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const passOn = (signal) => child.kill(signal)
    // A terminal sends Ctrl-C to the child too, and a second SIGINT would make it stop without tidying up.
    const passOnUnlessTyped = (signal) => process.stdin.isTTY || passOn(signal)
    process.on('SIGTERM', passOn).on('SIGHUP', passOn).on('SIGINT', passOnUnlessTyped)
    child.on('error', (error) => reject(new Error(`Cannot run ${command}: ${error.message}`)))
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', passOn).off('SIGHUP', passOn).off('SIGINT', passOnUnlessTyped)
      resolve({ code, signal })
    })
  })
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function say(message) {
  process.stderr.write(`bootstrap: ${message}\n`)
}
