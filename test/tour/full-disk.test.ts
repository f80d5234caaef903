import { execFile, execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { larderJson, larderProgram } from '../support/larder.ts'
import { pathOfProgram, requires } from '../support/requirements.ts'
import { installPackages, scratchDirectory } from './support/project.ts'

const execute = promisify(execFile)
const MiB = 1024 * 1024

/** Mounts of this namespace are nobody else's, and go with its last process. */
const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user']

/** Has a small file system in memory as its workspace, and what was there before and after the restore in two files. */
const restoreOnSmallDisk = `
mount -t tmpfs -o "$DISK" none "$WORKSPACE" && cd "$WORKSPACE" || exit 99
mkdir -p node_modules/yaml
echo mine > node_modules/yaml/package.json
find . -mindepth 1 -printf '%P %y %m %s %T@\\n' | sort > "$SEEN/before"
"$NODE" "$LARDER" restore --json
code=$?
find . -mindepth 1 -printf '%P %y %m %s %T@\\n' | sort > "$SEEN/after"
exit $code
`

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
beforeAll(async () => {
  scratch = await scratchDirectory()
})
afterAll(() => scratch[Symbol.asyncDispose]())

const disks = [
  { lacks: 'the bytes of a snapshot', format: 'snapshot', disk: 'size=4m' },
  { lacks: 'the bytes of an archive', format: 'tar', disk: 'size=4m' },
  { lacks: 'what an archive becomes, and would hold the archive', format: 'tar.zst', disk: 'size=4m' },
  { lacks: 'the names of a snapshot, which shows in the middle', format: 'snapshot', disk: 'size=64m,nr_inodes=200' },
  { lacks: 'the names of an archive, which shows in the middle', format: 'tar.zst', disk: 'size=64m,nr_inodes=200' },
]

describe.runIf(requires('unshare') && canMount())('a restore to a disk', () => {
  test.each(disks)('that lacks $lacks is a miss, and the workspace is as it was', async ({ format, disk }) => {
    const [origin, workspace, seen] = [await scratch.make('origin'), await scratch.make('workspace'), await scratch.make('seen')]
    const settings = {
      HOME: scratch.path,
      LARDER_PATH: 'p',
      LARDER_MOUNT: 'node_modules',
      LARDER_FORMAT: format,
      LARDER_DIRECTORY: path.join(scratch.path, 'store'),
    }
    await installPackages(origin)
    // Becomes very small.
    await mkdir(path.join(origin, 'node_modules/large'), { recursive: true })
    await writeFile(path.join(origin, 'node_modules/large/file'), Buffer.alloc(16 * MiB, 'larder'))
    await larderJson(['rebuild'], { cwd: origin, env: settings })

    const places = { DISK: disk, WORKSPACE: workspace, SEEN: seen, NODE: process.execPath, LARDER: larderProgram }
    const { stdout, stderr } = await execute(pathOfProgram('unshare'), [...namespace, 'sh', '-c', restoreOnSmallDisk], {
      env: { PATH: process.env['PATH'], ...settings, ...places },
    })
    expect(JSON.parse(stdout)).toMatchObject({ status: 'miss', failure: expect.stringMatching(/free|space/i) })
    expect(stderr).toMatch(/warning: /)
    expect(await readFile(path.join(seen, 'after'), 'utf8')).toBe(await readFile(path.join(seen, 'before'), 'utf8'))
  })
})

function canMount(): boolean {
  try {
    execFileSync(pathOfProgram('unshare'), [...namespace, 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' })
    return true
  } catch (error) {
    // Where containers may not make namespaces. CI may.
    if (process.env['CI'] === 'true') throw error
    return false
  }
}
