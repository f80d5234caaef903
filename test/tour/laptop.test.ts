import { execFile } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { larder, larderJson, larderProgram } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { installPackages, scratchDirectory } from './support/project.ts'

const execute = promisify(execFile)

describe.runIf(requires('script'))('at a terminal without any setting', () => {
  test('caches are kept in the cache folder of the user, which it says, and a bar shows how far it is', async () => {
    await using scratch = await scratchDirectory()
    const [project, namesake] = [await scratch.make('one/project'), await scratch.make('two/project')]
    await installPackages(project)
    const env = {
      PATH: process.env['PATH'],
      TERM: 'xterm',
      HOME: await scratch.make('home'),
      XDG_CACHE_HOME: path.join(scratch.path, 'user cache'),
    }
    const atTerminal = async (args: string, cwd: string) =>
      (await execute('script', ['-qec', `'${process.execPath}' '${larderProgram}' ${args}`, '/dev/null'], { cwd, env })).stdout

    const rebuilt = await atTerminal('rebuild --mount node_modules', project)
    expect(rebuilt).toContain(`caches are kept in ${scratch.path}/user cache/larder`)
    expect(rebuilt).toMatch(/█ sending: 100 %/)
    expect(rebuilt).toMatch(/published:.* archive to local\/project-[0-9a-f]{8}/)
    const modules = path.join(project, 'node_modules')
    const before = listTree(modules)
    await rm(modules, { recursive: true })
    const restored = await atTerminal('restore --mount node_modules', project)
    expect(restored).toMatch(/█ receiving: 100 %/)
    expect(restored).toMatch(/hit:.* archive from local\/project-[0-9a-f]{8}/)
    expect(differences(before, listTree(modules))).toEqual([])
    expect(await atTerminal('rebuild --mount node_modules --format tar.zst', project)).toMatch(/█ sending: 100 %/)
    expect(await atTerminal('restore --mount node_modules', namesake), 'another project of the same name').toContain('no cache found')
    expect(await readdir(env.HOME)).toEqual([])
  })
})

test('without a terminal it does the same, and draws no bar', async () => {
  await using scratch = await scratchDirectory()
  const [cwd, home] = [await scratch.make('project'), await scratch.make('home')]
  const { code, stdout, stderr } = await larder(['restore', '--mount', 'a'], { cwd, env: { HOME: home } })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`caches are kept in ${home}/.cache/larder`)
  // No colour, and nothing that moves the cursor.
  expect(stdout).not.toContain('\x1b')
})

test('caches that are kept inside of a mount are not put into themselves', async () => {
  await using scratch = await scratchDirectory()
  const project = await scratch.make('project')
  await writeFile(path.join(project, 'file'), 'content')
  const where = { cwd: project, env: { HOME: project, LARDER_DIRECTORY: 'store', LARDER_MOUNT: '.' } }
  for (const format of ['snapshot', 'tar.zst', 'snapshot']) {
    // The mount itself and the file.
    expect(await larderJson(['rebuild', '--format', format], where)).toMatchObject({ entries: 2 })
  }
})
