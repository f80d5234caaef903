import { isIP } from 'node:net'
import { cleanPath } from './paths.ts'

/** What the address of an S3 server tells; what it leaves open is undefined. */
export interface S3Address {
  /** Amazon S3 by one of its names, even where `endpoint` keeps that name (a VPC endpoint). */
  readonly amazon: boolean
  /** Undefined = Amazon S3 in `region`. With a scheme, without a path. */
  readonly endpoint?: string
  readonly region?: string
  readonly bucket?: string
  /** A path below the bucket; empty when there is none. */
  readonly prefix: string
  readonly pathStyle: boolean
  readonly dualStack: boolean
  readonly accelerate: boolean
  /** Names a bucket and leaves open which server has it. */
  readonly serverOpen?: true
  /** The scheme that was put before an address that had none. */
  readonly guessedScheme?: 'http' | 'https'
}

/** In `wrong`, what was expected instead. */
export type ParsedAddress = { readonly address: S3Address } | { readonly wrong: string }

export const amazon: S3Address = { amazon: true, prefix: '', pathStyle: false, dualStack: false, accelerate: false }

/** Reads every form that some version of drone-s3-cache knew, and those it refused: `host:port`, `http(s)://host/bucket/prefix`, `s3://bucket/prefix`, all names of Amazon S3. */
export function parseEndpoint(written: string): ParsedAddress {
  const guessedScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? undefined : guessScheme(written)
  const url = URL.parse(guessedScheme ? `${guessedScheme}://${written}` : written)
  if (!url || url.hostname === '') return { wrong: 'an address such as https://host, https://host/bucket or s3://bucket/prefix' }
  if (url.username !== '' || url.password !== '') return { wrong: 'an address without credentials in it; they have settings of their own' }
  if (url.search !== '' || url.hash !== '') return { wrong: 'an address without "?" and "#"' }
  const place = placeIn(url.pathname)
  if ('wrong' in place) return place
  switch (url.protocol) {
    case 's3:':
      return parsed({ ...amazon, serverOpen: true, bucket: url.host, prefix: place.path })
    case 'http:':
    case 'https:':
      return webAddress(url, place.path, guessedScheme)
    default:
      return { wrong: 'an address that begins with https://, http:// or s3://' }
  }
}

function parsed(address: S3Address): ParsedAddress {
  return { address }
}

/** A server in the own network, named by one word or by number, seldom has a certificate. */
function guessScheme(written: string): 'http' | 'https' {
  const [authority = ''] = written.split('/')
  const host = authority.replace(/:\d+$/, '')
  return isIP(host.replaceAll(/[[\]]/g, '')) || !host.includes('.') ? 'http' : 'https'
}

/** The decoded path of an address. */
export function placeIn(pathname: string): { path: string } | { wrong: string } {
  try {
    return cleanPath(decodeURIComponent(pathname))
  } catch {
    return { wrong: 'an address with well-formed % codes' }
  }
}

function webAddress(url: URL, path: string, guessedScheme: 'http' | 'https' | undefined): ParsedAddress {
  const website = websiteHost.exec(url.hostname)?.groups
  if (website) return { wrong: `the address of S3 and not that of a website it serves: https://s3.${website['region']}.amazonaws.com` }
  const known = amazonAddress(url.hostname)
  if (known) {
    // A host name that begins with a bucket leaves the whole path to the prefix.
    return parsed(known.bucket === undefined ? { ...known, ...bucketAndPrefix(path) } : { ...known, prefix: path })
  }
  return parsed({
    amazon: false,
    endpoint: `${url.protocol}//${url.host}`,
    ...bucketAndPrefix(path),
    pathStyle: !takesBucketsInHostNames(url.hostname),
    dualStack: false,
    accelerate: false,
    ...(guessedScheme && { guessedScheme }),
  })
}

function bucketAndPrefix(path: string): { bucket?: string; prefix: string } {
  const [bucket, ...rest] = path.split('/')
  return bucket ? { bucket, prefix: rest.join('/') } : { prefix: '' }
}

/** Alibaba Cloud refuses buckets in paths; minio-go makes the same exception. */
function takesBucketsInHostNames(host: string): boolean {
  return host.endsWith('.aliyuncs.com')
}

const amazonDomain = /\.amazonaws\.(?:com|com\.cn|eu)$/
const region = String.raw`(?<region>[a-z]{2,}(?:-[a-z]+)+-\d+)`
/** `s3.eu-west-1`, `s3-eu-west-1`, `s3.dualstack.eu-west-1`, `s3-fips.us-gov-west-1`, `s3-accelerate`, `s3-external-1`, each perhaps after a bucket. */
const s3Host = new RegExp(
  String.raw`^(?:(?<bucket>.+)\.)?s3(?<variant>-accelerate|-fips|-external-1)?(?<dualStack>\.dualstack)?(?:[.-]${region})?$`,
)
/** `bucket.s3-website-us-east-1.amazonaws.com`, or with a dot in newer regions: takes no signed requests. */
const websiteHost = new RegExp(String.raw`(?:^|\.)s3-website[.-]${region}\.amazonaws\.com`)
/** `bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce`, where the word "bucket" is part of the name, perhaps after a bucket. */
const vpcHost = new RegExp(String.raw`^(?:(?<bucket>.+)\.(?=bucket\.))?(?<host>(?:bucket\.)?vpce-[^.]+\.s3\.${region}\.vpce)$`)

function amazonAddress(host: string): S3Address | undefined {
  const domain = amazonDomain.exec(host)?.[0]
  if (domain === undefined) return undefined
  const name = host.slice(0, -domain.length)
  return plainAmazon(s3Host.exec(name)?.groups, domain) ?? vpcEndpoint(vpcHost.exec(name)?.groups, domain) ?? otherAmazon(host)
}

type Groups = Readonly<Record<string, string | undefined>> | undefined

function plainAmazon(groups: Groups, domain: string): S3Address | undefined {
  if (!groups) return undefined
  const { bucket, variant, region: named, dualStack } = groups
  const fips = variant === '-fips'
  const found = variant === '-external-1' ? 'us-east-1' : named
  return {
    ...amazon,
    // The SDK finds every host from the region except those that it must be told to prefer.
    ...(fips && { endpoint: `https://s3-fips${dualStack ?? ''}${named ? `.${named}` : ''}${domain}` }),
    ...(found && { region: found }),
    ...(bucket && { bucket }),
    dualStack: dualStack !== undefined && !fips,
    accelerate: variant === '-accelerate',
  }
}

function vpcEndpoint(groups: Groups, domain: string): S3Address | undefined {
  if (!groups) return undefined
  const { bucket, host, region: named } = groups
  return { ...amazon, endpoint: `https://${host}${domain}`, ...(named && { region: named }), ...(bucket && { bucket }), pathStyle: true }
}

/** A kind of endpoint we do not know is taken by its word. */
function otherAmazon(host: string): S3Address {
  const named = new RegExp(String.raw`\.${region}\.`).exec(host)?.groups?.['region']
  return { ...amazon, endpoint: `https://${host}`, ...(named && { region: named }), pathStyle: true }
}
