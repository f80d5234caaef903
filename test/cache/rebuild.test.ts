import { appendFileSync, existsSync, linkSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LarderError } from '../../src/errors.ts'
import { ordinaryLocation, pullRequestLocation } from '../support/configs.ts'
import { differences } from '../support/list-tree.ts'
import { clockTick, day, Engine, hour, type Workspace } from './engine.ts'

const MiB = 2 ** 20

test.each(['read', 'none'] as const)('with access "%s" nothing is rebuilt', async (access) => {
  using engine = new Engine()
  const work = withModules(engine)
  const build = { host: 'github', hostName: 'GitHub', dialect: 'github', workspace: work.path, access } as const
  expect(await work.rebuild(['modules'], { build })).toMatchObject({ status: 'skipped' })
  expect(engine.requests).toEqual([])
})

test('with `overwrite: missing` a cache that is there stays, and one that is not is written', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  expect(await work.rebuild(['modules'], { overwrite: 'missing' })).toMatchObject({ status: 'published' })
  expect(await work.rebuild(['modules'], { overwrite: 'missing' })).toMatchObject({
    status: 'skipped',
    reason: 'acme/shop/main/archive.snapshot exists already',
  })
  expect(engine.sent()).toEqual([])
})

test('a missing mount fails the rebuild, and nothing is published', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  await expect(work.rebuild(['modules', 'target'])).rejects.toMatchObject({ code: 'MOUNT_MISSING' })
  expect(engine.bucket.objects.size).toBe(0)
})

test('with `ignore-missing` a missing mount is left out with a warning, but at least one must be there', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  expect(await work.rebuild(['modules', 'target'], { ignoreMissing: true })).toMatchObject({ status: 'published' })
  expect(engine.warnings()).toBe('Left out because there is nothing at target.')
  await expect(work.rebuild(['target'], { ignoreMissing: true })).rejects.toMatchObject({ code: 'MOUNT_MISSING' })
})

test('a file that changes while it is read makes the rebuild begin again, and what is published is the tree that came to rest', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  let changes = 0
  engine.onTask = ({ name }) => {
    if (name === 'readSegment' && changes++ === 0) appendFileSync(work.at('modules/a'), ' and more')
  }
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published' })
  expect(engine.warnings()).toMatch(/a changed.* Reading everything again/)
  expect(await contentElsewhere(engine, 'modules/a')).toBe('a and more')
})

test.each(['tar', 'tar.zst'] as const)('while an archive is sent, how much there is of it is known: %s', async (format) => {
  using engine = new Engine()
  const work = engine.workspace()
  work.write({ 'one/file': Buffer.alloc(5 * MiB), 'two/file': 'content' })
  linkSync(work.at('two/file'), work.at('two/name'))
  const location = { ...ordinaryLocation, object: { by: 'key', key: 'archive', format } } as const
  const outcome = await work.rebuild(['one', 'two'], { location })
  const progress = engine.events.filter((event) => event.type === 'progress')
  expect(progress.length).toBeGreaterThan(1)
  expect(progress.at(-1)).toMatchObject({ done: progress.at(-1)?.total, total: 'bytes' in outcome && outcome.bytes })
  expect(progress.slice(0, -1).some(({ total }) => total !== undefined)).toBe(true)
})

test('a file that never rests fails the rebuild after three attempts, and the cache that was there stays', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  await work.rebuild(['modules'])
  const before = engine.bucket.objects.get('acme/shop/main/archive.snapshot')
  engine.onTask = ({ name }) => {
    if (name === 'readSegment') appendFileSync(work.at('modules/a'), '.')
  }
  writeFileSync(work.at('modules/a'), 'new')
  await expect(work.rebuild(['modules'])).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  expect(engine.count('readSegment')).toBe(3)
  expect(engine.bucket.objects.get('acme/shop/main/archive.snapshot')).toBe(before)
})

test('the manifest comes last, after every segment that it names', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  work.write({ 'modules/large': Buffer.alloc(17 * MiB, 'large') })
  await work.rebuild(['modules'], { concurrency: 8 })
  expect(engine.keys('segments')).toHaveLength(4)
  expect(engine.sent().at(-1)).toBe('PUT acme/shop/main/archive.snapshot')
})

test('content that occurs several times, in one mount or in two, is stored once', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  const large = Buffer.alloc(16 * MiB, 'x')
  work.write({ 'one/large': large, 'two/large': large })
  expect(await work.rebuild(['one', 'two'], { concurrency: 1 })).toMatchObject({ segments: { sent: 1, present: 3 } })
  expect(engine.keys('segments')).toHaveLength(1)
})

test('one changed file of many sends only the segment that it lies in', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  for (let file = 0; file < 40; file++) work.write({ [`modules/${file}`]: Buffer.alloc(MiB / 2, `${file}`) })
  await work.rebuild(['modules'])
  const segments = engine.keys('segments').length
  expect(segments).toBeGreaterThan(6)
  work.write({ 'modules/20': Buffer.alloc(MiB / 2, 'changed') })
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 1, present: segments - 1 } })
})

test('a pull request sends only what differs from the branch that it reads, and writes to its own domain alone', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  work.write({ 'target/b': 'b' })
  await work.rebuild(['modules', 'target'])
  const other = engine.workspace('pull-request')
  other.write({ 'modules/a': 'a', 'target/b': 'changed' })
  expect(await other.rebuild(['modules', 'target'], { location: pullRequestLocation })).toMatchObject({ segments: { sent: 1, present: 1 } })
  expect(engine.sent().map((request) => request.split('/').slice(0, 4).join('/'))).toEqual(['PUT acme/shop/pull/7', 'PUT acme/shop/pull/7'])
  expect(await engine.workspace('fresh').restore({ location: pullRequestLocation })).toMatchObject({ status: 'hit' })
})

