import { createHash, randomBytes } from 'node:crypto'
import http, { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReadingAgent } from '../../src/storage/s3/reading-agent.ts'

const bodies = Array.from({ length: 8 }, () => randomBytes(1_500_000))
const server = createServer((request, response) => response.end(bodies[Number(request.url?.slice(1))]))
const agent = new ReadingAgent({ keepAlive: true, maxSockets: 4 })

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  agent.destroy()
  await new Promise((resolve) => server.close(resolve))
})

test.each([
  { what: 'at once', wait: () => Promise.resolve() },
  // Chunks wait in the stream while the connection reads others into the same buffer.
  { what: 'after a while', wait: () => sleep(30) },
])('bodies that are read $what are whole, though their connection reads into one buffer', async ({ wait }) => {
  const digests = await Promise.all(
    bodies.map(async (_, index) => {
      const response = await get(index)
      await wait()
      const hash = createHash('sha256')
      const chunks: Buffer[] = []
      for await (const chunk of response) {
        chunks.push(chunk as Buffer)
        if (chunks.length < 4) await wait()
      }
      for (const chunk of chunks) hash.update(chunk)
      return hash.digest('hex')
    }),
  )
  expect(digests).toEqual(bodies.map((body) => createHash('sha256').update(body).digest('hex')))
})

function get(index: number): Promise<http.IncomingMessage> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: `/${index}`, agent }, resolve).on('error', reject)
  })
}
