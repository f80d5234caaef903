import { expect, test } from 'vitest'
import { ordinaryLocation, pullRequestLocation } from '../support/configs.ts'
import { day, Engine, type Workspace } from './engine.ts'

const manifest = 'acme/shop/main/archive.snapshot'

test.each(['read', 'none'] as const)('with access "%s" nothing is removed', async (access) => {
  using engine = new Engine()
  const build = { host: 'github', hostName: 'GitHub', dialect: 'github', workspace: '/work', access } as const
  expect(await engine.flush({ build })).toMatchObject({ status: 'skipped' })
  expect(engine.requests).toEqual([])
})

test('caches that are too old are removed, the oldest first in what is told, and others stay', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await publish(engine, work, 'one')
  engine.now += 10 * day
  await publish(engine, work, 'two')
  engine.now += 25 * day
  await publish(engine, work, 'three')
  engine.now += 10 * day
  const outcome = await engine.flush({ maxAgeDays: 30 })
  expect(outcome.removed.map(({ object }) => object)).toEqual(['acme/shop/one/archive.snapshot', 'acme/shop/two/archive.snapshot'])
  expect(outcome.kept).toBe(1)
  expect(engine.keys('manifests')).toEqual(['acme/shop/three/archive.snapshot'])
})

test('a dry run tells the same and removes nothing', async () => {
  using engine = new Engine()
  await withGarbage(engine)
  const told = await engine.flush({ maxAgeDays: 1, dryRun: true })
  expect(engine.sent()).toEqual([])
  const done = await engine.flush({ maxAgeDays: 1 })
  expect(told.status).toBe('dry-run')
  expect({ ...told, status: 'flushed' }).toEqual(done)
  expect(done.segments.removed).toBe(1)
})

test('garbage goes when it is three generations old, and not before', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await publish(engine, work, 'main', 'old')
  await publish(engine, work, 'main', 'new')
  const ages: number[] = []
  for (let generation = 0; generation < 4; generation++) {
    const { segments } = await engine.flush()
    ages.push(segments.removed)
    engine.now += 3 * day
  }
  expect(ages).toEqual([0, 0, 0, 1])
  expect(engine.keys('segments')).toHaveLength(1)
})

test('segments that a cache names stay, however old they are', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await publish(engine, work, 'main')
  engine.now += 100 * day
  expect(await engine.flush({ maxAgeDays: 3650 })).toMatchObject({ kept: 1, segments: { removed: 0, kept: 1 } })
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
})

test('the segments of an expired cache go with the flush after', async () => {
  using engine = new Engine()
  await publish(engine, engine.workspace(), 'main')
  engine.now += 31 * day
  expect(await engine.flush()).toMatchObject({ segments: { removed: 0 } })
  expect(await engine.flush()).toMatchObject({ segments: { removed: 1 } })
  expect(engine.bucket.objects.size).toBe(0)
})

test('a cache that is rebuilt while it is being flushed stays', async () => {
  using engine = new Engine()
  await publish(engine, engine.workspace(), 'main')
  engine.now += 31 * day
  engine.onRequest = (request) => {
    if (request === `HEAD ${manifest}`) engine.bucket.set(manifest, engine.bucket.objects.get(manifest)!.body, engine.now)
  }
  expect(await engine.flush()).toMatchObject({ removed: [], kept: 1 })
})

test('a manifest that is replaced by a shorter one while it is being read is read again', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await withGarbage(engine)
  work.write({ 'modules/b': 'b', 'modules/c': 'c' })
  await publish(engine, work, 'dev')
  engine.now += 12 * day
  const { body } = engine.bucket.objects.get(manifest)!
  const long = engine.bucket.objects.get('acme/shop/dev/archive.snapshot')!
  expect(long.body.length).toBeGreaterThan(body.length)
  engine.bucket.objects.set(manifest, long)
  let isReplaced = false
  engine.onRequest = (request) => {
    if (request !== `GET ${manifest}` || isReplaced) return
    isReplaced = true
    engine.bucket.set(manifest, body, engine.now)
  }
  expect(await engine.flush({ maxAgeDays: 3650 })).toMatchObject({ status: 'flushed', kept: 2 })
})

