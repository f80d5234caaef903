import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GuardedProgram } from './guarded-program.ts'

/** An S3 server that a test talks to. */
export interface S3Server {
  readonly endpoint: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  stop(): Promise<void>
}

/** A port of this machine that nobody listens on, for a program that has to be told its port. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until an HTTP server answers, with whatever status. Throws with the words of the program if it ends first. */
export async function untilAnswering(endpoint: string, program: GuardedProgram): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    try {
      await (await fetch(endpoint)).arrayBuffer()
      return
    } catch {
      if (!program.isRunning()) throw new Error(`the server of ${endpoint} ended: ${program.output()}`)
      await sleep(50)
    }
  }
  throw new Error(`${endpoint} does not answer: ${program.output()}`)
}
