import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** Where programs lie that this project brings along; outside of the clone. */
export const toolsDirectory = process.env['LARDER_TOOLS'] ?? path.join(homedir(), '.cache', 'larder-tools')

/** The full path of a program on PATH, among the tools or among Go's programs. */
export function programAt(name: string): string | undefined {
  const { PATH = '', GOPATH = path.join(homedir(), 'go') } = process.env
  const directories = [...PATH.split(path.delimiter), path.join(toolsDirectory, 'bin'), path.join(GOPATH, 'bin')]
  return directories.map((directory) => path.join(directory, name)).find(isExecutable)
}

/** The directory of an npm package among the tools. */
export function packageAt(tool: string, name: string): string | undefined {
  const directory = path.join(toolsDirectory, tool, 'node_modules', ...name.split('/'))
  return existsSync(path.join(directory, 'package.json')) ? directory : undefined
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
