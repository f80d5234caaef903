import { quoted, unsafe } from './failures.ts'

const slash = 0x2f
const dot = 0x2e

/**
 * The name of a member without what says nothing: `./` and `/` before it, `/` after it, doubled slashes. Empty for `./` itself.
 * Throws `ARCHIVE_UNSAFE` for a `..` or a zero byte: no honest cache has them, and the whole archive is refused.
 */
export function plainName(name: Buffer): Buffer {
  if (name.includes(0)) throw unsafe(`the name ${quoted(name)} has a zero byte`)
  if (isPlain(name)) return name
  const components: Buffer[] = []
  for (let start = 0; start <= name.length;) {
    const end = endOfComponent(name, start)
    const component = name.subarray(start, end)
    if (component.length === 2 && component[0] === dot && component[1] === dot) throw unsafe(`${quoted(name)} has a \`..\` in its name`)
    if (component.length > 0 && !(component.length === 1 && component[0] === dot)) components.push(component)
    start = end + 1
  }
  return Buffer.from(components.map((component) => component.toString('latin1')).join('/'), 'latin1')
}

/** True without any empty component and any that begins with two dots or is one; `.cache` is plain, `..cache` is looked at again. */
function isPlain(name: Buffer): boolean {
  let previous = slash
  for (let i = 0; i < name.length; i++) {
    const byte = name[i]!
    if (previous === slash) {
      const next = name[i + 1]
      if (byte === slash || (byte === dot && (next === undefined || next === slash || next === dot))) return false
    }
    previous = byte
  }
  return previous !== slash
}

function endOfComponent(name: Buffer, start: number): number {
  const end = name.indexOf(slash, start)
  return end === -1 ? name.length : end
}
