import type { Host } from './host.ts'
import { drone, harness, woodpecker } from './hosts/drone.ts'
import { forgejo, gitea, github } from './hosts/github.ts'
import { gitlab } from './hosts/gitlab.ts'
import { azure, bitbucket, codebuild } from './hosts/platforms.ts'
import { buildkite, jenkins, screwdriver } from './hosts/servers.ts'
import { appveyor, bitrise, buddy, circleci, cirrus, codefresh, semaphore, travis } from './hosts/services.ts'
import { teamcity } from './hosts/teamcity.ts'

/**
 * Every host we know, the first that is present wins. The order matters where one passes for another: Woodpecker sets DRONE_*,
 * Harness DRONE, and Forgejo and Gitea set GITHUB_ACTIONS.
 */
export const hosts: readonly Host[] = [
  woodpecker,
  harness,
  drone,
  forgejo,
  gitea,
  github,
  gitlab,
  circleci,
  jenkins,
  buildkite,
  travis,
  azure,
  bitbucket,
  teamcity,
  appveyor,
  semaphore,
  cirrus,
  codebuild,
  bitrise,
  codefresh,
  buddy,
  screwdriver,
]
