import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EntryType, type EntryTable } from '../../src/tree/entries.ts'
import { scanDirectories } from '../../src/tree/scan.ts'
import { ScanAssembly, scanTree, type ScanGroup } from '../../src/tree/scan-assembly.ts'
import { asNobody } from './as-nobody.ts'
import { pathsOf, scanned, temporary } from './trees.ts'

test('entries come depth first, in the order of the bytes of their names, a directory before its content', () => {
  using place = temporary()
  for (const directory of ['b', 'b-a', 'a']) mkdirSync(join(place.workspace, directory))
  for (const file of ['b/z', 'b/Z', 'b-a/x', 'a.txt', 'é', 'zz']) writeFileSync(join(place.workspace, file), '')
  writeFileSync(Buffer.concat([Buffer.from(`${place.workspace}/`), Buffer.from([0xff, 0xfe])]), '')
  const expected = ['', 'a', 'a.txt', 'b', 'b/Z', 'b/z', 'b-a', 'b-a/x', 'zz', '\xc3\xa9', '\xff\xfe']
  expect(pathsOf(scanned(place.workspace))).toEqual(expected)
})

test('a tree that is read in many shares is put together as if one thread had read it', () => {
  using place = temporary()
  for (let d = 0; d < 40; d++) {
    const directory = join(place.workspace, `d${d}`, 'inner')
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'f1'), '')
    for (let f = 0; f < 220; f++) symlinkSync('nowhere', join(directory, `l${f}`))
    symlinkSync(`target ${d}`, join(directory, 'link'))
    linkSync(join(place.workspace, 'd0/inner/f1'), join(directory, 'hard'))
  }
  const { table, groups } = scannedBackwards(place.workspace)
  expect(groups).toBeGreaterThan(2)
  const paths = pathsOf(table)
  expect(paths).toEqual(walked(place.workspace))
  expect(new Set(paths).size).toBe(1 + 40 * 225)
  const links = Array.from({ length: 40 }, (_, d) => paths.indexOf(`d${d}/inner/link`))
  expect(links.map((i) => Buffer.from(table.target(i)).toString())).toEqual(links.map((_, d) => `target ${d}`))
  const hardLinks = paths.flatMap((_, i) => (table.type(i) === EntryType.hardlink ? [i] : []))
  expect(hardLinks.map((i) => paths[table.original(i)])).toEqual(Array.from({ length: 40 }, () => 'd0/inner/f1'))
})

test('what comes first is read first, so that no more than the shares at work wait for those before them, once 900,000 of a million entries', () => {
  using place = temporary()
  for (let d = 0; d < 2400; d++) {
    const directory = join(place.workspace, `${d % 24}`, `${d}`)
    mkdirSync(directory, { recursive: true })
    for (const name of ['a', 'b', 'c']) symlinkSync('nowhere', join(directory, name))
  }
  const assembly = new ScanAssembly(place.workspace)
  const atWork: ScanGroup[] = []
  let found = 0
  let mostWaiting = 0
  for (;;) {
    while (atWork.length < 2) {
      const group = assembly.next()
      if (group === undefined) break
      atWork.push(group)
    }
    const group = atWork.shift()
    if (group === undefined) break
    const part = scanDirectories({ directory: place.workspace, below: group.below })
    // The directories that were asked for are entries already, of the part that found them.
    found += part.columns.length - part.roots.length
    group.take(part)
    mostWaiting = Math.max(mostWaiting, found - assembly.table.length)
  }
  expect(assembly.table.length).toBe(1 + 24 + 2400 * 4)
  // A fair share, and directories of a hundred entries in a group.
  expect(mostWaiting).toBeLessThan(2048 + 16 * 100)
})

/** As `scanTree`, but of the directories that are known the last are read first, as by threads of which one is slow. */
function scannedBackwards(directory: string): { table: EntryTable; groups: number } {
  const assembly = new ScanAssembly(directory)
  let groups = 0
  for (;;) {
    const known: ScanGroup[] = []
    for (let group = assembly.next(); group !== undefined; group = assembly.next()) known.push(group)
    if (known.length === 0) return { table: assembly.table, groups }
    for (const group of known.toReversed()) group.take(scanDirectories({ directory, below: group.below }))
    groups += known.length
  }
}

/** What is below a directory in the order of a scan. */
function walked(directory: string, below = ''): string[] {
  const entries = readdirSync(join(directory, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const inner = entries.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    return entry.isDirectory() ? walked(directory, path) : [path]
  })
  return [below, ...inner]
}

