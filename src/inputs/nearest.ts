import { distance } from 'fastest-levenshtein'

/** The name that somebody may have meant who mistyped it; undefined when none is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const mostEdits = written.length <= 4 ? 1 : 2
  const [best] = names
    .map((name) => ({ name, edits: distance(written, name) }))
    .filter(({ edits }) => edits > 0 && edits <= mostEdits)
    .sort((a, b) => a.edits - b.edits)
  return best?.name
}
