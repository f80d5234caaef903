/** The branch of `main` or `refs/heads/main`; undefined for any other ref and for a detached `HEAD`. */
export function branchName(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || text === 'HEAD') return undefined
  return branchOfRef(text) ?? (text.startsWith('refs/') ? undefined : text)
}

export function branchOfRef(ref: string | undefined): string | undefined {
  return after('refs/heads/', ref)
}

export function tagOfRef(ref: string | undefined): string | undefined {
  return after('refs/tags/', ref)
}

/** `refs/pull/7/merge` on GitHub and its likes, `refs/merge-requests/7/head` on GitLab, `refs/pull-requests/7/from` on Bitbucket. */
export function pullRequestOfRef(ref: string | undefined): string | undefined {
  return /^refs\/(?:pull|merge-requests|pull-requests)\/(\d+)(?:\/|$)/.exec(ref ?? '')?.[1]
}

/** What follows a prefix, unless that is nothing. */
export function after(prefix: string, text: string | undefined): string | undefined {
  return text?.startsWith(prefix) && text.length > prefix.length ? text.slice(prefix.length) : undefined
}
