import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pathOfProgram } from '../support/requirements.ts'
import { startGuarded } from './guarded-program.ts'
import { freePort, type S3Server, untilAnswering } from './server.ts'

/** MinIO: checks everything that S3 checks. */
export async function startMinio(directory: string): Promise<S3Server> {
  const [accessKey, secretKey] = ['larder-access', 'larder-secret']
  const address = `127.0.0.1:${await freePort()}`
  const consoleAddress = `127.0.0.1:${await freePort()}`
  const data = path.join(directory, 'data')
  await mkdir(data)
  const program = startGuarded(
    pathOfProgram('minio'),
    ['server', '--quiet', '--address', address, '--console-address', consoleAddress, data],
    {
      directory,
      env: { MINIO_ROOT_USER: accessKey, MINIO_ROOT_PASSWORD: secretKey, MINIO_UPDATE: 'off', MINIO_BROWSER: 'off', HOME: directory },
    },
  )
  const endpoint = `http://${address}`
  await untilAnswering(`${endpoint}/minio/health/ready`, program)
  return { endpoint, region: 'us-east-1', accessKey, secretKey, stop: () => program.stop() }
}
