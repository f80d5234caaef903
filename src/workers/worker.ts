import { parentPort } from 'node:worker_threads'
import { toPlainError } from './plain-error.ts'
import { runTask } from './run-task.ts'
import type { Answer, Request } from './tasks.ts'

const port = parentPort
if (port === null) throw new Error('This file runs in threads of the pool only.')

port.on('message', async (request: Request) => {
  const { id } = request
  try {
    const { output, transfer } = await runTask(request)
    port.postMessage({ id, type: 'done', output } satisfies Answer, transfer)
  } catch (error) {
    port.postMessage({ id, type: 'failed', error: toPlainError(error) } satisfies Answer)
  }
})