test('a flush of a pull request removes nothing of the branch, and one of a path nothing of its neighbour', async () => {
  using engine = new Engine()
  await withGarbage(engine)
  engine.bucket.set('acme/shop/pull/70/archive.snapshot', Buffer.from('x'), engine.now - 100 * day)
  engine.bucket.set('acme/shop2/main/archive.tar', Buffer.from('x'), engine.now - 100 * day)
  const before = [...engine.bucket.objects.keys()]
  for (const flushPath of [pullRequestLocation.path, 'acme/shop/mai', 'acme/sho']) {
    expect(await engine.flush({ flushPath, maxAgeDays: 0 })).toMatchObject({ removed: [], segments: { removed: 0 } })
  }
  expect([...engine.bucket.objects.keys()]).toEqual(before)
})

test('what a pull request names of its branch stays when the branch no longer names it', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await publish(engine, work, 'main', 'shared')
  await work.rebuild(['modules'], { location: pullRequestLocation })
  await publish(engine, work, 'main', 'changed')
  engine.now += 12 * day
  expect(await engine.flush({ maxAgeDays: 3650 })).toMatchObject({ segments: { removed: 0 } })
  expect(await engine.workspace('fresh').restore({ location: pullRequestLocation })).toMatchObject({ status: 'hit' })
})

const unreadable = [
  { what: 'a corrupt manifest of a branch', key: 'acme/shop/other/x.snapshot', body: 'rubbish', removed: 0 },
  { what: 'an empty manifest of a branch', key: 'acme/shop/other/x.snapshot', body: '', removed: 0 },
  { what: 'a manifest of a newer version', key: 'acme/shop/other/x.snapshot', body: 'LARDERMF\x02\0\0\0', removed: 0 },
  { what: 'a manifest of a newer version in a pull request', key: 'acme/shop/pull/66/x.snapshot', body: 'LARDERMF\x02\0\0\0', removed: 0 },
  { what: "a stranger's corrupt manifest in a pull request", key: 'acme/shop/pull/66/x.snapshot', body: 'rubbish', removed: 1 },
  { what: 'a corrupt manifest of another repository', key: 'acme/shop2/main/x.snapshot', body: 'rubbish', removed: 1, isTold: true },
  { what: 'a corrupt archive', key: 'acme/shop/main/x.tar', body: 'rubbish', removed: 1 },
]

test.each(unreadable)('beside $what a flush removes $removed segments', async ({ key, body, removed, isTold = removed === 0 }) => {
  using engine = new Engine()
  await withGarbage(engine)
  engine.bucket.set(key, Buffer.from(body), engine.now - 12 * day)
  expect(await engine.flush({ flushPath: '', maxAgeDays: 3650 })).toMatchObject({ segments: { removed } })
  expect(engine.warnings().includes('No segment is deleted from its domain')).toBe(isTold)
})

test('a manifest that stalled for longer than a rebuild may take keeps no segment', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  await publish(engine, work, 'main')
  const { body } = engine.bucket.objects.get(manifest)!
  engine.bucket.set(manifest, body, engine.now + 2 * day)
  engine.now += 20 * day
  expect(await engine.flush({ maxAgeDays: 3650 })).toMatchObject({ segments: { removed: 1 } })
})

test('uploads that no living rebuild can complete are aborted, younger ones are not', async () => {
  using engine = new Engine()
  const upload = (id: string, key: string, hours: number) =>
    engine.bucket.uploads.set(id, { id, key, startedAt: new Date(engine.now - hours * 3_600_000) })
  upload('1', 'acme/shop/main/archive.tar', 13)
  upload('2', 'acme/shop/main/archive.tar', 11)
  upload('3', 'acme/shop2/main/archive.tar', 13)
  expect(await engine.flush({ dryRun: true })).toMatchObject({ abortedUploads: 1 })
  expect(await engine.flush()).toMatchObject({ abortedUploads: 1 })
  expect([...engine.bucket.uploads.keys()]).toEqual(['2', '3'])
})

test('after a flush another one finds nothing to do', async () => {
  using engine = new Engine()
  await withGarbage(engine)
  await engine.flush({ maxAgeDays: 3650 })
  await engine.flush({ maxAgeDays: 3650 })
  expect(engine.sent()).toEqual([])
})

/** A cache, and a segment that it named twelve days ago. */
async function withGarbage(engine: Engine): Promise<void> {
  const work = engine.workspace('garbage')
  await publish(engine, work, 'main', 'old')
  await publish(engine, work, 'main', 'new')
  engine.now += 12 * day
}

async function publish(engine: Engine, work: Workspace, branch: string, content = branch): Promise<void> {
  work.write({ 'modules/a': content })
  engine.now += 1000
  await work.rebuild(['modules'], { location: { ...ordinaryLocation, path: `acme/shop/${branch}` } })
}
