import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedServer } from '../servers/start-server.ts'
import { larderProgram } from '../support/larder.ts'
import { requires } from '../support/requirements.ts'
import { hostVariables, type Variables } from './support/hosts.ts'
import { scratchDirectory } from './support/project.ts'
import { bucketOfCaches } from './support/stores.ts'

/** Every variable that may hold a secret, by the tools that name it so. */
const names = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'CACHE_AWS_ACCESS_KEY_ID',
  'CACHE_AWS_SECRET_ACCESS_KEY',
  ...['PLUGIN', 'LARDER', 'CACHE_S3', 'INPUT'].flatMap((tool) => [`${tool}_ACCESS_KEY`, `${tool}_SECRET_KEY`, `${tool}_SESSION_TOKEN`]),
]
const planted: Variables = Object.fromEntries(names.map((name, i) => [name, `planted-${i}-${name.length}-secret`]))

let scratch: Awaited<ReturnType<typeof scratchDirectory>>
let cwd: string
beforeAll(async () => {
  scratch = await scratchDirectory()
  cwd = await scratch.make('workspace')
  await mkdir(path.join(cwd, 'a'))
})
afterAll(() => scratch[Symbol.asyncDispose]())

/** What readers of the log see, and what other users of the machine see of the process and those that it starts. */
async function seen(args: readonly string[], env: Variables): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [larderProgram, ...args], { cwd, env: { PATH: process.env['PATH'], ...env } })
  const commandLines = new Set<string>()
  const watching = setInterval(() => commandLinesBelow(child.pid!).forEach((line) => commandLines.add(line)), 20)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>])
  clearInterval(watching)
  expect([...commandLines].join(' ')).toContain(larderProgram)
  return { code, text: [stdout, stderr, ...commandLines].join('\n') }
}

function commandLinesBelow(pid: number): string[] {
  const children = readProcess(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return [readProcess(`${pid}/cmdline`).replaceAll('\0', ' '), ...children.flatMap(commandLinesBelow)]
}

/** Empty for a process that has ended. */
function readProcess(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8')
  } catch {
    return ''
  }
}

const hosts = ['drone-push', 'gitlab-local-push', 'github-push', 'harness-push']

test.each(hosts)('a rebuild on %s that tells every step shows none of them', async (host) => {
  const env = { ...hostVariables(host, cwd), ...planted, LARDER_DIRECTORY: await scratch.make('store') }
  const { code, text: words } = await seen(['rebuild', '--mount', 'a', '--debug'], env)
  expect({ code, leaked: secretsIn(words, host) }).toEqual({ code: 0, leaked: [] })
  expect(words).toContain('secret-key = set')
})

test('a plugin step with wrong settings shows none of them', async () => {
  const { ['PLUGIN_SESSION_TOKEN']: _, ...without } = planted
  const settings = { PLUGIN_RESTORE: 'true', PLUGIN_DEBUG: 'true', PLUGIN_ENDPOINT: `http://${planted['PLUGIN_ACCESS_KEY']}:x@host` }
  const { code, text: words } = await seen([], {
    ...hostVariables('drone-push', cwd),
    ...without,
    ...settings,
    PLUGIN_TIMEOUT: planted['PLUGIN_SECRET_KEY']!,
  })
  expect({ code, leaked: secretsIn(words, 'drone-push') }).toEqual({ code: 1, leaked: [] })
})

describe.runIf(requires('minio'))('with a server that checks keys', () => {
  test.each([
    { command: 'restore', keys: 'right', code: 0, says: 'miss: no cache' },
    { command: 'rebuild', keys: 'right', code: 0, says: 'published: ' },
    { command: 'restore', keys: 'wrong', code: 0, says: 'SignatureDoesNotMatch' },
    { command: 'rebuild', keys: 'wrong', code: 1, says: 'SignatureDoesNotMatch' },
  ])('a $command with the $keys keys shows none of them', async ({ command, keys, code, says }) => {
    const server = await sharedServer('minio')
    const store = await bucketOfCaches(server)
    const wrong: Variables = keys === 'wrong' ? { LARDER_SECRET_KEY: planted['LARDER_SECRET_KEY']! } : {}
    const env: Variables = { ...hostVariables('gitlab-local-push', cwd), ...store.variables, ...wrong }
    const ended = await seen([command, '--mount', 'a', '--debug'], env)
    store.objects.close()
    expect(ended.code).toBe(code)
    for (const name of ['LARDER_ACCESS_KEY', 'LARDER_SECRET_KEY']) expect(ended.text).not.toContain(env[name])
    expect(ended.text).toContain(says)
  })
})

/** On GitHub a mask names what it hides, and the runner keeps it out of the log. */
function secretsIn(words: string, host: string): string[] {
  const visible = host === 'github-push' ? words.replaceAll(/^::add-mask::.*$/gm, '') : words
  return names.filter((name) => visible.includes(planted[name]!))
}
