import type { Location } from '../../src/inputs/config.ts'
import { objectName } from '../../src/inputs/objects.ts'
import { ordinaryLocation, pullRequestLocation } from '../support/configs.ts'

const otherKey = { by: 'key', key: 'modules-1', format: 'snapshot' } as const

/** Where the jobs of two repositories keep their caches. */
export const places: readonly Location[] = [
  ordinaryLocation,
  { ...ordinaryLocation, object: otherKey },
  { ...ordinaryLocation, path: 'acme/shop/dev', fallbackPaths: ['acme/shop/main'] },
  pullRequestLocation,
  { ...pullRequestLocation, path: 'acme/shop/pull/8', domain: 'acme/shop/pull/8' },
  { ...ordinaryLocation, path: 'acme/shop2/main', domain: 'acme/shop2' },
]

export const flushPaths = ['', 'acme/shop', 'acme/shop', 'acme/shop2', 'acme/shop/pull/7', 'acme/shop/main']

/** The manifests that a restore may take, best first. */
export function manifestsOf({ path, fallbackPaths, object }: Location): string[] {
  return [path, ...fallbackPaths].map((place) => objectName(place, object))
}