test('symbolic links are entries and are not followed', () => {
  using place = temporary()
  mkdirSync(join(place.workspace, 'outside'))
  writeFileSync(join(place.workspace, 'outside/secret'), '')
  mkdirSync(join(place.workspace, 'mount'))
  symlinkSync('../outside', join(place.workspace, 'mount/link'))
  const table = scanned(join(place.workspace, 'mount'))
  expect(pathsOf(table)).toEqual(['', 'link'])
  expect(table.type(1)).toBe(EntryType.symlink)
})

test.each([
  { name: 'a directory', make: (at: string) => mkdirSync(at), type: EntryType.directory },
  { name: 'a file', make: (at: string) => writeFileSync(at, 'x'), type: EntryType.file },
  { name: 'a link to a file', make: (at: string) => symlinkSync('/etc/passwd', at), type: EntryType.symlink },
  { name: 'a link to nowhere', make: (at: string) => symlinkSync('nowhere', at), type: EntryType.symlink },
  { name: 'a link to a directory, which is followed', make: (at: string) => symlinkSync('.', at), type: EntryType.directory },
])('a mount may be $name', ({ make, type }) => {
  using place = temporary()
  make(join(place.workspace, 'mount'))
  const table = scanned(join(place.workspace, 'mount'))
  expect(table.type(0)).toBe(type)
  expect(table.parent(0)).toBe(-1)
})

test('later names of a file are hard links to the first; a partner outside of the mount is no matter', () => {
  using place = temporary()
  mkdirSync(join(place.workspace, 'm'))
  writeFileSync(join(place.workspace, 'outside'), 'content')
  for (const name of ['b', 'a', 'c']) linkSync(join(place.workspace, 'outside'), join(place.workspace, 'm', name))
  const table = scanned(join(place.workspace, 'm'))
  expect([1, 2, 3].map((i) => table.type(i))).toEqual([EntryType.file, EntryType.hardlink, EntryType.hardlink])
  expect([2, 3].map((i) => table.original(i))).toEqual([1, 1])
  expect([1, 2, 3].map((i) => table.size(i))).toEqual([7, 0, 0])
})

test('FIFOs are counted, and what larder leaves behind is passed over', () => {
  using place = temporary()
  execFileSync('mkfifo', [join(place.workspace, 'pipe')])
  for (const directory of ['.larder', '.larder-staging-Ab3xYz', '.larder-config', 'src']) mkdirSync(join(place.workspace, directory))
  writeFileSync(join(place.workspace, '.larder-staging-Ab3xYz/old'), '')
  writeFileSync(join(place.workspace, 'src/.larder'), '')
  const { table, skipped } = scanTree(place.workspace)
  expect(pathsOf(table)).toEqual(['', '.larder-config', 'src', 'src/.larder'])
  expect(skipped).toBe(1)
})

test('modes are permission bits only, and times are exact', () => {
  using place = temporary()
  const file = join(place.workspace, 'suid')
  writeFileSync(file, '')
  chmodSync(file, 0o6755)
  execFileSync('touch', ['-d', '2001-02-03 04:05:06.123456789 UTC', file])
  const table = scanned(place.workspace)
  expect(table.mode(1)).toBe(0o755)
  expect(table.mtimeNs(1)).toBe(981_173_106_123_456_789n)
})

test('a directory that may not be read is an error that names it', () => {
  using place = temporary()
  mkdirSync(join(place.workspace, 'closed'), { mode: 0 })
  asNobody(place.root, () => {
    expect(() => scanned(place.workspace)).toThrow(
      expect.objectContaining({ code: 'UNREADABLE', message: expect.stringContaining(join(place.workspace, 'closed')) }),
    )
  })
})

test('a mount that vanished is an error', () => {
  expect(() => scanned('/nowhere/at/all')).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }))
})

test('a path that is too long is an error and not left out', () => {
  using place = temporary()
  const name = 'n'.repeat(200)
  // Deeper than one call can name, so each level is made from the one before.
  execFileSync('sh', ['-c', `for i in $(seq 24); do mkdir ${name} && cd -P ${name} || exit 1; done`], { cwd: place.workspace })
  expect(() => scanned(place.workspace)).toThrow(expect.objectContaining({ code: 'TREE_LIMIT' }))
  execFileSync('rm', ['-rf', join(place.workspace, name)])
})
