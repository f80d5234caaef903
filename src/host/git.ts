import { dirname, join, resolve } from 'node:path'
import type { BuildFiles } from './environment.ts'
import { remoteUrls } from './git-config.ts'
import { after, branchName, branchOfRef } from './refs.ts'
import { slugOfUrl, type Slug } from './slug.ts'

/** What a clone tells about itself. */
export interface GitFacts {
  readonly slug?: Slug | undefined
  readonly branch?: string | undefined
  readonly defaultBranch?: string | undefined
  readonly commit?: string | undefined
}

/**
 * Reads the repository that holds this directory, from its files: slim images have no git, and git refuses a clone that belongs to
 * another user. Undefined when there is none. Branches and commits are not found where refs are kept in a reftable.
 */
export function readGit(directory: string, files: BuildFiles): GitFacts | undefined {
  const repository = findRepository(directory, files)
  if (repository === undefined) return undefined
  const { remote, url } = mainRemote(repository)
  const commit = commitOf('HEAD', repository)
  const defaultBranch = defaultBranchOf(remote, repository)
  return {
    slug: slugOfUrl(url),
    branch: headBranch(repository) ?? (commit && onlyBranchAt(commit, remote, defaultBranch, repository)),
    defaultBranch,
    commit,
  }
}

interface Repository {
  /** A file of the git directory; of the shared one where a worktree has none of its own. */
  readonly readText: (name: string) => string | undefined
}

/** The nearest one from here upwards. A `.git` file (worktree, submodule) that leads nowhere ends the search, as it does in git. */
function findRepository(start: string, files: BuildFiles): Repository | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    const dotGit = join(directory, '.git')
    const link = files.readText(dotGit)
    const target = link === undefined ? dotGit : /^gitdir:[ \t]*(.+?)\s*$/.exec(link)?.[1]
    const gitDirectory = target === undefined ? undefined : resolve(directory, target)
    if (gitDirectory !== undefined && files.readText(join(gitDirectory, 'HEAD')) !== undefined) return openRepository(gitDirectory, files)
    if (link !== undefined || directory === dirname(directory)) return undefined
  }
}

function openRepository(gitDirectory: string, files: BuildFiles): Repository {
  const common = resolve(gitDirectory, files.readText(join(gitDirectory, 'commondir'))?.trim() || '.')
  return { readText: (name) => files.readText(join(gitDirectory, name)) ?? files.readText(join(common, name)) }
}

function mainRemote({ readText }: Repository): { remote: string; url: string | undefined } {
  const urls = remoteUrls(readText('config') ?? '')
  const remote = urls.has('origin') ? 'origin' : ([...urls.keys()][0] ?? 'origin')
  return { remote, url: urls.get(remote) }
}

function headBranch({ readText }: Repository): string | undefined {
  const branch = branchOfRef(symbolicTarget(readText('HEAD')))
  // What a repository with reftables writes there for tools that do not know them.
  return branch === '.invalid' ? undefined : branchName(branch)
}

/** The remote says; else, as most clones made for a build do not hold that, whichever usual name is there. */
function defaultBranchOf(remote: string, repository: Repository): string | undefined {
  const said = after(`refs/remotes/${remote}/`, symbolicTarget(repository.readText(`refs/remotes/${remote}/HEAD`)))
  return said ?? ['main', 'master'].find((name) => places(name, remote).some((ref) => commitOf(ref, repository) !== undefined))
}

function places(branch: string, remote: string): readonly string[] {
  return [`refs/remotes/${remote}/${branch}`, `refs/heads/${branch}`]
}

/** A build checks out a commit, not a branch. If just one branch of the remote ends there, that is the one. */
function onlyBranchAt(commit: string, remote: string, defaultBranch: string | undefined, repository: Repository): string | undefined {
  const branches = new Set(packedRefsAt(commit, repository).flatMap((ref) => after(`refs/remotes/${remote}/`, ref) ?? []))
  if (defaultBranch !== undefined) {
    const tip = commitOf(`refs/remotes/${remote}/${defaultBranch}`, repository)
    branches[tip === commit ? 'add' : 'delete'](defaultBranch)
  }
  branches.delete('HEAD')
  return branches.size === 1 ? [...branches][0] : undefined
}

const commitId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

function commitOf(ref: string, repository: Repository, depth = 0): string | undefined {
  const text = repository.readText(ref)?.trim()
  if (text === undefined) return packedCommit(ref, repository)
  if (commitId.test(text)) return text
  const target = symbolicTarget(text)
  // git follows five; a ref comes from a file and must not lead out of the git directory.
  return target === undefined || depth === 5 || !isInside(target) ? undefined : commitOf(target, repository, depth + 1)
}

function isInside(ref: string): boolean {
  return ref.startsWith('refs/') && !ref.split('/').includes('..')
}

function symbolicTarget(text: string | undefined): string | undefined {
  return /^ref:\s*(\S+)\s*$/.exec(text ?? '')?.[1]
}

// Found by search, without splitting: the file has a line for every ref, 50 MB in the largest repositories.
function packedCommit(ref: string, { readText }: Repository): string | undefined {
  const packed = `\n${readText('packed-refs') ?? ''}\n`
  const end = packed.indexOf(` ${ref}\n`)
  const commit = packed.slice(packed.lastIndexOf('\n', end) + 1, end)
  return end !== -1 && commitId.test(commit) ? commit : undefined
}

function packedRefsAt(commit: string, { readText }: Repository): string[] {
  return [...(readText('packed-refs') ?? '').matchAll(new RegExp(`^${commit} (refs/.+)$`, 'gm'))].map(([, ref]) => ref!)
}
