import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { compressionOf, type TarFormat } from '../../../src/archive/compression.ts'
import { packTar } from '../../../src/archive/pack.ts'
import { TarPlanner } from '../../../src/archive/plan.ts'
import { readArchive, type ArchiveReading, type ContentBatch } from '../../../src/archive/read.ts'
import { finishTree } from '../../../src/tree/finish.ts'
import type { Mount, Places } from '../../../src/tree/mount.ts'
import { scanTree } from '../../../src/tree/scan-assembly.ts'
import { makeDirectories, writePieces } from '../../../src/tree/write.ts'

export function workspaceMount(workspace: string, name: string): Mount {
  return { anchor: 'workspace', path: name, directory: path.join(workspace, name) }
}

/** Packs mounts as the engine does, on one thread. */
export function pack(mounts: readonly Mount[], format: TarFormat, level = 3): Buffer {
  const planner = new TarPlanner(mounts, format)
  const compression = compressionOf(format, level)
  const stretches: Buffer[] = []
  for (const { directory } of mounts) {
    const { table } = scanTree(directory)
    for (const batch of [...planner.advance(table, table.length), ...planner.endMount()]) stretches.push(packTar(batch, compression).bytes)
  }
  stretches.push(packTar(planner.finish(), compression).bytes)
  return Buffer.concat(stretches)
}

export interface Unpacking {
  readonly places?: Places
  readonly wanted?: (mount: Mount) => boolean
  readonly maxBytes?: number
  /** Bytes of the chunks in which the archive arrives. */
  readonly chunkBytes?: number
}

export interface Unpacked {
  readonly reading: ArchiveReading
  readonly batches: readonly ContentBatch[]
}

/** Reads a whole archive, without writing anything. */
export async function read(
  archive: Uint8Array,
  { places = { workspace: '/ws', home: '/home/ci' }, wanted, maxBytes = 2 ** 40, chunkBytes = 65_536 }: Unpacking = {},
): Promise<Unpacked> {
  const reading = readArchive(inChunks(archive, chunkBytes), { places, wanted, maxBytes })
  const batches: ContentBatch[] = []
  for await (const batch of reading.batches) batches.push(batch)
  return { reading, batches }
}

/** Reads an archive and writes its mounts to their places, which must not exist yet. */
export async function unpack(archive: Uint8Array, unpacking: Unpacking & { places: Places }): Promise<ArchiveReading> {
  const { reading, batches } = await read(archive, unpacking)
  const roots = reading.mounts.map(({ mount }) => ({ path: mount.directory, umask: 0o022, foldsCase: false }))
  for (const [index, { mount, table }] of reading.mounts.entries()) {
    mkdirSync(path.dirname(mount.directory), { recursive: true })
    makeDirectories(roots[index]!, table)
  }
  for (const { mount, pieces, data } of batches) writePieces(roots[mount]!, pieces, data)
  for (const [index, { table }] of reading.mounts.entries()) finishTree(roots[index]!, table)
  return reading
}

export async function* inChunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes)
}

/** Every path of a mount with the first letter of its type: `d sub`, `f sub/file`, `s link -> target`, `h again -> sub/file`. */
export function entriesOf(reading: ArchiveReading, mount = 0): string[] {
  const { table } = reading.mounts[mount]!
  return Array.from({ length: table.length }, (_, index) => {
    const name = table.path(index).toString('latin1')
    switch (table.type(index)) {
      case 0:
        return `d ${name}`
      case 1:
        return `f ${name}`
      case 2:
        return `s ${name} -> ${Buffer.from(table.target(index)).toString('latin1')}`
      case 3:
        return `h ${name} -> ${table.path(table.original(index)).toString('latin1')}`
    }
  })
}

/** The content of every file of a mount, put together from its slices. */
export function contentsOf({ batches }: Unpacked, mount = 0): Record<string, string> {
  const contents: Record<string, string> = {}
  for (const { mount: index, pieces, data } of batches) {
    let start = 0
    for (let i = 0; i < pieces.length; i++) {
      const name = Buffer.from(pieces.paths.subarray(i === 0 ? 0 : pieces.pathEnd[i - 1]!, pieces.pathEnd[i]!)).toString('latin1')
      const text = Buffer.from(data.subarray(start, start + pieces.bytes[i]!)).toString('latin1')
      if (index === mount) contents[name] = (contents[name] ?? '') + text
      start += pieces.bytes[i]!
    }
  }
  return contents
}
