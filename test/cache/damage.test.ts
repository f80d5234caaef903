import { hash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseSegmentKey } from '../../src/snapshot/names.ts'
import { pullRequestLocation } from '../support/configs.ts'
import { differences } from '../support/list-tree.ts'
import { clockTick, day, Engine, type Workspace } from './engine.ts'

const manifest = 'acme/shop/main/archive.snapshot'

const damages: { damage: string; act: (engine: Engine, key: string) => void; tells: RegExp }[] = [
  { damage: 'is missing', act: (engine, key) => engine.bucket.objects.delete(key), tells: /the store does not hold it/ },
  {
    damage: 'has a flipped bit',
    act: (engine, key) => change(engine, key, (body) => body.with(body.length - 1, body.at(-1)! ^ 1)),
    tells: /corrupt/,
  },
  { damage: 'is cut off', act: (engine, key) => change(engine, key, (body) => body.slice(0, -3)), tells: /corrupt/ },
  { damage: 'is empty', act: (engine, key) => change(engine, key, () => new Uint8Array(0)), tells: /corrupt/ },
  { damage: 'holds something else', act: (engine, key) => swap(engine, key), tells: /corrupt/ },
  { damage: 'is larger than any', act: (engine, key) => change(engine, key, () => new Uint8Array(65 * 2 ** 20)), tells: /too large/ },
]

test.each(damages)(
  'a cache whose segment $damage is a miss that leaves the workspace as it was, and the next rebuild mends it',
  async ({ act, tells }) => {
    using engine = new Engine()
    await cached(engine)
    act(engine, segmentOf(engine, 'content of a'))
    const work = engine.workspace('job')
    work.write({ 'modules/mine': 'mine', 'other/a': 'other' })
    const before = work.list()
    expect(await work.restore()).toMatchObject({ status: 'miss', failure: expect.stringMatching(tells) })
    expect(differences(before, work.list())).toEqual([])
    expect(engine.warnings()).toMatch(/could not be restored, and the workspace is as it was/)
    build(work)
    for (const file of ['modules/mine', 'other/a']) rmSync(work.at(file))
    expect(await work.rebuild(['modules', 'other'])).toMatchObject({ segments: { sent: 1 } })
    expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
  },
)

test('a segment that arrives damaged once is asked for again', async () => {
  using engine = new Engine()
  await cached(engine)
  const key = segmentOf(engine, 'content of a')
  const sound = engine.bucket.objects.get(key)!
  change(engine, key, (body) => body.slice(0, -3))
  let asked = 0
  engine.onRequest = (request) => {
    if (request === `GET ${key}` && ++asked === 2) engine.bucket.objects.set(key, sound)
  }
  expect(await engine.workspace('job').restore()).toMatchObject({ status: 'hit' })
  expect(asked).toBe(2)
})

test('where a fallback holds another cache, it is taken instead of a damaged one', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  await work.rebuild(['modules', 'other'], { location: pullRequestLocation })
  work.write({ 'modules/a': 'changed' })
  await work.rebuild(['modules', 'other'], { location: pullRequestLocation })
  for (const key of engine.keys('segments').filter((each) => each.includes('/pull/'))) engine.bucket.objects.delete(key)
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore({ location: pullRequestLocation })).toMatchObject({ status: 'fallback', object: manifest })
  expect(readFileSync(fresh.at('modules/a'), 'utf8')).toBe('content of a')
})

test.each([
  { damage: 'cut off', body: (body: Uint8Array<ArrayBuffer>) => body.slice(0, -1), tells: /corrupt/ },
  { damage: 'rubbish', body: () => new Uint8Array(Buffer.from('rubbish')), tells: /corrupt/ },
  { damage: 'of a newer version', body: (body: Uint8Array<ArrayBuffer>) => body.with(8, 9), tells: /format version 9/ },
])('a manifest that is $damage is a miss, and the next rebuild replaces it', async ({ body, tells }) => {
  using engine = new Engine()
  const work = await cached(engine)
  change(engine, manifest, body)
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore()).toMatchObject({ status: 'miss', failure: expect.stringMatching(tells) })
  expect(fresh.list()).toEqual([])
  await work.rebuild(['modules', 'other'])
  expect(await fresh.restore()).toMatchObject({ status: 'hit' })
})

