import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Counts, LinkSettings } from './link.ts'

const settings = JSON.parse(process.argv[2] ?? '') as LinkSettings
let counts = { puts: 0, upBytes: 0 }

const server = createServer({ noDelay: true }, (client) => {
  const upstream = connect({ port: settings.port, host: '127.0.0.1', noDelay: true })
  carry(client, upstream, count)
  carry(upstream, client)
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('message', () => {
  process.send!(counts satisfies Counts)
  counts = { puts: 0, upBytes: 0 }
})
process.on('disconnect', () => process.exit())

/** A client that keeps its connections writes the head of a request into a chunk of its own, or at the beginning of one. */
function count(chunk: Buffer): void {
  counts.upBytes += chunk.length
  if (/^(PUT|POST) \S+ HTTP\/1\.1\r\n/.test(chunk.subarray(0, 4096).toString('latin1'))) counts.puts++
}

/** Bytes that are on their way in one direction; more are not taken, as a link of this length holds no more. */
const mostOnTheWay = 2 ** 21

/** One direction: every chunk arrives half a round trip after it has left, and leaves when those before it have, at the rate of the link. */
function carry(from: Socket, to: Socket, onChunk?: (chunk: Buffer) => void): void {
  const { roundTrip, rate = Infinity } = settings
  const later = inOrder()
  let freeAt = 0
  let onTheWay = 0
  from.on('data', (chunk) => {
    onChunk?.(chunk)
    freeAt = Math.max(freeAt, performance.now()) + (chunk.length / rate) * 1000
    onTheWay += chunk.length
    if (onTheWay > mostOnTheWay) from.pause()
    later(freeAt + roundTrip / 2, () => {
      onTheWay -= chunk.length
      if (onTheWay <= mostOnTheWay) from.resume()
      if (!to.destroyed) to.write(chunk)
    })
  })
  from.on('end', () => later(freeAt + roundTrip / 2, () => to.end()))
  from.on('close', () => later(freeAt + roundTrip / 2, () => to.destroySoon()))
  from.on('error', () => to.destroy())
}

/**
 * Acts when its time has come, one after another as they were given. One timer for all of them: two timers that differ by less than a
 * millisecond may fire in the wrong order, and the bytes of a request would change places.
 */
function inOrder(): (time: number, act: () => void) => void {
  const waiting: { readonly time: number; readonly act: () => void }[] = []
  const drain = (): void => {
    // What is due within half a millisecond goes at once, so that the rate holds on average.
    while (waiting[0] !== undefined && waiting[0].time - performance.now() < 0.5) waiting.shift()!.act()
    if (waiting[0] !== undefined) setTimeout(drain, Math.max(1, waiting[0].time - performance.now()))
  }
  return (time, act) => {
    waiting.push({ time, act })
    if (waiting.length === 1) drain()
  }
}
