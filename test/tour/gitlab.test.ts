import { execFile } from 'node:child_process'
import { chmod, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { larderProgram } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { installPackages, scratchDirectory } from './support/project.ts'

const execute = promisify(execFile)
const runner = path.resolve(import.meta.dirname, '../../node_modules/gitlab-ci-local/dist/index.js')

const pipeline = `
build:
  script:
    - larder restore --mount node_modules
    - test -d node_modules || cp -a "$INSTALLED/node_modules" .
    - larder rebuild --mount node_modules
`

describe.runIf(requires('rsync', 'git'))('a GitLab job whose script lines are larder', () => {
  test('fills the cache in its first run and finds it in the second, each in a fold of the log', async () => {
    await using scratch = await scratchDirectory()
    const [project, installed] = [await scratch.make('project'), await scratch.make('installed')]
    await installPackages(installed)
    await writeFile(path.join(project, '.gitlab-ci.yml'), pipeline)
    await initRepository(project)
    const run = runnerIn(project, {
      PATH: `${await programsIn(await scratch.make('bin'))}:${process.env['PATH']}`,
      HOME: await scratch.make('home'),
      INSTALLED: installed,
      LARDER_STORE: `file://${scratch.path}/store`,
    })

    const first = await run()
    expect(first).toMatch(/> miss: .*group\/sub\/proj\/main/)
    expect(first).toMatch(/> published: /)
    await rm(path.join(project, '.gitlab-ci-local'), { recursive: true })
    const second = await run()
    expect(second).toMatch(/> hit: archive from group\/sub\/proj\/main/)
    expect(second).toMatch(/> published: .*: 0 sent/)
    // The runner has understood where each fold begins and ends.
    for (const log of [first, second]) {
      expect(log).toMatch(/larder_restore_\w+_started\n[^]*larder_restore_\w+ took \d/)
      expect(log).toMatch(/larder_rebuild_\w+_started\n[^]*larder_rebuild_\w+ took \d/)
    }
    const restored = path.join(project, '.gitlab-ci-local/builds/build/node_modules')
    expect(differences(listTree(path.join(installed, 'node_modules')), listTree(restored))).toEqual([])
  })
})

function runnerIn(project: string, env: NodeJS.ProcessEnv): () => Promise<string> {
  const args = ['--no-color', '--shell-isolation', '--force-shell-executor', '--variable', 'GITLAB_CI=true', 'build']
  return async () => (await execute(process.execPath, [runner, ...args], { cwd: project, env })).stdout
}

/** A directory for PATH: `larder`, and the `node` that runs the tests. */
async function programsIn(directory: string): Promise<string> {
  const file = path.join(directory, 'larder')
  await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${larderProgram}' "$@"\n`)
  await chmod(file, 0o755)
  return directory
}

async function initRepository(project: string): Promise<void> {
  const git = (...args: string[]) =>
    execute('git', ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.org', ...args], { cwd: project })
  await git('init', '--quiet', '--initial-branch=main')
  await git('remote', 'add', 'origin', 'git@gitlab.example.org:group/sub/proj.git')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Begin')
}
