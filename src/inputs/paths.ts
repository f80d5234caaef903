const controlCharacters = /\p{Cc}/u

/**
 * A path as the user wrote it without empty and `.` components, so that it may begin and end with any number of slashes.
 * A text in `wrong` tells what was expected instead.
 */
export function cleanPath(written: string): { path: string } | { wrong: string } {
  const components = written.split('/').filter((component) => component !== '' && component !== '.')
  if (components.includes('..')) return { wrong: 'a path without ".." components' }
  if (components.some((component) => component.startsWith('.segments')))
    return { wrong: 'a path without components that begin with ".segments"' }
  if (written.includes('\\') || controlCharacters.test(written))
    return { wrong: 'a path separated by "/", without backslashes and control characters' }
  return { path: components.join('/') }
}

/** Paths one below the other, where any may be empty. */
export function joinPaths(...paths: readonly string[]): string {
  return paths.filter((path) => path !== '').join('/')
}

/** True for `path` itself and everything below it; whole components, so `owner/repo` does not hold `owner/repo2`. */
export function isAtOrBelow(path: string, inner: string): boolean {
  return path === '' || inner === path || inner.startsWith(`${path}/`)
}

/**
 * What the build says of itself (a branch may have almost any name) as path components that stay where they are put.
 * The names that people use stay as they are, since drone-s3-cache used them as they are.
 */
export function pathFromBuild(name: string): string {
  return name
    .split('/')
    .filter((component) => component !== '' && component !== '.')
    .map((component) =>
      component === '..' || component.startsWith('.segments') ? `%2E${encodeName(component.slice(1))}` : encodeName(component),
    )
    .join('/')
}

function encodeName(component: string): string {
  return component.toWellFormed().replaceAll(/[^\p{L}\p{M}\p{N} .,_+@=~!#$&'();-]/gu, encodeBytes)
}

/** `%` and two hex digits for each byte of UTF-8. */
export function encodeBytes(characters: string): string {
  return [...new TextEncoder().encode(characters)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
