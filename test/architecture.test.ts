import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync, Visitor } from 'rolldown/utils'
import { expect, test } from 'vitest'

interface Room {
  readonly name: string
  /** Rooms or single files; `typesOnly` = by `import type`. */
  readonly mayImport: readonly { readonly name: string; readonly typesOnly: boolean }[] | 'everything'
  readonly packages: readonly string[]
}

interface Import {
  readonly specifier: string
  readonly typesOnly: boolean
}

const rooms = readRooms(readFileSync('ARCHITECTURE.md', 'utf8'))
const sources = new Map(globSync('**/*.ts', { cwd: 'src' }).map((file) => [file, readFileSync(path.join('src', file), 'utf8')]))
const entryPoints = new Set(['main.ts', 'action.ts', 'workers/worker.ts'])
const longestFile = 250

test('every room of the table exists and every file is in a room', () => {
  expect(new Set([...sources.keys()].map(roomOf))).toEqual(new Set(rooms.keys()))
})

test('files import only what the table allows their room', () => {
  expect(offences(forbiddenImports)).toEqual({})
})

test('only entry points touch `process`', () => {
  expect(offences((file, source) => !entryPoints.has(file) && usesOfProcess(file, source))).toEqual({})
})

test(`no file has more than ${longestFile} lines`, () => {
  expect(offences((_file, source) => linesIn(source) > longestFile && linesIn(source))).toEqual({})
})

test.each([
  { file: 'host/detect.ts', source: `import { LarderError } from '../errors.ts'`, forbidden: [] },
  { file: 'host/detect.ts', source: `import { isCI } from 'ci-info'`, forbidden: [] },
  { file: 'host/detect.ts', source: `import { readFile } from 'node:fs/promises'`, forbidden: [] },
  { file: 'main.ts', source: `import { restore } from './cache/restore.ts'`, forbidden: [] },
  { file: 'cache/restore.ts', source: `import type { ObjectStore } from '../storage/object-store.ts'`, forbidden: [] },
  { file: 'cache/restore.ts', source: `export type { ObjectStore } from '../storage/object-store.ts'`, forbidden: [] },
  { file: 'cache/restore.ts', source: `type Store = import('../storage/object-store.ts').ObjectStore`, forbidden: [] },
  {
    file: 'cache/restore.ts',
    source: `import { type ObjectStore } from '../storage/object-store.ts'`,
    forbidden: ['../storage/object-store.ts'],
  },
  { file: 'cache/restore.ts', source: `import '../storage/filesystem.ts'`, forbidden: ['../storage/filesystem.ts'] },
  { file: 'cache/restore.ts', source: `export * from '../host/build.ts'`, forbidden: ['../host/build.ts'] },
  { file: 'storage/s3/store.ts', source: `import { S3Client } from '@aws-sdk/client-s3'`, forbidden: [] },
  { file: 'cache/flush.ts', source: `import { S3Client } from '@aws-sdk/client-s3'`, forbidden: ['@aws-sdk/client-s3'] },
  { file: 'tree/scan.ts', source: `await import('../archive/read.ts')`, forbidden: ['../archive/read.ts'] },
  { file: 'tree/scan.ts', source: `await import(name)`, forbidden: ['import(…)'] },
])('$file with $source: forbidden is $forbidden', ({ file, source, forbidden }) => {
  expect(forbiddenImports(file, source)).toEqual(forbidden)
})

test.each([
  { source: `process.env`, lines: [1] },
  { source: `globalThis.process.env`, lines: [1] },
  { source: `import { env } from 'node:process'`, lines: [1] },
  { source: `const process = 1; f({ process })`, lines: [1] },
  { source: `child.process; f({ process: 1 })`, lines: [] },
])('$source touches process in lines $lines', ({ source, lines }) => {
  expect(usesOfProcess('example.ts', source)).toEqual(lines)
})

