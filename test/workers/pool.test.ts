import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LarderError } from '../../src/errors.ts'
import { openPool } from '../../src/workers/pool.ts'
import { temporary } from '../tree/trees.ts'

const mortal = new URL('./fixtures/mortal-worker.ts', import.meta.url)

const mount = [new Uint8Array(0)]
const scan = { directory: import.meta.dirname, below: mount }

test('more tasks than threads are all done', async () => {
  await using pool = openPool(2)
  const found = await Promise.all(Array.from({ length: 40 }, () => pool.run('scan', scan)))
  expect(new Set(found.map(({ columns }) => columns.length)).size).toBe(1)
})

test('an error of a task keeps its code, its message, its hint and its cause', async () => {
  await using pool = openPool(1)
  const error: unknown = await pool.run('scan', { directory: '/nowhere', below: mount }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(LarderError)
  expect(error).toMatchObject({ code: 'FILE_CHANGED', message: expect.stringContaining('/nowhere'), hint: expect.any(String) })
  expect((error as Error).cause).toMatchObject({ message: expect.stringContaining('ENOENT') })
})

test('a thread that dies fails its task, and another takes its place', async () => {
  await using pool = openPool(1, { entry: mortal })
  const dead = pool.run('scan', { directory: 'die', below: mount })
  await expect(dead).rejects.toMatchObject({ code: 'WORKER_FAILED', cause: { message: 'out of luck' } })
  expect(await pool.run('scan', { directory: 'live', below: mount })).toMatchObject({ columns: { length: 0 } })
})

test('an aborted task that waits is dropped, one that runs ends first, and both reject with the reason', async () => {
  await using pool = openPool(1)
  const controller = new AbortController()
  const { signal } = controller
  const reason = new LarderError('INTERRUPTED', 'The deadline has passed.')
  const runs = Array.from({ length: 5 }, () => pool.run('scan', scan, { signal }))
  controller.abort(reason)
  for (const outcome of await Promise.allSettled(runs)) expect(outcome).toEqual({ status: 'rejected', reason })
  await expect(pool.run('scan', scan, { signal })).rejects.toBe(reason)
  expect(await pool.run('scan', scan)).toMatchObject({ skipped: 0 })
})

test('closing ends what runs and what waits, and nothing runs afterwards', async () => {
  const pool = openPool(2)
  const runs = Array.from({ length: 8 }, () => pool.run('scan', scan))
  const outcomes = Promise.allSettled(runs)
  await pool.close()
  const failures = (await outcomes).filter((outcome) => outcome.status === 'rejected').map(({ reason }) => (reason as LarderError).code)
  expect(new Set(failures)).toEqual(new Set(['ABORTED']))
  await expect(pool.run('scan', { directory: '/', below: mount })).rejects.toMatchObject({ code: 'ABORTED' })
})

test('a pool that has rested goes on, and what runs while it rests runs to its end', async () => {
  await using pool = openPool(2)
  await pool.run('scan', scan)
  await pool.rest()
  const running = pool.run('scan', scan)
  await pool.rest()
  expect(await running).toMatchObject({ skipped: 0 })
})

test('buffers that are given away are gone on this side', async () => {
  using place = temporary()
  await using pool = openPool(1)
  const data = new Uint8Array(4)
  const { length } = data
  const pieces = {
    length: 1,
    paths: new Uint8Array(Buffer.from('file')),
    pathEnd: Uint32Array.of(4),
    offset: Float64Array.of(0),
    bytes: Float64Array.of(length),
    size: Float64Array.of(length),
    mode: Uint16Array.of(0o644),
    mtimeNs: BigInt64Array.of(0n),
    ctimeNs: BigInt64Array.of(0n),
  }
  const root = { path: place.workspace, umask: 0o22, foldsCase: false }
  await pool.run('writePieces', { root, pieces, data }, { transfer: [data.buffer] })
  expect(data.length).toBe(0)
  expect(readdirSync(place.workspace)).toEqual(['file'])
})

test('a pool that has nothing to do does not keep the process alive, and one at work does', () => {
  const script = join(import.meta.dirname, 'fixtures/leave-open.ts')
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 20_000 })
  expect(Number(said)).toBe(1 + readdirSync(join(import.meta.dirname, 'fixtures')).length)
})
