/** The first URL of every remote in a git configuration, by the remote's name, in the order of the file. Included files are not read. */
export function remoteUrls(config: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>()
  let remote: string | undefined
  for (const line of config.split('\n')) {
    const header = section.exec(line)?.groups
    if (header !== undefined) remote = header['name']?.toLowerCase() === 'remote' ? unescaped(header['subsection']) : undefined
    const url = urlValue.exec(line)?.[1]
    if (remote !== undefined && url && !urls.has(remote)) urls.set(remote, unquoted(url))
  }
  return urls
}

const section = /^\s*\[\s*(?<name>[\w.-]+)(?:\s+"(?<subsection>(?:[^"\\]|\\.)*)")?\s*\]/
const urlValue = /^\s*url\s*=\s*(.*?)\s*$/i

function unescaped(subsection: string | undefined): string | undefined {
  return subsection?.replace(/\\(.)/g, '$1')
}

/** A `#` or `;` begins a comment, except between quotes. */
function unquoted(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1]
  return quoted === undefined ? value.replace(/\s*[#;].*$/, '') : quoted.replace(/\\(.)/g, '$1')
}