function linesIn(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

/** By file; what `find` gives of a file that is well is empty or false. */
function offences<T>(find: (file: string, source: string) => false | T): Record<string, T> {
  const found = [...sources].map(([file, source]) => [file, find(file, source)] as const)
  return Object.fromEntries(found.filter((row): row is [string, T] => row[1] !== false && !(Array.isArray(row[1]) && row[1].length === 0)))
}

/** Rows of the first table whose head begins with "room". */
function readRooms(markdown: string): Map<string, Room> {
  const [, table] = /^\| room \|.*\n\|[ -|]*\n((?:\|.*\n)+)/m.exec(markdown) ?? []
  if (table === undefined) throw new Error('ARCHITECTURE.md has no table of rooms.')
  return new Map(
    table
      .trimEnd()
      .split('\n')
      .map(readRoom)
      .map((room) => [room.name, room]),
  )
}

function readRoom(row: string): Room {
  const [, name = '', , mayImport = '', packages = ''] = row.split('|').map((cell) => cell.trim())
  return {
    name: name.replaceAll('`', ''),
    mayImport:
      mayImport === 'everything'
        ? mayImport
        : [...mayImport.matchAll(/`([^`]+)`( \(types\))?/g)].map(([, room = '', types]) => ({
            name: room,
            typesOnly: types !== undefined,
          })),
    packages: [...packages.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => pattern),
  }
}

/** `errors.ts` and the entry points are rooms of their own. */
function roomOf(file: string): string {
  return file.split('/')[0]!
}

function forbiddenImports(file: string, source: string): string[] {
  const room = rooms.get(roomOf(file))
  const isAllowed = ({ specifier, typesOnly }: Import): boolean => {
    if (room === undefined) return false
    if (!specifier.startsWith('.')) return mayImportPackage(room, specifier)
    return mayImportFile(room, path.posix.join(path.posix.dirname(file), specifier), typesOnly)
  }
  return importsOf(file, source)
    .filter((wanted) => !isAllowed(wanted))
    .map(({ specifier }) => specifier)
}

function mayImportFile(room: Room, target: string, typesOnly: boolean): boolean {
  if (room.mayImport === 'everything' || roomOf(target) === room.name) return true
  const names = new Set([roomOf(target).replace(/\.ts$/, ''), target.replace(/\.ts$/, '')])
  return room.mayImport.some((allowed) => names.has(allowed.name) && (typesOnly || !allowed.typesOnly))
}

function mayImportPackage(room: Room, specifier: string): boolean {
  if (specifier === 'import(…)') return false
  const owners = [...rooms.values()].filter(({ packages }) => packages.some((pattern) => path.matchesGlob(packageOf(specifier), pattern)))
  return owners.length === 0 || owners.includes(room)
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function importsOf(file: string, source: string): Import[] {
  const imports: Import[] = []
  const add = (specifier: string, kind: string | undefined): unknown => imports.push({ specifier, typesOnly: kind === 'type' })
  new Visitor({
    ImportDeclaration: ({ source: from, importKind }) => add(from.value, importKind),
    ExportNamedDeclaration: ({ source: from, exportKind }) => from && add(from.value, exportKind),
    ExportAllDeclaration: ({ source: from, exportKind }) => add(from.value, exportKind),
    ImportExpression: ({ source: from }) => add(from.type === 'Literal' ? String(from.value) : 'import(…)', 'value'),
    TSImportType: ({ source: from }) => add(from.value, 'type'),
  }).visit(parse(file, source))
  return imports
}

/** Lines where the name stands for the global or is bound anew; a property `.process` of anything but globalThis is another thing. */
function usesOfProcess(file: string, source: string): number[] {
  const lines = new Set<number>()
  const add = (offset: number): unknown => lines.add(linesIn(source.slice(0, offset)))
  const isProperty = new Set<object>()
  new Visitor({
    MemberExpression: ({ object, property, computed }) => {
      const isGlobal = object.type === 'Identifier' && object.name === 'globalThis'
      if (!computed && !isGlobal) isProperty.add(property)
    },
    Property: ({ key, computed, shorthand }) => void (computed || shorthand || isProperty.add(key)),
    Identifier: (node) => void (node.name === 'process' && !isProperty.has(node) && add(node.start)),
    ImportDeclaration: ({ source: from }) => void (from.value.replace('node:', '') === 'process' && add(from.start)),
  }).visit(parse(file, source))
  return [...lines]
}

function parse(file: string, source: string): ReturnType<typeof parseSync>['program'] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  return program
}
