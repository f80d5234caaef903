import net from 'node:net'

type Environment = Readonly<Record<string, string | undefined>>

/** Proxies as agents of Node read them. */
export interface ProxySettings {
  readonly http_proxy?: string
  readonly https_proxy?: string
  readonly no_proxy?: string
}

/**
 * The proxies that the environment names for requests to `host`, undefined if there are none. Read as curl and Go do, so that what works
 * for other tools of a runner works here: a proxy may lack its scheme, an exception covers its subdomains and may be a network
 * (`10.0.0.0/8`), and this machine is never asked by a proxy.
 */
export function proxySettings(env: Environment, host: string | undefined): ProxySettings | undefined {
  const http = valueOf(env, 'http_proxy')
  const https = valueOf(env, 'https_proxy')
  const exceptions = valueOf(env, 'no_proxy')
  if ((http === undefined && https === undefined) || (host !== undefined && isLoopback(host))) return undefined
  return {
    ...(http === undefined ? {} : { http_proxy: withScheme(http) }),
    ...(https === undefined ? {} : { https_proxy: withScheme(https) }),
    ...(exceptions === undefined ? {} : { no_proxy: exceptions.split(',').flatMap(forNode).join(',') }),
  }
}

function valueOf(env: Environment, name: string): string | undefined {
  return env[name] || env[name.toUpperCase()] || undefined
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}

function withScheme(proxy: string): string {
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

// Node takes a bare name for that host alone, and knows ranges of addresses but no networks.
function forNode(exception: string): string[] {
  const name = exception.trim()
  const [network = '', bits] = name.split('/')
  if (bits !== undefined && net.isIPv4(network)) return [rangeOf(network, Number(bits))]
  const isBareName = name !== '' && name !== '*' && !name.startsWith('.') && !name.startsWith('*') && !net.isIP(name)
  return isBareName ? [name, `.${name}`] : [name]
}

function rangeOf(network: string, bits: number): string {
  const size = 2 ** (32 - bits)
  const address = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const first = Math.floor(address / size) * size
  return `${dotted(first)}-${dotted(first + size - 1)}`
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}
