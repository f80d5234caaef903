import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ParsedAddress, S3Address } from './endpoint.ts'
import { amazon, parseEndpoint, placeIn } from './endpoint.ts'
import { flag } from './kinds.ts'

/** The one address of `store`. */
export type StoreAddress = { readonly directory: string } | ParsedAddress

/** `s3://bucket/prefix?region=&endpoint=&path-style=`, an `https://host/bucket` of the endpoint grammar, `file:///directory`, or a directory. */
export function parseStore(written: string, home: string, workspace: string): StoreAddress {
  if (written.startsWith('s3://')) return s3Store(written)
  if (written.startsWith('file:')) return fileStore(written)
  if (/^[./~]/.test(written) || isAbsolute(written)) return { directory: resolveDirectory(written, home, workspace) }
  return /^https?:/.test(written) ? withBucket(parseEndpoint(written)) : { wrong: expected }
}

const expected = 's3://bucket/prefix or file:///directory'

/** A directory as the user wrote it, where `~` is the home directory and relative ones start from the workspace. */
export function resolveDirectory(written: string, home: string, workspace: string): string {
  return /^~(?=\/|$)/.test(written) ? resolve(home, `.${written.slice(1)}`) : resolve(workspace, written)
}

function fileStore(written: string): StoreAddress {
  try {
    return { directory: fileURLToPath(written) }
  } catch {
    return { wrong: 'a directory such as file:///var/cache/larder' }
  }
}

function withBucket(parsed: ParsedAddress): ParsedAddress {
  return 'address' in parsed && parsed.address.bucket === undefined ? { wrong: 'an address with a bucket' } : parsed
}

function s3Store(written: string): ParsedAddress {
  const url = URL.parse(written)
  if (!url || url.hostname === '') return { wrong: expected }
  if (url.username !== '' || url.password !== '') return { wrong: 'an address without credentials in it; they have settings of their own' }
  const stranger = [...url.searchParams.keys()].find((name) => !parameters.includes(name))
  if (stranger !== undefined) return { wrong: `no other parameters than ${parameters.join(', ')}` }
  const place = placeIn(url.pathname)
  if ('wrong' in place) return place
  const server = serverOf(url.searchParams.get('endpoint'))
  if ('wrong' in server) return server
  return withParameters({ ...server.address, bucket: url.host, prefix: place.path }, url.searchParams)
}

const parameters = ['endpoint', 'region', 'path-style']

function serverOf(endpoint: string | null): ParsedAddress {
  if (!endpoint) return { address: { ...amazon, serverOpen: true } }
  const parsed = parseEndpoint(endpoint)
  if ('wrong' in parsed) return { wrong: `in its endpoint ${parsed.wrong}` }
  return parsed.address.bucket === undefined ? parsed : { wrong: 'an endpoint without a bucket' }
}

function withParameters(address: S3Address, query: URLSearchParams): ParsedAddress {
  const region = query.get('region') || address.region
  const pathStyle = query.get('path-style') || String(address.pathStyle)
  const asFlag = flag.parse(pathStyle, 'lines')
  if (asFlag === undefined) return { wrong: 'path-style to be true or false' }
  return { address: { ...address, ...(region && { region }), pathStyle: asFlag } }
}
