import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requires } from '../support/requirements.ts'

const run = promisify(execFile)
const base = 'localhost/larder-test-base'
const image = `localhost/larder-test:${randomUUID()}`

/** The Drone build that the plugin finds in its environment. */
const drone = {
  CI: 'true',
  DRONE: 'true',
  DRONE_REPO: 'octo/cat',
  DRONE_REPO_OWNER: 'octo',
  DRONE_REPO_NAME: 'cat',
  DRONE_REPO_BRANCH: 'main',
  DRONE_BRANCH: 'main',
  DRONE_COMMIT_BRANCH: 'main',
  DRONE_BUILD_EVENT: 'push',
  DRONE_WORKSPACE: '/drone/src',
  PLUGIN_DIRECTORY: '/cache',
}

// The stand-in for the base image needs root to make a file system of root's.
const isRoot = process.getuid?.() === 0

describe.runIf(isRoot && requires('buildah'))('the image', () => {
  beforeAll(async () => {
    await run('test/support/image-base.sh', [base, process.execPath])
    await buildah('bud', '--quiet', '--layers=false', '--build-arg', `BASE=${base}`, '--tag', image, '.')
  }, 600_000)

  afterAll(() => buildah('rmi', '--force', image))

  test('starts the plugin, as root unless told otherwise', async () => {
    const { Entrypoint, User } = await imageConfig()
    expect({ Entrypoint, User }).toEqual({ Entrypoint: ['node', '/opt/larder/main.js'], User: undefined })
  })

  test('holds the bundle and nothing else of the project', async () => {
    await using container = await startContainer()
    const { stdout } = await container.run('0:0', {}, 'ls', '/opt/larder')
    const files = stdout.split('\n')
    expect(files).toEqual(expect.arrayContaining(['main.js', 'worker.js', 'licenses.txt', 'package.json', 'LICENSE']))
    expect(files.filter((name) => name.endsWith('.ts') || name === 'node_modules')).toEqual([])
  })

  test.each(['0:0', '1000:1000', '12345:12345'])('gives user %s a home that it may write', async (user) => {
    await using container = await startContainer()
    await expect(container.run(user, {}, 'sh', '-c', 'echo x > "$HOME/a-file"')).resolves.toBeDefined()
  })

  test.each(['0:0', '12345:12345'])('rebuilds and restores a mount as user %s', async (user) => {
    await using container = await startContainer()
    const { Entrypoint } = await imageConfig()
    await mkdir(path.join(container.workspace, 'node_modules'))
    await writeFile(path.join(container.workspace, 'node_modules', 'answer.js'), 'export default 42')
    await run('chown', ['-R', user, container.workspace])

    await container.run(user, { ...drone, PLUGIN_REBUILD: 'true', PLUGIN_MOUNT: 'node_modules' }, ...Entrypoint)
    await rm(path.join(container.workspace, 'node_modules'), { recursive: true })
    await container.run(user, { ...drone, PLUGIN_RESTORE: 'true', PLUGIN_MOUNT: 'node_modules' }, ...Entrypoint)

    expect(await readFile(path.join(container.workspace, 'node_modules', 'answer.js'), 'utf8')).toBe('export default 42')
  })
})

interface Container extends AsyncDisposable {
  /** Outside of the container; inside it is /drone/src. */
  readonly workspace: string
  run(user: string, env: Record<string, string>, ...command: string[]): Promise<{ stdout: string; stderr: string }>
}

/** With a workspace and an empty /cache, as a CI mounts them; every user may write both. */
async function startContainer(): Promise<Container> {
  const directory = await mkdtemp(path.join(tmpdir(), 'larder-image-'))
  const [workspace, cache] = [path.join(directory, 'workspace'), path.join(directory, 'cache')]
  for (const volume of [workspace, cache]) {
    await mkdir(volume)
    await chmod(volume, 0o777)
  }
  const container = (await buildah('from', '--quiet', image)).stdout.trim()
  return {
    workspace,
    run: (user, env, ...command) => {
      const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
      const volumes = ['--volume', `${workspace}:/drone/src`, '--volume', `${cache}:/cache`]
      return buildah('run', '--user', user, '--workingdir', '/drone/src', ...volumes, ...variables, container, '--', ...command)
    },
    [Symbol.asyncDispose]: async () => {
      await buildah('rm', container)
      await rm(directory, { recursive: true })
    },
  }
}

async function imageConfig(): Promise<{ Entrypoint: string[]; User?: string }> {
  const { stdout } = await buildah('inspect', '--type', 'image', image)
  return (JSON.parse(stdout) as { OCIv1: { config: { Entrypoint: string[]; User?: string } } }).OCIv1.config
}

/**
 * buildah seals a copy of itself in memory before it runs anything, which the kernel now and then refuses on a busy machine ("sealing memfd
 * copy: Device or resource busy"). That says nothing of the image, so the command is run again.
 */
async function buildah(...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  for (let left = 3; ; left--) {
    try {
      return await run('buildah', args, { env: { ...process.env, BUILDAH_ISOLATION: 'chroot' } })
    } catch (error) {
      if (left === 0 || !String(error).includes('sealing memfd copy')) throw error
    }
  }
}
