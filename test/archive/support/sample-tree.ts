import { chmodSync, linkSync, lutimesSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SampleOptions {
  /** Names that are no UTF-8. */
  readonly anyBytes: boolean
  /** Paths of more than 255 bytes and targets of more than 100. */
  readonly long: boolean
  /** Fractions of a second. */
  readonly fractions: boolean
  /** Times before 1970 and after 2242. */
  readonly farTimes: boolean
}

const base = 1_700_000_000
const longName = 'l'.repeat(200)
const longDirectory = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(120)}`

/** A tree with everything that a cache may hold, below `workspace/name`. */
export function makeSampleTree(workspace: string, name: string, { anyBytes, long, fractions, farTimes }: SampleOptions): void {
  const root = Buffer.from(join(workspace, name))
  const at = (path: string | Buffer): Buffer => Buffer.concat([root, Buffer.from('/'), Buffer.from(path)])
  // Text, because Node takes a negative number for now.
  const instant = (seconds: number): string => String(fractions ? seconds : Math.floor(seconds))
  const directory = (path: string | Buffer) => mkdirSync(at(path), { recursive: true })
  const file = (path: string | Buffer, content: string | Buffer, mode = 0o644, mtime = base + 0.125): void => {
    writeFileSync(at(path), content)
    chmodSync(at(path), mode)
    lutimesSync(at(path), base, instant(mtime))
  }

  mkdirSync(root, { recursive: true })
  for (const path of ['empty', 'bin', 'lib/deep/er', 'private', 'read-only', 'späß 日本']) directory(path)
  file('empty-file', '')
  for (const bytes of [1, 511, 512, 513]) file(`lib/${bytes}-bytes`, 'x'.repeat(bytes))
  file('lib/one-mebibyte', Buffer.alloc(2 ** 20, 'mebi'))
  file('lib/several-slices', Buffer.alloc(9 * 2 ** 20 + 7).fill('slices of a larger file, ', 8.5 * 2 ** 20))
  file('bin/run', '#!/bin/sh\n', 0o755)
  file('private/key', 'secret', 0o600)
  file('read-only/module.go', 'package module', 0o444)
  file('späß 日本/ñ', 'unicode')
  file('lib/-dash', 'dash')
  file('lib/new\nline', 'line')
  file(String.raw`lib/back\slash`, 'slash')
  file('lib/.hidden', 'hidden')
  file('lib/%41', 'percent')
  file('lib/npm', 'npm', 0o644, 499_162_500)
  file(`lib/${'n'.repeat(99)}`, '99')
  file(`lib/${'n'.repeat(100)}`, '100')
  const link = (target: string | Buffer, path: string): void => {
    symlinkSync(target, at(path))
    lutimesSync(at(path), base, instant(base + 77.25))
  }
  link('../lib/deep', 'bin/relative')
  link('/usr/bin/python3', 'bin/absolute')
  link('nowhere/at/all', 'bin/dangling')
  link('../../../../outside', 'bin/outside')
  linkSync(at('lib/513-bytes'), at('lib/deep/linked'))
  linkSync(at('lib/one-mebibyte'), at('lib/deep/linked-large'))
  linkSync(at('empty-file'), at('zz-linked-empty'))
  if (farTimes) {
    // Whole seconds: bsdtar 3.6 takes the fraction of a negative time the wrong way round.
    file('lib/before-1970', 'old', 0o644, -86_401)
    file('lib/after-2242', 'new', 0o644, 8_700_000_000)
  }
  if (long) {
    directory(longDirectory)
    file(`${longDirectory}/${longName}`, 'long')
    file(longName, 'long')
    link('t'.repeat(180), 'bin/long-target')
    link('u'.repeat(100), 'bin/target-of-100')
    link('v'.repeat(101), `${longDirectory}/${'s'.repeat(120)}`)
    linkSync(at(`${longDirectory}/${longName}`), at('zz-linked-long'))
  }
  if (anyBytes) {
    const bytes = Buffer.from([0xff, 0xfe, 0x2d, 0x80])
    file(bytes, 'bytes')
    linkSync(at(bytes), at('zz-linked-bytes'))
    link(bytes, 'zz-to-bytes')
    if (long) {
      const longBytes = Buffer.concat([bytes, Buffer.alloc(150, 0xe9)])
      file(longBytes, 'long bytes')
      link(longBytes, 'zz-to-long-bytes')
    }
  }
  stampDirectories(at, instant, long)
}

/** Last, and from the innermost out: what is made in a directory changes its time. */
function stampDirectories(at: (path: string) => Buffer, instant: (seconds: number) => string, long: boolean): void {
  chmodSync(at('private'), 0o700)
  chmodSync(at('read-only'), 0o555)
  const names = ['lib/deep/er', 'lib/deep', 'lib', 'bin', 'private', 'read-only', 'empty', 'späß 日本']
  if (long) for (let path = longDirectory; path.includes('/'); path = path.slice(0, path.lastIndexOf('/'))) names.push(path)
  if (long) names.push('d'.repeat(90))
  for (const [index, name] of names.entries()) lutimesSync(at(name), base, instant(base + 100 + index + 0.5))
  lutimesSync(at('.'), base, instant(base + 1000.75))
}