test('a manifest that came more than twelve hours after its rebuild began is a miss', async () => {
  using engine = new Engine()
  await cached(engine)
  const { body } = engine.bucket.objects.get(manifest)!
  engine.bucket.set(manifest, body, engine.now + day)
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'miss', failure: expect.stringMatching(/too long after/) })
})

test('a corrupt segment is not copied from an older generation, though the journal knows its content', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  // The same content in a mount that is in place and in one that must be fetched.
  work.write({ 'twin/a': 'content of a' })
  await clockTick()
  await work.rebuild(['modules', 'twin'])
  const key = segmentOf(engine, 'content of a')
  change(engine, key, (body) => body.slice(0, -3))
  rmSync(work.at('twin'), { recursive: true })
  expect(await work.restore()).toMatchObject({ status: 'miss' })
  engine.now += 9 * day
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 1, copied: 0 } })
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
})

test('of two copies of a segment the one that everybody would name is sent again when it is corrupt', async () => {
  using engine = new Engine()
  const work = await cached(engine)
  await work.rebuild(['modules'], { location: pullRequestLocation })
  const key = segmentOf(engine, 'content of a')
  const own = key.replace('acme/shop/', 'acme/shop/pull/7/')
  engine.bucket.objects.set(own, { ...engine.bucket.objects.get(key)! })
  await work.rebuild(['modules'], { location: pullRequestLocation })
  change(engine, own, (body) => body.slice(0, -3))
  const job = engine.workspace('job')
  expect(await job.restore({ location: { ...pullRequestLocation, fallbackPaths: [] } })).toMatchObject({ status: 'miss' })
  build(job)
  await job.rebuild(['modules'], { location: pullRequestLocation })
  expect(engine.sent()).toEqual([`PUT ${own}`, 'PUT acme/shop/pull/7/archive.snapshot'])
  expect(await engine.workspace('fresh').restore({ location: pullRequestLocation })).toMatchObject({ status: 'hit' })
})

test('what is corrupt is remembered until a rebuild sends it, not until any rebuild', async () => {
  using engine = new Engine()
  await cached(engine)
  const key = segmentOf(engine, 'content of a')
  change(engine, key, (body) => body.slice(0, -3))
  const job = engine.workspace('job')
  await job.restore()
  build(job)
  const location = { ...pullRequestLocation, parentDomains: [] }
  await job.rebuild(['other'], { location })
  await job.rebuild(['modules', 'other'])
  expect(engine.sent()).toEqual([`PUT ${key}`, `PUT ${manifest}`])
  await job.rebuild(['modules', 'other'])
  expect(engine.sent()).toEqual([`PUT ${manifest}`])
})

/** Two mounts of one segment each. */
async function cached(engine: Engine): Promise<Workspace> {
  const work = engine.workspace('origin')
  build(work)
  await clockTick()
  await work.rebuild(['modules', 'other'])
  return work
}

function build(work: Workspace): void {
  work.write({ 'modules/a': 'content of a', 'other/b': 'content of b' })
}

/** The segment of the repository that holds this content and nothing else. */
function segmentOf(engine: Engine, content: string): string {
  const wanted = hash('sha256', content)
  return engine.keys('segments').find((key) => parseSegmentKey(key)?.hash === wanted && key.startsWith('acme/shop/.segments/'))!
}

function change(engine: Engine, key: string, how: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
  const { body, ...facts } = engine.bucket.objects.get(key)!
  engine.bucket.objects.set(key, { ...facts, body: how(body) })
}

function swap(engine: Engine, key: string): void {
  const other = engine.keys('segments').find((each) => each !== key)!
  change(engine, key, () => engine.bucket.objects.get(other)!.body)
}
