import { LarderError } from '../../errors.ts'

/** Where S3 keeps an object. */
export interface Address {
  readonly bucket: string
  readonly key: string
}

/** Between keys of the contract and what S3 calls bucket and key. */
export interface Addressing {
  addressOf(key: string): Address
  /** The bucket and prefix to list, and what its keys lack at their front to be keys of the contract. */
  listingOf(prefix: string): Address & { readonly front: string }
}

/**
 * With a bucket a key is taken as it is. Without one, as drone-s3-cache does, the first component of every key, lower-cased, is
 * the bucket: `Octo/Repo/main/archive.tar` is `Repo/main/archive.tar` in the bucket `octo`.
 */
export function addressing(bucket: string | undefined): Addressing {
  if (bucket === undefined) return firstComponentIsBucket
  return {
    addressOf: (key) => ({ bucket, key: checked(key) }),
    listingOf: (prefix) => ({ bucket, key: prefix, front: '' }),
  }
}

const firstComponentIsBucket: Addressing = {
  addressOf(key) {
    const { component, rest } = split(checked(key))
    return { bucket: component.toLowerCase(), key: rest }
  },
  listingOf(prefix) {
    const { component, rest } = split(prefix)
    return { bucket: checked(component).toLowerCase(), key: rest, front: `${component}/` }
  },
}

// Stores that keep objects as files follow `..` like a file system does: versitygw stores `a/../b` as `b`.
function checked(key: string): string {
  const isOdd = key.split('/').some((component) => component === '' || component === '.' || component === '..')
  if (isOdd) throw new LarderError('STORAGE_FAILED', `"${key}" cannot be the key of an object: a component of it is empty, "." or "..".`)
  return key
}

function split(key: string): { component: string; rest: string } {
  const slash = key.indexOf('/')
  if (slash < 1) throw notInABucket(key)
  return { component: key.slice(0, slash), rest: key.slice(slash + 1) }
}

function notInABucket(key: string): LarderError {
  return new LarderError('STORAGE_FAILED', `"${key}" names no bucket: without \`bucket\` the first component of a path is the bucket.`, {
    hint: 'Set `bucket`, or begin the path with the name of a bucket: `bucket/path`.',
  })
}
