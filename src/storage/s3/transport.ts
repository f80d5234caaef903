import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'

import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { HttpHandlerOptions, RequestHandler } from '@smithy/types'

import { LarderError } from '../../errors.ts'
import type { S3Config } from '../../inputs/config.ts'
import type { OpenOptions } from '../open-options.ts'
import type { StoreClock } from './clock.ts'
import { proxySettings } from './proxies.ts'
import { ReadingAgent } from './reading-agent.ts'
import type { Tuning } from './tuning.ts'

type Request = Parameters<NodeHttpHandler['handle']>[0]
type Answer = Awaited<ReturnType<NodeHttpHandler['handle']>>

/** How requests reach the network. */
export interface Transport {
  /** For requests to the store; the clock sees their answers. */
  readonly toStore: RequestHandler<Request, Answer['response'], HttpHandlerOptions>
  /** For requests to token services. */
  readonly toTokenService: NodeHttpHandler
  close(): void
}

/** Connections that are kept and reused, trust what the settings trust, and go through the proxies of the environment. */
export function createTransport(config: S3Config, tuning: Tuning, clock: StoreClock, options: OpenOptions): Transport {
  const agents = createAgents(config, options)
  const patience = { ...agents, connectionTimeout: tuning.connectTimeout }
  // Without an idle timeout of the handler a server that stalls in the middle of a body hangs the request for ever.
  const prompt = new NodeHttpHandler({ ...patience, socketTimeout: tuning.idleTimeout })
  const patient = new NodeHttpHandler({ ...patience, socketTimeout: tuning.silentTimeout })
  return {
    toStore: {
      metadata: prompt.metadata,
      async handle(request, handlerOptions) {
        const handler = mayWorkInSilence(request) ? patient : prompt
        const answer = await handler.handle(request, handlerOptions)
        clock.observe(answer.response.headers['date'])
        return answer
      },
    },
    toTokenService: prompt,
    close() {
      agents.httpAgent.destroy()
      agents.httpsAgent.destroy()
    },
  }
}

// A server may copy all bytes of an object before it answers: Ceph and versitygw do, and say nothing meanwhile.
function mayWorkInSilence(request: Request): boolean {
  const isCopy = request.headers['x-amz-copy-source'] !== undefined
  const isCompletion = request.method === 'POST' && request.query['uploadId'] !== undefined
  return isCopy || isCompletion
}

interface Agents {
  readonly httpAgent: http.Agent
  readonly httpsAgent: https.Agent
}

function createAgents(config: S3Config, options: OpenOptions): Agents {
  const proxyEnv = proxySettings(options.env, config.endpoint === undefined ? undefined : new URL(config.endpoint).hostname)
  if (proxyEnv !== undefined && !agentsKnowProxies()) {
    options.warn('HTTP_PROXY and HTTPS_PROXY are not used: this version of Node does not know them; 22.21, 24.5 and later do.')
  }
  const shared = {
    keepAlive: true,
    // More than are ever in flight: a request that waits for a socket would use up its time while it waits.
    maxSockets: options.concurrency + 8,
    ...(proxyEnv === undefined ? {} : { proxyEnv: { ...proxyEnv } }),
  }
  try {
    return {
      httpAgent: proxyEnv === undefined ? new ReadingAgent(shared) : new http.Agent(shared),
      httpsAgent: new https.Agent({ ...shared, ...trustOf(config, options) }),
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_PROXY_INVALID_CONFIG') throw cause
    // Without the cause: its message repeats the address, which may hold a password.
    throw new LarderError('STORAGE_UNREACHABLE', 'HTTP_PROXY or HTTPS_PROXY is not the address of a proxy.', {
      hint: 'Write it as http://host:port, or unset it.',
    })
  }
}

function trustOf(config: S3Config, options: OpenOptions): https.AgentOptions {
  if (config.skipVerify) {
    options.warn('The certificate of the store is not checked (`skip-verify`): anybody on the way can read and change the cache.')
    return { rejectUnauthorized: false }
  }
  // 80 ms that a server without TLS need not wait for.
  if (config.caCertificate === undefined || config.endpoint?.startsWith('http:') === true) return {}
  // `ca` replaces the list that Node trusts, so that list is given with it; read once, not for every connection anew.
  return { secureContext: tls.createSecureContext({ ca: [...tls.getCACertificates('default'), config.caCertificate] }) }
}

// Versions that do not know `proxyEnv` ignore it without a word; those that do refuse what is no address.
function agentsKnowProxies(): boolean {
  try {
    new http.Agent({ proxyEnv: { http_proxy: 'http://[' } }).destroy()
    return false
  } catch {
    return true
  }
}
