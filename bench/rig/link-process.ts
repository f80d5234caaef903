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
  let freeAt = 0
  let onTheWay = 0
  from.on('data', (chunk) => {
    onChunk?.(chunk)
    freeAt = Math.max(freeAt, performance.now()) + (chunk.length / rate) * 1000
    onTheWay += chunk.length
    if (onTheWay > mostOnTheWay) from.pause()
    at(freeAt + roundTrip / 2, () => {
      onTheWay -= chunk.length
      if (onTheWay <= mostOnTheWay) from.resume()
      if (!to.destroyed) to.write(chunk)
    })
  })
  from.on('end', () => at(freeAt + roundTrip / 2, () => to.end()))
  from.on('close', () => at(freeAt + roundTrip / 2, () => to.destroySoon()))
  from.on('error', () => to.destroy())
}

/** Timers have whole milliseconds; what is due within half of one goes at once, so that the rate holds on average. Order is kept. */
function at(time: number, act: () => void): void {
  const wait = time - performance.now()
  if (settings.roundTrip === 0 && wait < 0.5) act()
  else setTimeout(act, wait)
}
