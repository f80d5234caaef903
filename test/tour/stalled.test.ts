import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { larder, larderJson } from '../support/larder.ts'
import { differences, listTree } from '../support/list-tree.ts'
import { badLine, fill } from './support/bad-line.ts'
import { scratchDirectory } from './support/project.ts'
import { cachesIn } from './support/stores.ts'

const MiB = 1024 * 1024
const settings = { LARDER_PATH: 'p', LARDER_MOUNT: 'content', LARDER_TIMEOUT: '3s', HOME: '/nonexistent' }

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
beforeAll(async () => {
  scratch = await scratchDirectory()
})
afterAll(() => scratch[Symbol.asyncDispose]())

test.concurrent.each(['snapshot', 'tar'])(
  'a restore whose server falls silent while it sends a %s ends as a miss at its deadline',
  async (format) => {
    await using line = await badLine({ down: { stallAfter: 3 * MiB } })
    const [origin, cwd] = [await scratch.make(`origin-${format}`), await scratch.make(`restore-${format}`)]
    await fill(origin, 24 * MiB)
    await larderJson(['rebuild'], { cwd: origin, env: { ...settings, ...line.direct, LARDER_FORMAT: format, LARDER_TIMEOUT: '1m' } })

    await mkdir(path.join(cwd, 'content'))
    await writeFile(path.join(cwd, 'content', 'one'), 'mine')
    const before = listTree(cwd)
    const ended = await larder(['restore'], { cwd, env: { ...settings, ...line.store.variables, LARDER_FORMAT: format } })
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^miss: /m),
      stderr: expect.stringContaining('given up after 3 s'),
    })
    expect(differences(before.slice(1), listTree(cwd).slice(1))).toEqual([])
  },
)

// The archive takes 15 s: a request that may have been carried out is waited for.
test.concurrent.each([
  { format: 'snapshot', when: 'before the first answer', stallAfter: 0 },
  { format: 'tar', when: 'in the middle', stallAfter: 100_000 },
])('a rebuild of a $format whose server falls silent $when fails soon after its deadline', async ({ format, stallAfter }) => {
  await using line = await badLine({ up: { stallAfter } })
  const cwd = await scratch.make(`rebuild-${format}`)
  await fill(cwd, 4 * MiB)
  const ended = await larder(['rebuild'], { cwd, env: { ...settings, ...line.store.variables, LARDER_FORMAT: format } })
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('given up after 3 s') })
  expect(await cachesIn(line.store.objects)).toEqual([])
})
