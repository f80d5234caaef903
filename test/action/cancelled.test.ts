import { randomBytes } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import type { S3Server } from '../servers/server.ts'
import { startJob } from '../support/action-runner.ts'
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts'
import { bucketOfCaches, cachesIn } from '../tour/support/stores.ts'
import { install } from './support.ts'

let server: S3Server
beforeAll(async () => void (server = await startFauxqs()))
afterAll(() => server.stop())

/** So slow in both directions that a megabyte takes minutes. */
function startSlowProxy(): Promise<FaultProxy> {
  const slow = { rate: 20_000 }
  return startFaultProxy(Number(new URL(server.endpoint).port), () => ({ up: slow, down: slow }))
}

/** Sends signals, some time apart, once the step says these words. */
function signalAfter(words: string, ...signals: readonly NodeJS.Signals[]): (child: ChildProcess) => void {
  return (child) => {
    let said = ''
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      if (!said.includes(words)) return
      child.stdout!.off('data', listen)
      void send(child, signals)
    }
    child.stdout!.on('data', listen)
  }
}

async function send(child: ChildProcess, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    // For the transfer to be under way, and for the step to react.
    await sleep(400)
    child.kill(signal)
  }
}

/** A job with something to save that takes long to send. */
async function slowSave(format: string, ...signals: readonly NodeJS.Signals[]) {
  await using proxy = await startSlowProxy()
  const { bucket, objects } = await bucketOfCaches(server)
  using job = startJob()
  const place = { bucket, endpoint: `http://127.0.0.1:${proxy.port}`, 'access-key': 'any', 'secret-key': 'any-secret' }
  const main = await job.run('.', { ...place, path: 'node_modules', key: 'k', format, 'save-on': 'always' })
  install(job)
  writeFileSync(path.join(job.workspace, 'node_modules/large'), randomBytes(3e6))
  const post = await main.post({ status: 'cancelled', started: signalAfter('larder rebuild', ...signals) })
  const published = await cachesIn(objects)
  objects.close()
  return { ...post, published }
}

test('a save that is cancelled ends at once, says so, and publishes nothing', async () => {
  const { code, commands, published } = await slowSave('snapshot', 'SIGINT')
  expect(code).toBe(0)
  expect(commands('warning')).toEqual(['failed: Stopped by SIGINT.'])
  expect(published).toEqual([])
})

test('a save that waits for its last request ends when the runner insists, and publishes nothing', async () => {
  const { code, published } = await slowSave('tar', 'SIGINT', 'SIGTERM')
  expect([0, 1]).toContain(code)
  expect(published).toEqual([])
})

test('a restore that is cancelled leaves the workspace as it was', async () => {
  await using proxy = await startSlowProxy()
  const { bucket, objects } = await bucketOfCaches(server)
  const keys = { bucket, path: 'node_modules', key: 'k', 'access-key': 'any', 'secret-key': 'any-secret' }
  using before = startJob()
  install(before)
  writeFileSync(path.join(before.workspace, 'node_modules/large'), randomBytes(3e6))
  await before.run('./save', { ...keys, endpoint: server.endpoint })
  using job = startJob()
  const main = await job.run('.', { ...keys, endpoint: `http://127.0.0.1:${proxy.port}` }, { started: signalAfter('found ', 'SIGINT') })
  expect(main.code).toBe(1)
  expect(main.commands('error')).toEqual([expect.stringContaining('Stopped by SIGINT.')])
  expect(readdirSync(job.workspace)).toEqual([])
  expect((await main.post({ status: 'cancelled' })).log).toContain('skipped: the restore did not come to an end')
  objects.close()
})
