import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type FaultProxy, type Plan, startFaultProxy } from '../../support/fault-proxy.ts'
import type { Variables } from './hosts.ts'
import { anyServer } from './servers.ts'
import { bucketOfCaches, type TourStore } from './stores.ts'

export interface BadLine extends AsyncDisposable {
  readonly store: TourStore & { readonly bucket: string }
  readonly proxy: FaultProxy
  /** Settings to go straight to the server. */
  readonly direct: Variables
}

/** A bucket whose server is reached through a line that treats every connection by the plan. */
export async function badLine(plan: Plan): Promise<BadLine> {
  const server = await anyServer()
  const proxy = await startFaultProxy(Number(new URL(server.endpoint).port), () => plan)
  const store = await bucketOfCaches(server, { endpoint: `http://127.0.0.1:${proxy.port}` })
  const close = async (): Promise<void> => {
    store.objects.close()
    await proxy.close()
    await server.stop()
  }
  return { store, proxy, direct: { ...store.variables, LARDER_ENDPOINT: server.endpoint }, [Symbol.asyncDispose]: close }
}

/** Two files that do not compress, of so many bytes together. */
export async function fill(cwd: string, bytes: number): Promise<void> {
  await mkdir(path.join(cwd, 'content'), { recursive: true })
  for (const name of ['one', 'two']) await writeFile(path.join(cwd, 'content', name), randomBytes(bytes / 2))
}
