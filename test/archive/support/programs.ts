import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TarFormat } from '../../../src/archive/compression.ts'
import { pathOfProgram, type Requirement } from '../../support/requirements.ts'
import { testRunDirectory } from '../../support/test-run.ts'
import type { SampleOptions } from './sample-tree.ts'

/** A program that reads or writes archives, and what it cannot do. */
export interface ArchiveProgram {
  readonly name: string
  readonly needs: readonly Requirement[]
  readonly formats: readonly TarFormat[]
  /** Unpacks into a directory. */
  readonly read?: (archive: string, into: string, env?: Record<string, string>) => void
  /** Packs `tree` of a directory. */
  readonly write?: (archive: string, workspace: string) => void
  readonly sample: SampleOptions
  /** Does not keep the times of symbolic links. */
  readonly dropsLinkTimes?: true
  /** Does not keep modes and times of directories. */
  readonly dropsDirectories?: true
  /** Makes two files of two hard links. */
  readonly dropsHardLinks?: true
}

const everything: SampleOptions = { anyBytes: true, long: true, fractions: true, farTimes: true }
const seconds: SampleOptions = { ...everything, fractions: false }
const ustarOnly: SampleOptions = { anyBytes: true, long: false, fractions: false, farTimes: false }
const all: readonly TarFormat[] = ['tar', 'tar.gz', 'tar.zst']
const plainAndGzip: readonly TarFormat[] = ['tar', 'tar.gz']

export const readers: readonly ArchiveProgram[] = [
  {
    name: 'GNU tar',
    needs: ['gnu-tar', 'zstd', 'gzip'],
    formats: all,
    sample: everything,
    read: (archive, into, env) => run('tar', ['-xpf', archive, '--warning=no-timestamp', '-C', into], into, env),
  },
  {
    name: 'bsdtar',
    needs: ['bsdtar'],
    formats: all,
    sample: everything,
    read: (archive, into, env) => run('bsdtar', ['-xpf', archive, '-C', into], into, env),
  },
  {
    name: "Python's tarfile",
    needs: ['python3', 'zstd'],
    formats: all,
    sample: everything,
    dropsLinkTimes: true,
    read: (archive, into, env) => run('python3', ['-c', pythonRead, withoutZstd(archive), into], into, env),
  },
  {
    name: "Go's archive/tar, as in drone-s3-cache",
    needs: ['go'],
    formats: plainAndGzip,
    sample: everything,
    dropsDirectories: true,
    dropsLinkTimes: true,
    read: (archive, into, env) => run(goProgram(), ['read', archive], into, env),
  },
]

export const writers: readonly ArchiveProgram[] = [
  ...(['gnu', 'posix', 'oldgnu', 'ustar'] as const).map((format) => ({
    name: `GNU tar --format=${format}`,
    needs: ['gnu-tar', 'zstd', 'gzip'] as const,
    formats: all,
    sample: { gnu: seconds, posix: everything, oldgnu: seconds, ustar: ustarOnly }[format],
    write: gnuTar(format),
  })),
  ...(['pax', 'ustar', 'gnutar'] as const).map((format) => ({
    name: `bsdtar --format=${format}`,
    needs: ['bsdtar'] as const,
    formats: all,
    sample: { pax: everything, ustar: ustarOnly, gnutar: { ...seconds, farTimes: false } }[format],
    write: (archive: string, workspace: string) =>
      void runAloud('bsdtar', ['-c', ...bsdtarFilter(archive), '-f', archive, '--format', format, '-C', workspace, 'tree'], workspace),
  })),
  ...(['PAX', 'GNU', 'USTAR'] as const).map((format) => ({
    name: `Python's tarfile, ${format}_FORMAT`,
    needs: ['python3'] as const,
    formats: plainAndGzip,
    sample: { PAX: everything, GNU: seconds, USTAR: ustarOnly }[format],
    write: (archive: string, workspace: string) => run('python3', ['-c', pythonWrite, archive, format], workspace),
  })),
  {
    name: "Go's archive/tar, as in drone-s3-cache",
    needs: ['go'],
    formats: plainAndGzip,
    sample: seconds,
    dropsHardLinks: true,
    write: (archive, workspace) => run(goProgram(), ['write', archive, 'tree'], workspace),
  },
]

/** Not -a, which chooses the format of the archive too. */
function bsdtarFilter(archive: string): string[] {
  if (archive.endsWith('.gz')) return ['--gzip']
  return archive.endsWith('.zst') ? ['--zstd'] : []
}

function gnuTar(format: string) {
  return (archive: string, workspace: string): void => {
    run('tar', ['-caf', archive, `--format=${format}`, '-C', workspace, 'tree'], workspace)
  }
}

const pythonRead = `
import sys, tarfile, warnings
warnings.simplefilter('error')
options = {'filter': 'fully_trusted'} if hasattr(tarfile, 'fully_trusted_filter') else {}
with tarfile.open(sys.argv[1]) as archive:
    archive.extractall(sys.argv[2], **options)
`
const pythonWrite = `
import sys, tarfile
mode = 'w:gz' if sys.argv[1].endswith('gz') else 'w'
with tarfile.open(sys.argv[1], mode, format=getattr(tarfile, sys.argv[2] + '_FORMAT')) as archive:
    archive.add('tree')
`

/** Fails on any word of warning too. */
export function run(program: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  const { stdout, stderr } = runAloud(program, args, cwd, env)
  if (stderr !== '') throw new Error(`${program} ${args.join(' ')} said: ${stderr}`)
  return stdout
}

/** bsdtar warns of names that are no UTF-8, and writes them. */
function runAloud(program: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return { stdout, stderr }
}

/** Python reads zstd from 3.14 on. */
function withoutZstd(archive: string): string {
  if (!archive.endsWith('.zst')) return archive
  const plain = archive.slice(0, -4)
  if (!existsSync(plain)) run('zstd', ['-dq', archive, '-o', plain], path.dirname(archive))
  return plain
}

/** The program in test/archive/go, built once in a test run. */
export function goProgram(): string {
  const program = path.join(testRunDirectory(), 'go-archive')
  if (existsSync(program)) return program
  const made = `${program}-${process.pid}`
  execFileSync(pathOfProgram('go'), ['build', '-o', made, '.'], { cwd: fileURLToPath(new URL('../go', import.meta.url)) })
  renameSync(made, program)
  return program
}
