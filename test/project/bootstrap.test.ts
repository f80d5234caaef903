import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const bootstrap = path.resolve('scripts/bootstrap.mjs')

test('the command runs with its arguments as they are', async () => {
  const { stdout } = await run('node', [bootstrap, 'node', '-p', 'process.argv.slice(1).join()', '--', 'a b', '*', '$HOME'])
  expect(stdout).toBe('a b,*,$HOME\n')
})

test('programs of the project are found before others', async () => {
  const { stdout } = await run('node', [bootstrap, 'sh', '-c', 'command -v vitest'])
  expect(stdout.trim()).toBe(path.resolve('node_modules/.bin/vitest'))
})

test('the exit code is that of the command', async () => {
  await expect(run('node', [bootstrap, 'node', '-e', 'process.exit(7)'])).rejects.toMatchObject({ code: 7 })
})

test('a command that does not exist is named', async () => {
  await expect(run('node', [bootstrap, 'no-such-command'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no-such-command'),
  })
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s reaches the command, which ends in its own time', async (signal) => {
  const command = `process.on('${signal}', () => { console.log('tidy'); process.exit(3) }); console.log('ready'); setInterval(() => {}, 1000)`
  const child = spawn('node', [bootstrap, 'node', '-e', command], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (text.includes('ready')) child.kill(signal)
  })
  expect(await once(child, 'close')).toEqual([3, null])
  expect(output).toBe('ready\ntidy\n')
})

test('a command that a signal ends, ends us by the same signal', async () => {
  const child = spawn('node', [bootstrap, 'node', '-e', 'process.kill(process.pid, "SIGKILL")'], { stdio: 'ignore' })
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
})

test('a lock that is behind package.json is refused and what is installed stays', async () => {
  await using directory = await mkdtempDisposable(path.join(tmpdir(), 'larder-bootstrap-'))
  await cp('scripts', path.join(directory.path, 'scripts'), { recursive: true })
  await symlink(path.resolve('node_modules'), path.join(directory.path, 'node_modules'))
  await writeFile(path.join(directory.path, 'package.json'), JSON.stringify({ name: 'example' }))
  const lock = {
    lockfileVersion: 3,
    packages: { '': { name: 'example' }, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-AA==' } },
  }
  await writeFile(path.join(directory.path, 'package-lock.json'), JSON.stringify(lock))

  const moved = path.join(directory.path, 'scripts', 'bootstrap.mjs')
  await expect(run('node', [moved, 'node', '--version'])).rejects.toMatchObject({ stderr: expect.stringContaining('run "npm install"') })
  await expect(run('sh', ['-c', 'ls node_modules/.bin/vitest'], { cwd: directory.path })).resolves.toBeDefined()
})
