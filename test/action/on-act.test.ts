import { spawnSync, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathOfProgram, requires } from '../support/requirements.ts'

/** Without containers, and with the files of the checkout that git ignores. */
const onThisMachine = [
  '--platform=ubuntu-latest=-self-hosted',
  '--no-cache-server',
  '--artifact-server-addr=127.0.0.1',
  '--use-gitignore=false',
]

const repository = path.resolve(import.meta.dirname, '../..')

describe.runIf(requires('act', 'git'))('on a runner that reads workflows', () => {
  let directory: string
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'larder-act-'))
    for (const name of ['action.yml', 'restore', 'save', 'flush', 'dist'])
      cpSync(path.join(repository, name), checkout(name), { recursive: true })
    cpSync(path.join(repository, 'test/fixtures/workflows'), checkout('.github/workflows'), { recursive: true })
    git('init', '--quiet', '--initial-branch=main')
    git('add', '--all')
    git('-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org', 'commit', '--quiet', '--message=all')
    git('remote', 'add', 'origin', 'https://github.com/octo/app.git')
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  const checkout = (name: string) => path.join(directory, 'checkout', name)
  const git = (...args: readonly string[]) => execFileSync(pathOfProgram('git'), args, { cwd: checkout('.') })

  /** Runs a workflow without containers, on this Node; gives its exit code and what its steps and the runner say. */
  function runWorkflow(name: string, env: Readonly<Record<string, string>> = {}): { code: number | null; log: string } {
    const variables = { LARDER_STORE: `file://${path.join(directory, name)}`, ...env }
    const workflow = ['--workflows', `.github/workflows/${name}.yml`]
    const given = Object.entries(variables).flatMap(([variable, value]) => ['--env', `${variable}=${value}`])
    const home = path.join(directory, 'home')
    const { status, stdout, stderr } = spawnSync(pathOfProgram('act'), ['push', ...onThisMachine, ...workflow, ...given], {
      cwd: checkout('.'),
      encoding: 'utf8',
      env: { PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`, HOME: home, XDG_CACHE_HOME: path.join(home, '.cache') },
    })
    return { code: status, log: stdout + stderr }
  }

  test('a miss is saved when the job ends, and the next job has a hit', () => {
    const first = runWorkflow('whole', { LOCK: 'a1' })
    expect(first.code).toBe(0)
    expect(first.log).toContain("| hit '', status miss, matched '' of npm-a1")
    expect(first.log).toContain('| published: npm-a1 to octo/app/main')
    expect(first.log).toMatch(/Summary - ### larder restore: miss\n[^]*Summary - ### larder rebuild: published\n/)
    const second = runWorkflow('whole', { LOCK: 'a1' })
    expect(second.log).toContain("| hit 'true', status hit, matched 'npm-a1' of npm-a1")
    expect(second.log).toContain('| node_modules/left-pad/index.js\n')
    expect(second.log).toContain('| installed for a1\n')
    expect(second.log).not.toContain('node_modules/.cache')
    expect(second.log).toContain('| skipped: the exact key was found')
    const changed = runWorkflow('whole', { LOCK: 'b2' })
    expect(changed.log).toContain("| hit 'false', status partial, matched 'npm-a1' of npm-b2")
    expect(changed.log).toContain('| published: npm-b2 to octo/app/main')
  })

  test('restore, save and flush work as steps of their own', () => {
    const { code, log } = runWorkflow('parts')
    expect(code).toBe(0)
    const said = ["| first ''", '| published: build', '| save published', '| second brought what was made', '| flushed: removed 1 cache']
    expect(said.filter((words) => !log.includes(words))).toEqual([])
  })

  test('a job that fails is saved by the steps that ask for it, and by no others', () => {
    const { code, log } = runWorkflow('failing')
    expect(code).toBe(1)
    expect(log).toContain('| skipped: the job ended as failure, and save-on is success')
    expect(log).toContain('| published: wanted')
    expect(readdirSync(path.join(directory, 'failing/octo/app/main'))).toEqual(['wanted.snapshot'])
  })
})
