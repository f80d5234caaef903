/** Where a repository lives on its forge, verbatim. */
export interface Slug {
  /** `octo`, or `group/sub` on forges with nested groups. */
  readonly owner: string
  readonly repo: string
}

/** Splits `octo/app` or `group/sub/app`; a name without an owner is no slug. */
export function slugOf(text: string | undefined): Slug | undefined {
  const split = text?.lastIndexOf('/') ?? -1
  return split === -1 ? undefined : slugFrom(text!.slice(0, split), text!.slice(split + 1))
}

export function slugFrom(owner: string | undefined, repo: string | undefined): Slug | undefined {
  return owner && repo ? { owner, repo } : undefined
}

/**
 * Reads the slug out of a clone URL: `git@host:o/r.git`, `ssh://git@host:22/o/r`, `https://user:secret@host/o/r.git/`, and Azure's
 * `https://dev.azure.com/org/project/_git/repo`. Credentials are dropped. A path on disk names no owner and gives undefined.
 */
export function slugOfUrl(url: string | undefined): Slug | undefined {
  const { host, path } = hostAndPath(url ?? '') ?? {}
  if (host === undefined || path === undefined) return undefined
  const components = path
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter((component) => component !== '' && component !== '_git')
  return slugOf([...azureOrganisation(host), ...withoutAzureVersion(host, components)].join('/').replace(/\.git$/, ''))
}

/** True when both are known and not the same repository; forges do not tell upper from lower case. */
export function isOtherRepository(one: string | undefined, other: string | undefined): boolean | undefined {
  return one === undefined || other === undefined ? undefined : one.toLowerCase() !== other.toLowerCase()
}

export function slugText(slug: Slug | undefined): string | undefined {
  return slug && `${slug.owner}/${slug.repo}`
}

// A scheme's authority may hold a password with an `@` in it: the last one before the path ends the credentials.
const withScheme = /^(?:https?|ssh|git|git\+ssh|git\+https):\/\/(?:[^/]*@)?(?<host>[^/]*)\/(?<path>.*)$/is
// Two letters at least, or `C:\app` would be a host.
const likeScp = /^(?:[^/@:]+@)?(?<host>[^/@:]{2,}):(?!\/\/)(?<path>.+)$/s

function hostAndPath(url: string): { host?: string; path?: string } | undefined {
  return (withScheme.exec(url) ?? likeScp.exec(url))?.groups
}

/** `https://org.visualstudio.com/project/_git/repo` is the older name of `https://dev.azure.com/org/project/_git/repo`. */
function azureOrganisation(host: string): string[] {
  const organisation = /^([^.]+)\.visualstudio\.com$/i.exec(host)?.[1]
  return organisation === undefined || organisation === 'vs-ssh' ? [] : [organisation]
}

/** `git@ssh.dev.azure.com:v3/org/project/repo` carries a protocol version in front. */
function withoutAzureVersion(host: string, components: readonly string[]): readonly string[] {
  return /^(?:ssh\.dev\.azure\.com|vs-ssh\.visualstudio\.com)$/i.test(host) && components[0] === 'v3' ? components.slice(1) : components
}
