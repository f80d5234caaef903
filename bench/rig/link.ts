import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A way to the server that is slower than loopback, or only counts. */
export interface LinkSettings {
  /** Where it leads. */
  readonly port: number
  /** Milliseconds there and back. */
  readonly roundTrip: number
  /** Bytes a second in each direction of each connection; undefined: as fast as it goes. */
  readonly rate?: number
}

export interface Counts {
  /** Requests that send something: PUT and POST. */
  readonly puts: number
  /** Bytes on the way to the server, heads included. */
  readonly upBytes: number
}

export interface Link {
  readonly endpoint: string
  /** Since the last time it was asked. */
  counts(): Promise<Counts>
  close(): Promise<void>
}

/** Opens a link in a process of its own, so that its work is not done by the process that measures. */
export async function openLink(settings: LinkSettings): Promise<Link> {
  const child = fork(fileURLToPath(new URL('link-process.ts', import.meta.url)), [JSON.stringify(settings)])
  const { port } = await answer<{ port: number }>(child)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    counts: () => {
      child.send('counts')
      return answer<Counts>(child)
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null): void => reject(new Error(`The link ended with ${code}.`))
    child.once('exit', failed)
    child.once('message', (message) => {
      child.off('exit', failed)
      resolve(message as T)
    })
  })
}
