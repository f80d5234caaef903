/** A header block, put together by hand from what the standard says. */
export interface Crafted {
  readonly name: string | Buffer
  /** One character. */
  readonly type?: string
  readonly mode?: number
  /** A number, or the bytes of the field. */
  readonly size?: number | Buffer
  readonly mtime?: number
  readonly link?: string | Buffer
  readonly prefix?: string
  /** `ustar` (the default), GNU's own, or the old format that has none. */
  readonly magic?: 'ustar' | 'gnu' | 'none'
  /** Instead of the right one. */
  readonly checksum?: number
}

export function block({
  name,
  type = '0',
  mode = 0o644,
  size = 0,
  mtime = 1_700_000_000,
  link = '',
  prefix = '',
  magic = 'ustar',
  checksum,
}: Crafted): Buffer {
  const bytes = Buffer.alloc(512)
  Buffer.from(name).copy(bytes, 0, 0, 100)
  bytes.write(octal(mode, 7), 100)
  bytes.write(octal(0, 7), 108)
  bytes.write(octal(0, 7), 116)
  if (typeof size === 'number') bytes.write(octal(size, 11), 124)
  else size.copy(bytes, 124, 0, 12)
  bytes.write(octal(mtime, 11), 136)
  bytes.write(type, 156, 'latin1')
  Buffer.from(link).copy(bytes, 157, 0, 100)
  if (magic !== 'none') bytes.write(magic === 'ustar' ? 'ustar\x0000' : 'ustar  \0', 257)
  bytes.write(prefix, 345)
  bytes.fill(' ', 148, 156)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${octal(checksum ?? sum, 6)}\0 `, 148)
  return bytes
}

/** A member: its block, then its content. */
export function member(crafted: Crafted, content: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([block({ size: bytes.length, ...crafted }), padded(bytes)])
}

export function file(name: string | Buffer, content = 'content'): Buffer {
  return member({ name }, content)
}

export function directory(name: string): Buffer {
  return member({ name: `${name}/`, type: '5', mode: 0o755 })
}

export function symlink(name: string, link: string): Buffer {
  return member({ name, type: '2', link, mode: 0o777 })
}

export function hardlink(name: string, link: string | Buffer): Buffer {
  return member({ name, type: '1', link })
}

/** A PAX header for the next member, or with `g` for all that follow. */
export function pax(records: Record<string, string | Buffer>, type: 'x' | 'g' = 'x'): Buffer {
  return rawPax(Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, Buffer.from(value)))), type)
}

export function rawPax(body: string | Buffer, type: 'x' | 'g' = 'x'): Buffer {
  return member({ name: 'pax', type }, body)
}

/** GNU's header for a long name (`L`) or link (`K`). */
export function long(type: 'L' | 'K', name: string | Buffer): Buffer {
  return member({ name: '././@LongLink', type, magic: 'gnu' }, Buffer.concat([Buffer.from(name), Buffer.alloc(1)]))
}

/** Members, then the two blocks of zeros. */
export function archive(...members: readonly Buffer[]): Buffer {
  return Buffer.concat([...members, Buffer.alloc(1024)])
}

export function larderMounts(mounts: readonly { name: unknown; anchor: unknown; path: unknown }[]): Buffer {
  return pax({ comment: `larder.mounts=${JSON.stringify(mounts)}` }, 'g')
}

export function base256(value: bigint): Buffer {
  const field = Buffer.alloc(12)
  const bits = value < 0n ? value + (1n << 96n) : value | (1n << 95n)
  for (let i = 0; i < 12; i++) field[11 - i] = Number((bits >> BigInt(8 * i)) & 0xffn)
  return field
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
}

function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')])
  for (let digits = 1; ; digits++) {
    const length = rest.length + digits
    if (String(length).length === digits) return Buffer.concat([Buffer.from(String(length)), rest])
  }
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
