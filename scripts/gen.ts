// Writes what is made from the table of settings: `npm run gen`. With --check it writes nothing and fails when something is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { manifests, renderManifest } from '../src/inputs/render/action-manifest.ts'
import { withSettingTables } from '../src/inputs/render/readme-tables.ts'

const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const readme = existingText('README.md')

const generated = [
  ...Object.entries(manifests).map(([path, manifest]) => [path, renderManifest(manifest)] as const),
  ...(readme === undefined ? [] : [['README.md', withSettingTables(readme)] as const]),
]

const stale = generated.filter(([path, text]) => existingText(path) !== text)
if (check) {
  for (const [path] of stale) console.error(`${path} is not up to date: run \`npm run gen\`.`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(`wrote ${path}`)
  }
}

function existingText(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
}
