import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pathOfProgram } from '../support/requirements.ts'
import { startGuarded } from './guarded-program.ts'
import { freePort, type S3Server, untilAnswering } from './server.ts'

/** versitygw: objects are files of a directory, so `a` and `a/b` cannot both be. */
export async function startVersitygw(directory: string): Promise<S3Server> {
  const [accessKey, secretKey] = ['larder-access', 'larder-secret']
  const address = `127.0.0.1:${await freePort()}`
  const [data, meta] = [path.join(directory, 'data'), path.join(directory, 'meta')]
  await Promise.all([mkdir(data), mkdir(meta)])
  // Metadata in files of their own: not every file system has extended attributes.
  const program = startGuarded(
    pathOfProgram('versitygw'),
    ['--port', address, '--keep-alive', '--quiet', 'posix', '--sidecar', meta, data],
    {
      directory,
      env: { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
    },
  )
  const endpoint = `http://${address}`
  await untilAnswering(endpoint, program)
  return { endpoint, region: 'us-east-1', accessKey, secretKey, stop: () => program.stop() }
}
