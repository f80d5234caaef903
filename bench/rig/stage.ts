import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { S3Server } from '../../test/servers/server.ts'
import { startServer } from '../../test/servers/start-server.ts'
import beginTestRun from '../../test/support/test-run.ts'
import type { Sample } from '../samples.ts'
import type { Tree } from '../trees.ts'
import { createBucket, type Bucket } from './bucket.ts'
import { pipe, run } from './command.ts'
import { roomAt } from './machine.ts'
import { toolsDirectory } from './programs.ts'

/** Everything that a run of the bench shares. */
export interface Stage extends AsyncDisposable {
  readonly server: S3Server
  readonly bucket: Bucket
  readonly scratch: string
  /** The built program, copied so that a build meanwhile does not disturb. */
  readonly larder: string
  /** What every program is started with: nothing of the machine that runs the bench, such as its own CI. */
  readonly env: Readonly<Record<string, string>>
  readonly samples: Sample[]
  /** What programs were called with, for the report. */
  readonly commands: Record<string, string>
  /** A name below the bucket that was never used. */
  freshPlace(): string
  /** An empty directory that was never used. */
  freshDirectory(): string
  /** Ends the use of a fresh directory. Where deleting it would slow down what is timed next, that happens at the very end. */
  release(directory: string): void
  record(sample: Sample): void
  /** To be called just before something is timed: reads the tree, so that nobody pays for what the others then find in memory. */
  warmTree(tree: Tree): Promise<void>
  /**
   * To be called just before something large is written. The host of a virtual machine takes back memory that was free for two seconds, and
   * whoever writes to it next pays for it: up to 2 s of 930 MB.
   */
  warmMemory(bytes: number): Promise<void>
}

const enough = 8 * 2 ** 30

export async function openStage(kind: 'minio' | 'versitygw', chosen: string | undefined): Promise<Stage> {
  const parent = chosen ?? (await roomiest())
  const scratch = mkdtempSync(path.join(parent, 'larder-bench-'))
  process.once('SIGINT', () => {
    rmSync(scratch, { recursive: true, force: true })
    process.exit(130)
  })
  for (const name of ['home', 'tmp', 'trees', 'rig']) mkdirSync(path.join(scratch, name))
  const larder = path.join(scratch, 'dist', 'main.js')
  const root = path.join(import.meta.dirname, '..', '..')
  // The package.json tells Node that these are modules; without it every file is parsed twice.
  for (const name of ['dist', 'package.json']) cpSync(path.join(root, name), path.join(scratch, name), { recursive: true })
  // The rig of the tests keeps the server's data in the temporary directory.
  process.env['TMPDIR'] = path.join(scratch, 'rig')
  const endTestRun = beginTestRun()
  const server = await startServer(kind)
  const bucket = await createBucket(server, 'bench')
  const isMemory = (await roomAt(scratch))?.isMemory === true
  const samples: Sample[] = []
  let count = 0
  return {
    server,
    bucket,
    scratch,
    larder,
    env: environment(server, scratch),
    samples,
    commands: {},
    freshPlace: () => `place-${++count}`,
    freshDirectory: () => {
      const directory = path.join(scratch, 'trees', String(++count))
      mkdirSync(directory)
      return directory
    },
    release(directory) {
      // For minutes after a large tree was deleted, ext4 walks over its inodes: 7 times slower writes for everybody.
      if (isMemory) rmSync(directory, { recursive: true, force: true })
    },
    record(sample) {
      samples.push(sample)
      process.stderr.write(`${line(sample)}\n`)
    },
    async warmTree({ parent: cwd, mount }) {
      // tar does not read what goes to /dev/null.
      await run({ argv: pipe(['tar', 'cf', '-', mount], ['wc', '-c']), cwd, env: environment(server, scratch) })
    },
    async warmMemory(bytes) {
      if (!isMemory) return
      const file = path.join(scratch, 'warm')
      await run({ argv: ['dd', 'if=/dev/zero', `of=${file}`, 'bs=1M', `count=${Math.ceil(bytes / 2 ** 20)}`], cwd: scratch, env: {} })
      rmSync(file)
    },
    async [Symbol.asyncDispose]() {
      bucket.close()
      await server.stop()
      await endTestRun()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

async function roomiest(): Promise<string> {
  const memory = await roomAt('/dev/shm')
  return memory?.isMemory === true && memory.bytes > enough ? '/dev/shm' : tmpdir()
}

function environment({ endpoint, region, accessKey, secretKey }: S3Server, scratch: string): Record<string, string> {
  return {
    PATH: [path.dirname(process.execPath), process.env['PATH'], path.join(toolsDirectory, 'bin')].join(path.delimiter),
    HOME: path.join(scratch, 'home'),
    TMPDIR: path.join(scratch, 'tmp'),
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_REGION: region,
    S3_ENDPOINT_URL: endpoint,
  }
}

function line({ round, tree, work, program, variant, seconds, cpuSeconds, peakBytes, storedBytes }: Sample): string {
  const facts = [
    `${seconds.toFixed(3)} s`,
    cpuSeconds !== undefined && `${cpuSeconds.toFixed(2)} s of processors`,
    peakBytes !== undefined && `${Math.round(peakBytes / 2 ** 20)} MiB of memory`,
    storedBytes !== undefined && `${(storedBytes / 1e6).toFixed(1)} MB stored`,
  ]
  return `${round} ${tree}: ${work}, ${program}${variant === undefined ? '' : ` (${variant})`}: ${facts.filter(Boolean).join(', ')}`
}
