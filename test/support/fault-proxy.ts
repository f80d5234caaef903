import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** What happens to the bytes of one direction. */
export interface Shape {
  /** Milliseconds before each chunk goes on. */
  readonly latency?: number
  /** Bytes a second. */
  readonly rate?: number
  /** After so many bytes the connection is reset. */
  readonly cutAfter?: number
  /** After so many bytes nothing more comes, and the connection stays. */
  readonly stallAfter?: number
}

/** What happens to one connection. */
export interface Plan {
  /** Reset as soon as it is accepted. */
  readonly refuse?: boolean
  /** Accepted, read, and never answered. */
  readonly blackhole?: boolean
  /** From the client to the server. */
  readonly up?: Shape
  /** From the server to the client. */
  readonly down?: Shape
}

export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Accepted so far. */
  connections(): number
  close(): Promise<void>
}

/** A TCP proxy before a server of this machine that treats each connection, counted from 0, by its plan. */
export async function startFaultProxy(serverPort: number, planFor: (connection: number) => Plan): Promise<FaultProxy> {
  const open = new Set<Socket>()
  let accepted = 0
  const server = createServer({ allowHalfOpen: true }, (client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => undefined)
    relay(client, serverPort, planFor(accepted++))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port: (server.address() as AddressInfo).port, connections: () => accepted, close, [Symbol.asyncDispose]: close }
}

function relay(client: Socket, serverPort: number, plan: Plan): void {
  if (plan.refuse === true) {
    client.resetAndDestroy()
    return
  }
  if (plan.blackhole === true) {
    client.resume()
    return
  }
  const server = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true })
  const cut = (): void => {
    client.resetAndDestroy()
    server.destroy()
  }
  client.on('close', () => server.destroy())
  server.on('close', () => client.end())
  server.on('error', () => client.destroy())
  client.pipe(shaped(plan.up ?? {}, cut)).pipe(server)
  server.pipe(shaped(plan.down ?? {}, cut)).pipe(client)
}

function shaped(shape: Shape, cut: () => void): Transform {
  const { latency = 0, rate = Infinity, cutAfter = Infinity, stallAfter = Infinity } = shape
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const passing = Math.min(cutAfter, stallAfter) - seen
      seen += chunk.length
      const goOn = (): void => {
        if (chunk.length < passing) return done(null, chunk)
        this.push(chunk.subarray(0, passing))
        // A stall: `done` is never called, so no more is read.
        if (cutAfter <= stallAfter) setImmediate(cut)
      }
      const wait = latency + (chunk.length / rate) * 1000
      if (wait === 0) goOn()
      else void sleep(wait).then(goOn)
    },
  })
}
