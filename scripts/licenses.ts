import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'rolldown'

interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
  /** The text of its licence and notice files; empty where it ships none. */
  readonly text: string
}

/** Writes the licences of all packages that have code in the bundle. Packages with the same text share it. */
export function licenses(fileName: string): Plugin {
  return {
    name: 'licenses',
    async generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []))
      const directories = [...new Set(modules.flatMap(packageDirectory))]
      const packages = await Promise.all(directories.map(readPackage))
      this.emitFile({ type: 'asset', fileName, source: notice(packages) })
    },
  }
}

/** What the bundler adds of its own, to do without `using` say, is part of its package. */
const bundler = path.dirname(fileURLToPath(import.meta.resolve('rolldown/package.json')))

function packageDirectory(moduleId: string): string[] {
  if (/^\0(?:@oxc-project\+runtime@|rolldown\/)/.test(moduleId)) return [bundler]
  const match = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(moduleId)
  return match === null ? [] : [match[0]]
}

async function readPackage(directory: string): Promise<Package> {
  const { name, version, license } = JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8')) as Package
  if (typeof license !== 'string') throw new Error(`${name} ${version} names no licence, so it cannot be bundled.`)
  const files = (await readdir(directory)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).toSorted()
  const texts = await Promise.all(files.map((file) => readFile(path.join(directory, file), 'utf8')))
  return { name, version, license, text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n') }
}

function notice(packages: readonly Package[]): string {
  const sorted = packages.toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
  const groups = Map.groupBy(sorted, ({ license, text }) => `${license}\n\n${text}`.trim())
  const sections = [...groups].map(([text, members]) => `${[...new Set(members.map(title))].join('\n')}\n\n${text}\n`)
  return ['larder contains code of these packages.\n', ...sections].join(`\n${'-'.repeat(80)}\n\n`)
}

function title({ name, version }: Package): string {
  return `${name} ${version}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
