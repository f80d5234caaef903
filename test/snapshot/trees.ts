import { lstatSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { EntryTable, EntryType } from '../../src/tree/entries.ts'

/** A tree in a test: the names of a directory need not be in order. */
export type Tree =
  | { readonly [name: string]: Tree }
  /** Bytes of content. */
  | number
  /** Where a symbolic link points. */
  | string

/** The table that a scan of such a tree gives. */
export function tableOf(tree: Tree): EntryTable {
  const table = new EntryTable()
  add(table, tree, -1, new Uint8Array())
  return table
}

function add(table: EntryTable, tree: Tree, parent: number, name: Uint8Array): void {
  const common = { parent, name, mtimeNs: 1_700_000_000_123_456_789n + BigInt(table.length) * 3_999_999_937n }
  if (typeof tree === 'number') table.append({ ...common, type: EntryType.file, mode: 0o644, size: tree })
  else if (typeof tree === 'string') table.append({ ...common, type: EntryType.symlink, mode: 0o777, size: 0, target: Buffer.from(tree) })
  else {
    const directory = table.append({ ...common, type: EntryType.directory, mode: 0o755, size: 0 })
    const children = Object.entries(tree).map(([child, below]) => ({ child: Buffer.from(child), below }))
    for (const { child, below } of children.toSorted((a, b) => Buffer.compare(a.child, b.child))) add(table, below, directory, child)
  }
}

/** The table of a real directory, with every fact of the disk. */
export function scanned(directory: string): EntryTable {
  const table = new EntryTable()
  scan(table, directory, -1, Buffer.alloc(0), new Map())
  return table
}

function scan(table: EntryTable, path: string, parent: number, name: Uint8Array, originals: Map<bigint, number>): void {
  const facts = lstatSync(path, { bigint: true })
  const { mtimeNs, ctimeNs, ino: inode } = facts
  const common = { parent, name, mode: Number(facts.mode & 0o777n), mtimeNs, ctimeNs, inode }
  const original = originals.get(inode)
  if (facts.isSymbolicLink()) table.append({ ...common, type: EntryType.symlink, size: 0, target: readlinkSync(path, 'buffer') })
  else if (original !== undefined) table.append({ ...common, type: EntryType.hardlink, size: 0, original })
  else if (facts.isFile()) originals.set(inode, table.append({ ...common, type: EntryType.file, size: Number(facts.size) }))
  else {
    const directory = table.append({ ...common, type: EntryType.directory, size: 0 })
    for (const child of readdirSync(path, 'buffer').toSorted((a, b) => Buffer.compare(a, b)))
      scan(table, join(path, child.toString()), directory, child, originals)
  }
}

/** Makes the files and directories of a tree; contents are made of their own path. */
export function write(tree: Tree, path: string): void {
  if (typeof tree === 'number') writeFileSync(path, Buffer.alloc(tree, path))
  else if (typeof tree === 'object') {
    mkdirSync(path, { recursive: true })
    for (const [name, below] of Object.entries(tree)) write(below, join(path, name))
  }
}

/** Where entries are, by path. */
export function indexOf(table: EntryTable, path: string): number {
  for (let i = 0; i < table.length; i++) if (table.path(i).toString() === path) return i
  throw new Error(`no ${path} in the table`)
}

const size = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 300_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 300_000, max: 12_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2 ** 21, 2 ** 23 - 1, 2 ** 23, 2 ** 23 + 1, 2 ** 24, 2 ** 24 + 7) },
)
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'é', '.', '-', '_', ' ', '0'), minLength: 1, maxLength: 6 })
  .filter((text) => text !== '.' && text !== '..')

/** Directories with a few dozen files of all sizes, empty ones and links among them. */
export const anyTree: fc.Arbitrary<{ readonly [name: string]: Tree }> = fc.letrec<{
  tree: Tree
  directory: { readonly [name: string]: Tree }
}>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'tree' },
    { weight: 6, arbitrary: size },
    { weight: 1, arbitrary: name },
    { weight: 3, arbitrary: tie('directory') },
  ),
  directory: fc.dictionary(name, tie('tree'), { maxKeys: 20, depthIdentifier: 'tree', noNullPrototype: true }),
})).directory

const instant = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, -1n, -(2n ** 63n), 2n ** 63n - 1n, 499_162_500_000_000_000n, 1_700_000_000_999_999_999n, 1_700_000_001_000_000_000n),
)
const nameBytes = fc
  .uint8Array({ minLength: 1, maxLength: 255 })
  .filter((bytes) => !bytes.includes(0) && !bytes.includes(0x2f) && !['.', '..'].includes(Buffer.from(bytes).toString('latin1')))

/** Tables with every kind of entry, any mode and time, names that are no text, and hard links. */
export const anyTable: fc.Arbitrary<EntryTable> = fc
  .record({
    tree: anyTree,
    mode: fc.array(fc.integer({ min: 0, max: 0o777 }), { minLength: 1, maxLength: 5 }),
    mtimeNs: fc.array(instant, { minLength: 1, maxLength: 9 }),
    odd: fc.uniqueArray(nameBytes, { maxLength: 4, selector: (bytes) => Buffer.from(bytes).toString('hex') }),
  })
  .map(({ tree, mode, mtimeNs, odd }) => {
    const plain = tableOf(tree)
    const table = new EntryTable()
    let file = -1
    for (let i = 0; i < plain.length; i++) {
      const facts = { parent: plain.parent(i), name: plain.name(i), mode: mode[i % mode.length]!, mtimeNs: mtimeNs[i % mtimeNs.length]! }
      const type = plain.type(i)
      if (type === EntryType.symlink) table.append({ ...facts, type, size: 0, target: plain.target(i) })
      else if (type === EntryType.file && file >= 0 && i % 5 === 0)
        table.append({ ...facts, type: EntryType.hardlink, size: 0, original: file })
      else table.append({ ...facts, type, size: plain.size(i) })
      if (table.type(i) === EntryType.file) file = i
    }
    const directory = table.append({ type: 0, mode: 0o700, size: 0, mtimeNs: 1n, parent: 0, name: Buffer.from([0xff, 0xfe]) })
    const inOrder = odd.toSorted((a, b) => Buffer.compare(a, b))
    for (const bytes of inOrder) table.append({ type: 1, mode: 0o600, size: bytes.length, mtimeNs: 2n, parent: directory, name: bytes })
    return table
  })