test('a branch reads what a pull request has left in its workspace, and copies nothing of the domain of the pull request', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  await work.rebuild(['modules'], { location: pullRequestLocation })
  await clockTick()
  await work.rebuild(['modules'], { location: pullRequestLocation })
  const [segment] = engine.keys('segments')
  // What a stranger could do: another content under the same name.
  engine.bucket.objects.get(segment!)!.body.fill(0)
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 1, copied: 0, present: 0 } })
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
})

test('the journal of another store names no segment to copy', async () => {
  using engine = new Engine()
  const work = await known(engine)
  engine.bucket.objects.clear()
  Object.defineProperty(engine.store, 'name', { value: 'another store' })
  engine.now += 9 * day
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published', segments: { sent: 1, copied: 0 } })
  expect(engine.sent().filter((request) => request.startsWith('COPY'))).toEqual([])
})

test('a segment that the store refuses to copy is sent', async () => {
  using engine = new Engine()
  const work = await known(engine)
  engine.now += 9 * day
  engine.onRequest = (request) => {
    if (request.startsWith('COPY')) throw new LarderError('STORAGE_FAILED', 'refused (400 InvalidBucketName)')
  }
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published', segments: { sent: 1, copied: 0 } })
})

test('an old segment of an unchanged file is copied by the server to the generation that may be named', async () => {
  using engine = new Engine()
  const work = await known(engine)
  engine.now += 9 * day
  expect(await work.rebuild(['modules'])).toMatchObject({ segments: { sent: 0, copied: 1, present: 0 } })
  expect(engine.count('readSegment')).toBe(0)
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
})

test('a rebuild that takes longer than twelve hours looks at the store again before it publishes', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  let stalls = 0
  engine.onRequest = (request) => {
    if (request.includes('PUT acme/shop/.segments') && stalls++ === 0) engine.now += 13 * hour
  }
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published' })
  expect(engine.requests.filter((request) => request.startsWith('LIST'))).toHaveLength(4)
  expect(engine.sent().filter((request) => request.endsWith('.snapshot'))).toHaveLength(1)
})

test('a manifest that was twelve hours on its way is put again, because nobody would use it', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  let stalls = 0
  engine.onRequest = (request) => {
    if (request.endsWith('.snapshot') && request.startsWith('PUT') && stalls++ === 0) engine.now += 13 * hour
  }
  expect(await work.rebuild(['modules'])).toMatchObject({ status: 'published' })
  expect(engine.sent().filter((request) => request.endsWith('.snapshot'))).toHaveLength(2)
  expect(await engine.workspace('fresh').restore()).toMatchObject({ status: 'hit' })
})

test('of two rebuilds of one key at once the last one holds, and both machines restore it', async () => {
  using engine = new Engine()
  const [one, two] = [withModules(engine, 'one'), withModules(engine, 'two')]
  for (const work of [one, two]) {
    work.write({ 'modules/a': work === one ? 'one' : 'two' })
    // Of the same size and time, so that nothing but the content tells them apart.
    utimesSync(work.at('modules/a'), 1, 1)
  }
  await clockTick()
  await Promise.all([one.rebuild(['modules']), two.rebuild(['modules'])])
  const restored = await contentElsewhere(engine, 'modules/a')
  expect(['one', 'two']).toContain(restored)
  for (const work of [one, two]) {
    expect(await work.restore()).toMatchObject({ status: 'hit' })
    expect(readFileSync(work.at('modules/a'), 'utf8')).toBe(restored)
  }
})

test('a mount that is one file, an empty directory, and a mount of the home directory come back', async () => {
  using engine = new Engine()
  const work = engine.workspace()
  work.write({ 'settings.json': '{}', '../workspace-home/.m2/repository/x.jar': 'jar' })
  mkdirSync(work.at('empty'))
  await work.rebuild(['settings.json', 'empty', '~/.m2'])
  const fresh = engine.workspace('fresh')
  expect(await fresh.restore({ mounts: ['settings.json', 'empty', '~/.m2'] })).toMatchObject({ status: 'hit' })
  expect(differences(work.list(), fresh.list())).toEqual([])
  expect(readFileSync(`${fresh.home}/.m2/repository/x.jar`, 'utf8')).toBe('jar')
})

test('a store that fails fails the rebuild, and no manifest is left', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  engine.onRequest = (request) => {
    if (request.startsWith('PUT')) throw new LarderError('STORAGE_FAILED', 'The store failed.')
  }
  await expect(work.rebuild(['modules'])).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  expect(engine.bucket.objects.size).toBe(0)
})

test('archives are written by the formats that name them', async () => {
  using engine = new Engine()
  const work = withModules(engine)
  for (const format of ['tar', 'tar.gz', 'tar.zst'] as const) {
    const location = { ...ordinaryLocation, object: { by: 'key', key: 'archive', format } as const }
    expect(await work.rebuild(['modules'], { location })).toMatchObject({ format, object: `acme/shop/main/archive.${format}` })
  }
  expect(existsSync(work.at('.larder'))).toBe(false)
})

/** A workspace of which the journal knows that nothing has changed. */
async function known(engine: Engine): Promise<Workspace> {
  const work = withModules(engine)
  await work.rebuild(['modules'])
  await clockTick()
  await work.rebuild(['modules'])
  return work
}

function withModules(engine: Engine, name?: string): Workspace {
  const work = engine.workspace(name)
  work.write({ 'modules/a': 'a' })
  return work
}

async function contentElsewhere(engine: Engine, path: string): Promise<string> {
  const fresh = engine.workspace('elsewhere')
  expect(await fresh.restore()).toMatchObject({ status: 'hit' })
  return readFileSync(fresh.at(path), 'utf8')
}
