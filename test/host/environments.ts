import { existsSync, readFileSync } from 'node:fs'
import type { BuildFiles, Environment } from '../../src/host/environment.ts'

export const environmentsDirectory = new URL('../fixtures/environments/', import.meta.url)

/** The variables of a build, as `test/fixtures/environments/<name>.env` keeps them: a line each. */
export function environmentOf(name: string): Environment {
  const lines = readFileSync(new URL(`${name}.env`, environmentsDirectory), 'utf8')
    .trimEnd()
    .split('\n')
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/** The files that the variables of a build point to, and no others. */
export function filesOf(name: string): BuildFiles {
  const env = environmentOf(name)
  const fixtures = new Map([
    [env['GITHUB_EVENT_PATH'], `${name}.event.json`],
    [env['TEAMCITY_BUILD_PROPERTIES_FILE'], 'teamcity.build.properties'],
    ['/opt/buildagent/temp/agentTmp/config.properties', `${name}.config.properties`],
  ])
  return memoryFiles((path) => fixture(fixtures.get(path)))
}

/** Files from memory; the current directory is `/home/jane/here`. */
export function memoryFiles(readText: (path: string) => string | undefined = () => undefined): BuildFiles {
  return { cwd: '/home/jane/here', readText }
}

function fixture(name: string | undefined): string | undefined {
  const url = new URL(name ?? 'none', environmentsDirectory)
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined
}
