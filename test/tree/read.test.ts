import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { piecesOf } from '../../src/snapshot/pieces.ts'
import type { Pieces } from '../../src/tree/pieces.ts'
import { readPieces, readPiecesBySize } from '../../src/tree/read.ts'
import { asNobody } from './as-nobody.ts'
import { scanned, temporary } from './trees.ts'

function allPieces(directory: string, slice?: { offset: number; plain: number }): Pieces {
  const table = scanned(directory)
  return piecesOf(table, { first: slice === undefined ? 0 : 1, last: table.length - 1, offset: 0, plain: 2 ** 40, ...slice })
}

function read(directory: string, pieces: Pieces): string {
  const into = Buffer.alloc(64)
  return into.toString('latin1', 0, readPieces(directory, pieces, into))
}

test('pieces are read one after another', () => {
  using place = temporary()
  mkdirSync(join(place.workspace, 'dir'))
  writeFileSync(join(place.workspace, 'dir/a'), 'first ')
  writeFileSync(Buffer.concat([Buffer.from(`${place.workspace}/`), Buffer.from([0xff])]), 'third')
  writeFileSync(join(place.workspace, 'e'), 'second ')
  expect(read(place.workspace, allPieces(place.workspace))).toBe('first second third')
})

test('a piece may be a slice of a file', () => {
  using place = temporary()
  writeFileSync(join(place.workspace, 'a'), '0123456789')
  expect(read(place.workspace, allPieces(place.workspace, { offset: 3, plain: 4 }))).toBe('3456')
})

test('a mount that is a file has one piece without a path', () => {
  using place = temporary()
  const file = join(place.workspace, 'a')
  writeFileSync(file, 'content')
  expect(read(file, allPieces(file))).toBe('content')
})

test.each([
  { name: 'became longer', change: (file: string) => appendFileSync(file, 'more') },
  { name: 'became shorter', change: (file: string) => truncateSync(file, 1) },
  { name: 'got other content of the same length', change: (file: string) => writeFileSync(file, 'CONTENT') },
  {
    name: 'got other content and its old modification time',
    change: (file: string) => {
      writeFileSync(file, 'CONTENT')
      utimesSync(file, 1_000_000_000, 1_000_000_000)
    },
  },
  { name: 'was replaced by another one', change: (file: string) => (writeFileSync(`${file}2`, 'content'), renameSync(`${file}2`, file)) },
  { name: 'vanished', change: (file: string) => rmSync(file) },
  { name: 'became a symbolic link', change: (file: string) => (renameSync(file, `${file}2`), symlinkSync('file2', file)) },
  { name: 'became a directory', change: (file: string) => (rmSync(file), mkdirSync(file)) },
  { name: 'became a FIFO, without waiting for a writer', change: (file: string) => (rmSync(file), execFileSync('mkfifo', [file])) },
])('a file that $name since the scan is an error that names it', ({ change }) => {
  using place = temporary()
  const file = join(place.workspace, 'file')
  writeFileSync(file, 'content')
  utimesSync(file, 1_000_000_000, 1_000_000_000)
  const pieces = allPieces(place.workspace)
  change(file)
  expect(() => read(place.workspace, pieces)).toThrow(
    expect.objectContaining({ code: 'FILE_CHANGED', message: expect.stringContaining(file) }),
  )
})

test('a file that may not be read is an error that names it', () => {
  using place = temporary()
  const file = join(place.workspace, 'file')
  writeFileSync(file, 'content', { mode: 0 })
  asNobody(place.root, () => {
    const pieces = allPieces(place.workspace)
    expect(() => read(place.workspace, pieces)).toThrow(
      expect.objectContaining({ code: 'UNREADABLE', message: expect.stringContaining(file) }),
    )
  })
})

test.runIf(platform() === 'linux')('a read leaves the access time of a file as it was', () => {
  using place = temporary()
  const file = join(place.workspace, 'file')
  writeFileSync(file, 'content')
  // Older than the modification, so that an ordinary read would set it.
  utimesSync(file, 1_000_000_000, 1_000_000_001)
  expect(read(place.workspace, allPieces(place.workspace))).toBe('content')
  expect(lstatSync(file).atimeMs).toBe(1_000_000_000_000)
})

test.runIf(process.geteuid?.() === 0)('files of somebody else are read, though their access times may then change', () => {
  using place = temporary()
  for (const name of ['a', 'b']) writeFileSync(join(place.workspace, name), name)
  const pieces = allPieces(place.workspace)
  chmodSync(place.root, 0o755)
  process.seteuid!(65_534)
  try {
    expect(read(place.workspace, pieces)).toBe('ab')
  } finally {
    process.seteuid!(0)
  }
})

test.each([
  { name: 'other times', change: (file: string) => utimesSync(file, 1, 1), read: 'content' },
  { name: 'other content', change: (file: string) => writeFileSync(file, 'CONTENT'), read: 'CONTENT' },
  { name: 'another size', change: (file: string) => appendFileSync(file, '!'), read: undefined },
  { name: 'been removed', change: (file: string) => rmSync(file), read: undefined },
  {
    name: 'become a link to itself',
    change: (file: string) => (renameSync(file, `${file}2`), symlinkSync('file2', file)),
    read: undefined,
  },
  { name: 'a second name', change: (file: string) => linkSync(file, `${file}2`), read: 'content' },
])('read by size alone, a file that has $name gives $read', ({ change, read: expected }) => {
  using place = temporary()
  const file = join(place.workspace, 'file')
  writeFileSync(file, 'content')
  const pieces = allPieces(place.workspace)
  change(file)
  const into = Buffer.alloc(64)
  const bytes = readPiecesBySize(place.workspace, pieces, into)
  expect(bytes === undefined ? undefined : into.toString('latin1', 0, bytes)).toBe(expected)
})
