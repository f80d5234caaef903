import { randomFillSync } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { larderJson } from '../support/larder.ts'
import { requires } from '../support/requirements.ts'
import { scratchDirectory } from './support/project.ts'
import { bucketOfCaches } from './support/stores.ts'

const MiB = 2 ** 20
/** With two threads; each more takes 30 to 45. */
const mostMiB = 300

/** Half of it compresses to nothing, and every tenth file is smaller than a header. */
async function fillContent(directory: string): Promise<void> {
  await mkdir(directory)
  const bytes = Buffer.alloc(8 * MiB)
  for (let i = 0; i < 80; i++) {
    randomFillSync(bytes, 0, bytes.length / 2)
    await writeFile(path.join(directory, `file-${i}`), i % 10 === 0 ? bytes.subarray(0, 100) : bytes)
  }
}

describe.runIf(requires('minio'))('of 576 MiB', () => {
  let scratch: Awaited<ReturnType<typeof scratchDirectory>>
  beforeAll(async () => {
    scratch = await scratchDirectory()
    await fillContent(path.join(await scratch.make('origin'), 'content'))
  })
  afterAll(() => scratch[Symbol.asyncDispose]())

  /** Runs larder and gives the most memory that it has had, in MiB. */
  async function peak(command: string, cwd: string, env: Readonly<Record<string, string>>): Promise<number> {
    const told = path.join(scratch.path, 'peak')
    const tell = `process.on('exit', () => fs.writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)))`
    const preload = `data:text/javascript,${encodeURIComponent(`import fs from 'node:fs'; ${tell}`)}`
    await larderJson([command], { cwd, env: { ...env, NODE_OPTIONS: `--import ${preload}` } })
    return Number(await readFile(told, 'utf8')) / 1024
  }

  test.each(['snapshot', 'tar', 'tar.zst', 'tar.gz'])('a %s goes by in bounded memory, both ways', async (format) => {
    const store = await bucketOfCaches(await sharedServer('minio'))
    const env = {
      ...store.variables,
      LARDER_MOUNT: 'content',
      LARDER_PATH: 'p',
      LARDER_FORMAT: format,
      LARDER_WORKERS: '2',
      HOME: '/nonexistent',
    }
    expect(await peak('rebuild', path.join(scratch.path, 'origin'), { ...env, LARDER_COMPRESSION_LEVEL: '1' })).toBeLessThan(mostMiB)
    expect(await peak('restore', await scratch.make(`restored-${format}`), env)).toBeLessThan(mostMiB)
    store.objects.close()
  })
})
