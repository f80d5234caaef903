import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'

import path from 'node:path'
import { openStore } from '../../src/storage/open.ts'
import { testRunDirectory } from '../support/test-run.ts'
import { describeStore } from './conformance.ts'

const options = { concurrency: 16, env: {}, warn: () => undefined }

describeStore('the directory store', async () => {
  const base = await mkdtemp(path.join(testRunDirectory(), 'store-'))
  const directory = path.join(base, 'cache')
  return {
    store: await openStore({ kind: 'directory', directory }, options),
    empty: await openStore({ kind: 'directory', directory: path.join(base, 'nothing') }, options),
    partSize: 100_000,
    nests: 'no',
    sortsEveryScript: true,
    // What a killed job leaves.
    abandonUpload: async (key) => {
      await mkdir(path.join(directory, '.incoming', key), { recursive: true })
      await writeFile(path.join(directory, '.incoming', key, randomUUID()), 'half an archi')
    },
  }
})
