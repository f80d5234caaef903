import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import type { S3Server } from '../servers/server.ts'
import { larderProgram } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { pathOfProgram, requires } from '../support/requirements.ts'
import { installPackages, scratchDirectory } from '../tour/support/project.ts'

const run = promisify(execFile)

test('the package asks for the Node that is tried here', async () => {
  const { engines } = JSON.parse(await readFile('package.json', 'utf8')) as { engines: { node: string } }
  expect(engines.node).toBe('>=22.15')
})

// It was once built with `await using`, which the oldest Node cannot even read.
describe.runIf(requires('oldest-node'))('on the oldest Node', () => {
  let scratch: Awaited<ReturnType<typeof scratchDirectory>>
  let server: S3Server
  beforeAll(async () => {
    scratch = await scratchDirectory()
    await installPackages(await scratch.make('origin'))
    server = await startFauxqs()
  })
  afterAll(async () => {
    await server.stop()
    await scratch[Symbol.asyncDispose]()
  })

  async function larder(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await run(pathOfProgram('oldest-node'), [larderProgram, ...args], { cwd, env: { HOME: scratch.path, ...env } })
    return stdout
  }

  const stores = [
    { where: 'a directory', settings: () => ({ LARDER_DIRECTORY: path.join(scratch.path, 'store') }) },
    {
      where: 'S3',
      settings: () => ({
        LARDER_ENDPOINT: server.endpoint,
        LARDER_BUCKET: 'oldest-node',
        LARDER_CREATE_BUCKET: 'true',
        LARDER_ACCESS_KEY: server.accessKey,
        LARDER_SECRET_KEY: server.secretKey,
      }),
    },
  ]
  const formats = ['snapshot', 'tar', 'tar.gz', 'tar.zst']

  test.each(stores.flatMap((store) => formats.map((format) => ({ ...store, format }))))(
    'a $format goes to $where and comes back',
    async ({ settings, format }) => {
      const env = { ...settings(), LARDER_PATH: `p/${format}`, LARDER_MOUNT: 'node_modules', LARDER_FORMAT: format }
      const [origin, elsewhere] = [path.join(scratch.path, 'origin'), path.join(scratch.path, `elsewhere-${format}`)]
      await mkdir(elsewhere, { recursive: true })
      expect(await larder(origin, ['rebuild'], env)).toMatch(/^published: /m)
      expect(await larder(elsewhere, ['restore'], env)).toMatch(/^hit: /m)
      expect(differences(listTree(path.join(origin, 'node_modules')), listTree(path.join(elsewhere, 'node_modules')))).toEqual([])
    },
  )

  test('a flush removes what is old', async () => {
    expect(await larder(scratch.path, ['flush', '--flush-path', '/', '--flush-age', '0'], stores[0]!.settings())).toMatch(/^flushed: /m)
  })

  test('the action begins', async () => {
    const action = path.join(path.dirname(larderProgram), 'action.js')
    const failure = run(pathOfProgram('oldest-node'), [action], { cwd: scratch.path, env: { HOME: scratch.path, GITHUB_ACTIONS: 'true' } })
    await expect(failure).rejects.toMatchObject({ stdout: expect.stringContaining('settings are wrong') })
  })
})
