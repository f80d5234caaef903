import { join, resolve } from 'node:path'
import type { Build } from './build.ts'
import { variables, type BuildFiles, type Environment } from './environment.ts'
import { readGit, type GitFacts } from './git.ts'
import type { Facts, Host } from './host.ts'
import { hosts } from './hosts.ts'
import { branchName, branchOfRef, pullRequestOfRef, tagOfRef } from './refs.ts'
import { findVendor, type Vendor } from './vendors.ts'

/**
 * Finds out which host runs us and what it says about the build; the `.git` directory tells what the host leaves out.
 * Names are given as they come, and may be a stranger's choice. Never throws: what cannot be read or understood is absent.
 */
export function detectBuild(env: Environment, files: BuildFiles): Build {
  const read = variables(env)
  const host = hosts.find(({ isPresent }) => isPresent(read)) ?? unlisted(findVendor(env))
  const facts = host.describe(read, files)
  const workspace = absoluteWorkspace(facts.workspace, read('HOME', 'USERPROFILE'), files.cwd)
  const source = sourceOf(facts)
  const git: GitFacts = isComplete(facts, source) ? {} : (readGit(workspace, files) ?? readGit(files.cwd, files) ?? {})
  return withoutUndefined({
    host: host.id,
    hostName: host.name,
    dialect: host.dialect,
    ...(facts.slug ?? git.slug),
    ...source,
    branch: source.branch ?? (isPlain(source) ? git.branch : undefined),
    defaultBranch: branchName(facts.defaultBranch) ?? git.defaultBranch,
    commit: facts.commit ?? git.commit,
    workspace,
    url: /^https?:\/\//.test(facts.url ?? '') ? facts.url : undefined,
    // Shared by all jobs of a machine, so it ends with none of them.
    jobTemp: facts.jobTemp === '/tmp' ? undefined : facts.jobTemp,
    jobStatus: facts.jobStatus,
    access: facts.access ?? 'read-write',
  })
}

/** A host without a row: another CI, or a person at a terminal. */
function unlisted(vendor: Vendor | undefined): Host {
  if (vendor === undefined) return { id: 'terminal', name: 'Terminal', dialect: 'terminal', isPresent: () => true, describe: () => ({}) }
  const { id, name, pullRequest } = vendor
  // Without a number a pull request has no place of its own, and must not write where branches read.
  const access = pullRequest !== undefined && pullRequest.number === undefined ? 'read' : undefined
  return { id, name, dialect: 'plain', isPresent: () => true, describe: () => ({ pullRequest, access }) }
}

type Source = { readonly [Name in 'branch' | 'tag' | 'pullRequest']: Build[Name] | undefined }

/** A build is of a pull request, or of a tag, or of a branch, and hosts often set the variables of several. */
function sourceOf(facts: Facts): Source {
  const pullRequest = pullRequestOf(facts)
  if (pullRequest !== undefined) return { pullRequest, tag: undefined, branch: branchName(facts.pullRequest?.source) }
  const tag = facts.tag ?? tagOfRef(facts.ref) ?? tagOfRef(facts.branch)
  if (tag !== undefined) return { pullRequest, tag, branch: undefined }
  return { pullRequest, tag, branch: branchName(facts.branch) ?? branchOfRef(facts.ref) }
}

function isPlain({ tag, pullRequest }: Source): boolean {
  return tag === undefined && pullRequest === undefined
}

function pullRequestOf({ pullRequest, ref, branch }: Facts): Build['pullRequest'] {
  const told = pullRequest?.number
  const number = told === '0' || told === 'false' ? undefined : (told ?? pullRequestOfRef(ref) ?? pullRequestOfRef(branch))
  if (number === undefined) return undefined
  return withoutUndefined({ number, target: branchName(pullRequest?.target), fork: pullRequest?.fork })
}

function absoluteWorkspace(told: string | undefined, home: string | undefined, cwd: string): string {
  if (told === undefined) return cwd
  const rest = /^~(?:[/\\](.*))?$/s.exec(told)
  if (rest === null) return resolve(cwd, told)
  return home === undefined ? cwd : resolve(cwd, join(home, rest[1] ?? ''))
}

function isComplete({ slug, defaultBranch, commit }: Facts, source: Source): boolean {
  const hasBranch = source.branch !== undefined || !isPlain(source)
  return slug !== undefined && defaultBranch !== undefined && commit !== undefined && hasBranch
}

type WithoutUndefined<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>
}

function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as WithoutUndefined<T>
}
