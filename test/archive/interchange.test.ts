import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TarFormat } from '../../src/archive/compression.ts'
import { differences, listTree, type ListedEntry } from '../support/list-tree.ts'
import { requires } from '../support/requirements.ts'
import { pack, unpack, workspaceMount } from './support/larder.ts'
import { readers, writers, type ArchiveProgram } from './support/programs.ts'
import { makeSampleTree, type SampleOptions } from './support/sample-tree.ts'

const everything: SampleOptions = { anyBytes: true, long: true, fractions: true, farTimes: true }
const formats: readonly TarFormat[] = ['tar', 'tar.gz', 'tar.zst']

let scratch: string
let count = 0
const listed = new Map<string, ListedEntry[]>()
const packed = new Map<TarFormat, Buffer>()

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'larder-interchange-'))
  for (const [name, options] of samples()) makeSampleTree(path.join(scratch, name), 'tree', options)
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test.each(formats)('larder reads its own %s: equal content, modes, links and times', async (format) => {
  const workspace = newDirectory()
  await unpack(packSample(format), { places: { workspace, home: '/home/ci' } })
  expect(differences(listSample(everything), listTree(path.join(workspace, 'tree')))).toEqual([])
})

const locales = [{ locale: 'C.UTF-8' }, { locale: 'C' }]
const readings = readers.flatMap((program) =>
  program.formats.flatMap((format) => locales.map(({ locale }) => ({ program, format, locale }))),
)

describe.each(readings)(
  '$program.name reads a $format of larder without a word, where the locale is $locale',
  ({ program, format, locale }) => {
    test.runIf(requires(...program.needs))('and makes the same tree', () => {
      const workspace = newDirectory()
      const archive = path.join(newDirectory(), `archive.${format}`)
      writeFileSync(archive, packSample(format))
      program.read!(archive, workspace, { LC_ALL: locale })
      const hardLinks = format === 'tar.zst'
      const expected = listSample(everything).map((entry) => asReadBy(program, entry, hardLinks))
      expect(
        differences(
          expected,
          listTree(path.join(workspace, 'tree')).map((entry) => asReadBy(program, entry, hardLinks)),
        ),
      ).toEqual([])
    })
  },
)

const writings = writers.flatMap((program) => program.formats.map((format) => ({ program, format })))

describe.each(writings)('larder reads a $format by $program.name', ({ program, format }) => {
  test.runIf(requires(...program.needs))('and makes the same tree', async () => {
    const workspace = newDirectory()
    const archive = path.join(newDirectory(), `archive.${format}`)
    program.write!(archive, path.join(scratch, sampleName(program.sample)))
    await unpack(readFileSync(archive), { places: { workspace, home: '/home/ci' } })
    const hardLinks = program.dropsHardLinks !== true
    const [expected, actual] = [listSample(program.sample), listTree(path.join(workspace, 'tree'))]
    expect(
      differences(
        expected.map((entry) => asReadBy(program, entry, hardLinks)),
        actual.map((entry) => asReadBy(program, entry, hardLinks)),
      ),
    ).toEqual([])
  })
})

function samples(): Map<string, SampleOptions> {
  const options = [everything, ...writers.map(({ sample }) => sample)]
  return new Map(options.map((sample) => [sampleName(sample), sample]))
}

function sampleName(sample: SampleOptions): string {
  return Object.entries(sample)
    .map(([name, value]) => `${name}-${value}`)
    .join('-')
}

function listSample(sample: SampleOptions): ListedEntry[] {
  return once(listed, sampleName(sample), (name) => listTree(path.join(scratch, name, 'tree')))
}

function packSample(format: TarFormat): Buffer {
  return once(packed, format, () => pack([workspaceMount(path.join(scratch, sampleName(everything)), 'tree')], format))
}

function once<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const value = known.get(key) ?? make(key)
  known.set(key, value)
  return value
}

function newDirectory(): string {
  const directory = path.join(scratch, `directory-${count++}`)
  mkdirSync(directory)
  return directory
}

/** Without what the program cannot keep. */
function asReadBy({ dropsDirectories, dropsLinkTimes }: ArchiveProgram, entry: ListedEntry, hardLinks: boolean): ListedEntry {
  return {
    ...entry,
    links: hardLinks ? entry.links : 1,
    ...(dropsLinkTimes && entry.type === 'symlink' ? { mtimeNs: 0n } : {}),
    ...(dropsDirectories && entry.type === 'directory' ? { mtimeNs: 0n, mode: 0 } : {}),
  }
}
