import type { NodeHttpHandler } from '@smithy/node-http-handler'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'

import type { CredentialsConfig } from '../../inputs/config.ts'

/** What the requests for credentials themselves need. */
export interface CredentialTools {
  readonly region: string
  /** Sends requests to the token service by the same proxies and certificates as those to the store. */
  readonly requestHandler: NodeHttpHandler
}

/**
 * Gives credentials when the SDK asks for them, which it does again five minutes before they expire.
 * Every provider is loaded when it is chosen: the token service's client alone takes 30 ms.
 */
export function credentialProvider(config: CredentialsConfig, tools: CredentialTools): AwsCredentialIdentityProvider {
  switch (config.from) {
    case 'keys': {
      const { accessKey, secretKey, sessionToken } = config
      const keys = { accessKeyId: accessKey, secretAccessKey: secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
      return () => Promise.resolve(keys)
    }
    case 'file':
      return fromFile(config, tools)
    case 'role':
      return fromRole(config, tools)
    case 'anonymous':
      // Never used: requests without a signature need no key, but the SDK wants to have one.
      return () => Promise.resolve({ accessKeyId: 'anonymous', secretAccessKey: 'anonymous' })
    case 'chain':
      return fromChain(tools)
  }
}

type ConfigFrom<K extends CredentialsConfig['from']> = Extract<CredentialsConfig, { from: K }>

function fromFile(config: ConfigFrom<'file'>, tools: CredentialTools): AwsCredentialIdentityProvider {
  return async () => {
    const { fromIni } = await import('@aws-sdk/credential-provider-ini')
    const provide = fromIni({
      clientConfig: tools,
      // The SDK keeps what it has read for the life of the process, so a file with fresh keys would never be seen.
      ignoreCache: true,
      ...(config.file === undefined ? {} : { filepath: config.file }),
      ...(config.profile === undefined ? {} : { profile: config.profile }),
    })
    return provide()
  }
}

function fromRole(config: ConfigFrom<'role'>, tools: CredentialTools): AwsCredentialIdentityProvider {
  return config.tokenFile === undefined ? byAssumingRole(config, tools) : byWebIdentity(config, config.tokenFile, tools)
}

function byWebIdentity(config: ConfigFrom<'role'>, webIdentityTokenFile: string, tools: CredentialTools): AwsCredentialIdentityProvider {
  return async () => {
    const { fromTokenFile } = await import('@aws-sdk/credential-provider-web-identity')
    const provide = fromTokenFile({
      webIdentityTokenFile,
      roleArn: config.roleArn,
      roleSessionName: config.sessionName,
      clientConfig: tools,
    })
    return provide()
  }
}

function byAssumingRole(config: ConfigFrom<'role'>, tools: CredentialTools): AwsCredentialIdentityProvider {
  const base = credentialProvider(config.base, tools)
  return async (): Promise<AwsCredentialIdentity> => {
    const { getDefaultRoleAssumer } = await import('@aws-sdk/nested-clients/sts')
    const assume = getDefaultRoleAssumer(tools)
    return assume(await base(), {
      RoleArn: config.roleArn,
      RoleSessionName: config.sessionName,
      ...(config.externalId === undefined ? {} : { ExternalId: config.externalId }),
    })
  }
}

function fromChain(tools: CredentialTools): AwsCredentialIdentityProvider {
  return async () => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
    return defaultProvider({ clientConfig: tools })()
  }
}
