import type { BuildFiles, Variables } from '../environment.ts'
import { whenSet, type Facts, type Host } from '../host.ts'
import { parseProperties } from '../properties.ts'
import { branchName } from '../refs.ts'
import { slugOfUrl } from '../slug.ts'

export const teamcity: Host = {
  id: 'teamcity',
  name: 'TeamCity',
  dialect: 'teamcity',
  isPresent: whenSet('TEAMCITY_VERSION'),
  describe,
}

/** TeamCity has few variables; the rest is in two files of properties, the second named by the first. */
function describe(env: Variables, files: BuildFiles): Facts {
  const build = readProperties(env('TEAMCITY_BUILD_PROPERTIES_FILE'), files)
  const configuration = readProperties(build('teamcity.configuration.properties.file'), files)
  const property = (name: string) => configuration(name) ?? build(name)
  const defaultBranch = branchName(property('vcsroot.branch'))
  const branch = property('teamcity.build.branch')
  return {
    slug: slugOfUrl(property('vcsroot.url')),
    branch: branch === '<default>' ? defaultBranch : branch,
    defaultBranch: property('teamcity.build.branch.is_default') === 'true' && branch !== '<default>' ? branch : defaultBranch,
    pullRequest: {
      number: property('teamcity.pullRequest.number'),
      source: property('teamcity.pullRequest.source.branch'),
      target: property('teamcity.pullRequest.target.branch'),
    },
    commit: env('BUILD_VCS_NUMBER'),
    workspace: property('teamcity.build.checkoutDir'),
    url: env('BUILD_URL'),
    // Emptied between builds.
    jobTemp: property('teamcity.build.tempDir'),
  }
}

function readProperties(path: string | undefined, files: BuildFiles): (name: string) => string | undefined {
  const properties = parseProperties(path === undefined ? undefined : files.readText(path))
  return (name) => properties.get(name) || undefined
}
