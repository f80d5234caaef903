/**
 * The first thing a newcomer runs (`npm start`): caches this checkout's own `node_modules` with the built program, restores it elsewhere,
 * compares the two trees, and shows what a flush would remove. Uses S3 when the usual settings are in the environment.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { differences, listTree } from '../test/support/list-tree.ts'

const checkout = path.resolve(import.meta.dirname, '..')
const larder = path.join(checkout, 'dist', 'main.js')
const scratch = await mkdtemp(path.join(tmpdir(), 'larder-demo-'))
const elsewhere = path.join(scratch, 'elsewhere')
await mkdir(elsewhere)

const usesS3 = ['LARDER_STORE', 'LARDER_BUCKET', 'S3_BUCKET'].some((name) => process.env[name])
const place = [...(usesS3 ? [] : ['--directory', path.join(scratch, 'store')]), '--path', 'larder-demo']

try {
  await step('Cache node_modules of this checkout.', checkout, ['rebuild', '--mount', 'node_modules', ...place])
  await step('Cache it again: nothing has changed.', checkout, ['rebuild', '--mount', 'node_modules', ...place])
  await step('Restore it into an empty folder.', elsewhere, ['restore', '--mount', 'node_modules', ...place])
  compare(path.join(checkout, 'node_modules'), path.join(elsewhere, 'node_modules'))
  await step('What would a flush of everything older than now remove?', elsewhere, [
    'flush',
    '--flush-path',
    'larder-demo',
    '--flush-age',
    '0',
    '--dry-run',
    ...place.slice(0, -2),
  ])
} finally {
  await rm(scratch, { recursive: true, force: true })
  await rm(path.join(checkout, '.larder'), { recursive: true, force: true })
}

function step(title: string, cwd: string, args: readonly string[]): Promise<void> {
  console.log(`\n# ${title}\n$ larder ${args.join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [larder, ...args], { cwd, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`larder ${args[0]} ended with exit code ${code}.`))))
  })
}

function compare(original: string, restored: string): void {
  const expected = listTree(original)
  const found = differences(expected, listTree(restored))
  if (found.length > 0) throw new Error(`The trees differ:\n${found.slice(0, 20).join('\n')}`)
  console.log(`\n# Equal: ${expected.length} entries with the same names, content, modes, links and modification times (to 2 µs).`)
}
