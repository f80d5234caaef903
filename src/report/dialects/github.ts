import type { Dialect, DialectTools, GithubTools } from './dialect.ts'
import { plain } from './plain.ts'

/**
 * GitHub Actions, Gitea and Forgejo. Warnings and notices are annotations (10 of each kind per step); an outcome never is,
 * for an ordinary miss is no reason to alarm anybody.
 */
export function github(tools: DialectTools): Dialect {
  const core = tools.github ?? workflowCommands(tools.write)
  return {
    ...plain(tools),
    open: ({ title }) => core.startGroup(title),
    close: () => core.endGroup(),
    notice: (block) => core.notice(block.join('\n')),
    warning: (block) => core.warning(block.join('\n')),
    error: (block) => core.error(block.join('\n')),
  }
}

/** What @actions/core does, for the command line on a GitHub runner. */
function workflowCommands(write: (text: string) => void): GithubTools {
  const command = (name: string, data = '') => write(`::${name}::${escapeData(data)}\n`)
  return {
    startGroup: (name) => command('group', name),
    endGroup: () => command('endgroup'),
    notice: (message) => command('notice', message),
    warning: (message) => command('warning', message),
    error: (message) => command('error', message),
  }
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
