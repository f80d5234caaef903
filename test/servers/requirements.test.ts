import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createFixture } from 'fs-fixture'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const script = `
  import { requires, pathOfProgram } from ${JSON.stringify(new URL('../support/requirements.ts', import.meta.url).href)}
  const found = requires('minio', 'versitygw')
  console.log(found, found && pathOfProgram('minio'))`

test('a requirement is found among the tools, and on PATH', async () => {
  await using tools = await createFixture({ 'tools/bin/minio': '', 'path/versitygw': '' })
  for (const program of ['tools/bin/minio', 'path/versitygw']) await run('chmod', ['+x', tools.getPath(program)])
  const { stdout } = await runScript({ LARDER_TOOLS: tools.getPath('tools'), PATH: tools.getPath('path') })
  expect(stdout).toBe(`true ${tools.getPath('tools/bin/minio')}\n`)
})

test('what is missing is listed once, with the line that brings it', async () => {
  await using directory = await createFixture({})
  const { stdout } = await runScript({ LARDER_TEST_RUN: directory.path })
  expect(stdout).toBe('false false\n')
  expect((await directory.readFile('skipped', 'utf8')).split('\n')).toEqual([
    expect.stringMatching(/^minio: go install .*minio@/),
    expect.stringMatching(/^versitygw: go install .*versitygw@/),
    '',
  ])
})

test('with CI=true nothing may be missing', async () => {
  await expect(runScript({ CI: 'true' })).rejects.toMatchObject({
    stderr: expect.stringMatching(/no test may be skipped[^]*minio: go install/) as string,
  })
})

function runScript(env: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  const nowhere = { PATH: '/nowhere', HOME: '/nowhere', GOPATH: '/nowhere', LARDER_TOOLS: '/nowhere' }
  return run(process.execPath, ['--input-type=module', '--eval', script], { env: { ...nowhere, ...env } })
}
