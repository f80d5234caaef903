import { createReadStream, createWriteStream, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

// The first version of GitHub's protocol: reserve, send chunks of one file, commit; look up, fetch.
const directory = process.argv[2] ?? '.'
const keys: string[] = []

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error))
  })
})
server.listen(0, '127.0.0.1', () => process.send!({ port: port() }))
process.on('disconnect', () => process.exit())

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://service')
  const id = Number(pathname.split('/').at(-1))
  if (request.method === 'POST' && pathname.endsWith('/caches')) {
    const { key } = JSON.parse(await text(request)) as { key: string }
    // Its chunks come in any order and at once, and none of them may be the one that makes the file.
    writeFileSync(fileOf(key), '')
    json(response, { cacheId: keys.push(key) })
  } else if (request.method === 'PATCH') {
    const start = Number(/^bytes (\d+)-/.exec(request.headers['content-range'] ?? '')?.[1])
    await pipeline(request, createWriteStream(fileOf(keys[id - 1]!), { flags: 'r+', start }))
    json(response, {})
  } else if (request.method === 'POST') {
    await text(request)
    json(response, {})
  } else if (pathname.startsWith('/files/')) {
    const file = fileOf(path.basename(pathname))
    response.setHeader('content-length', statSync(file).size)
    await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), response)
  } else {
    const key = searchParams.get('keys') ?? ''
    json(response, { cacheKey: key, archiveLocation: `http://127.0.0.1:${port()}/files/${key}` })
  }
}

function fileOf(key: string): string {
  return path.join(directory, path.basename(key))
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

function port(): number {
  return (server.address() as AddressInfo).port
}
