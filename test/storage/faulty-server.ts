import http, { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Request {
  readonly method: string
  /** With its query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** What goes wrong with one request. */
export type Fault =
  /** This is answered, and the server never sees the request. */
  | { readonly answer: Partial<Answer> }
  /** The server's answer is changed. Its Content-Length stays as it was unless it is changed too. */
  | { readonly change: (answer: Answer) => Partial<Answer> }
  /** The connection is reset after so many bytes of the answer's body; without one, before the answer though the request was carried out. */
  | { readonly cutAfter: number | 'nothing' }
  /** Nothing comes after so many bytes of the answer's body, or not even its headers. */
  | { readonly stallAfter: number | 'nothing' }

export interface FaultyServer {
  readonly endpoint: string
  /** All so far, in the order they came. */
  readonly requests: Request[]
  close(): Promise<void>
}

/** A proxy before an S3 server that asks `faultOf` about every request; undefined lets it pass. `count` counts requests from 0. */
export async function startFaultyServer(
  upstream: string,
  faultOf: (request: Request, count: number) => Fault | undefined,
): Promise<FaultyServer> {
  const requests: Request[] = []
  const sockets = new Set<Socket>()
  const agent = new http.Agent({ keepAlive: true })
  const server = createServer((incoming, response) => {
    void handle(incoming, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming
    const request = { method, url, headers, body: await buffer(incoming) }
    const fault = faultOf(request, requests.length)
    requests.push(request)
    if (fault !== undefined && 'answer' in fault) {
      send(response, { status: 200, headers: {}, body: '', ...fault.answer })
      return
    }
    if (fault !== undefined && 'stallAfter' in fault && fault.stallAfter === 'nothing') return
    const answer = await pass(upstream, agent, request)
    if (fault === undefined) send(response, answer)
    else if ('change' in fault) send(response, { ...answer, ...fault.change(answer) })
    else breakOff(response, answer, fault)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      agent.destroy()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function pass(upstream: string, agent: http.Agent, { method, url, headers, body }: Request): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    http.request(new URL(url, upstream), { method, headers, agent }, resolve).on('error', reject).end(body)
  })
  const kept = Object.entries(response.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(kept), body: await buffer(response) }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  // A HEAD tells the length of a body that does not come; everything else has the length that it says.
  const length = headers['content-length'] ?? String(Buffer.byteLength(body))
  response.writeHead(status, { ...withoutTransfer(headers), 'content-length': length })
  if (Number(length) > Buffer.byteLength(body) && response.req.method !== 'HEAD') {
    // Shorter than announced: the rest is cut off by an orderly end.
    response.write(body, () => response.socket?.end())
  } else {
    response.end(body)
  }
}

function breakOff(
  response: ServerResponse,
  { status, headers, body }: Answer,
  fault: Exclude<Fault, { answer: unknown } | { change: unknown }>,
): void {
  const isCut = 'cutAfter' in fault
  const bytes = isCut ? fault.cutAfter : fault.stallAfter
  if (bytes === 'nothing') {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(status, withoutTransfer(headers))
  response.write(Buffer.from(body).subarray(0, bytes), () => {
    // The client reads what has been sent before it sees the reset.
    if (isCut) setTimeout(() => response.socket?.resetAndDestroy(), 10)
  })
}

function withoutTransfer(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { connection: _, 'transfer-encoding': __, ...rest } = headers
  return rest
}
