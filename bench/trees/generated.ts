import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'

const MiB = 2 ** 20

/** Two files of 700 MB; every second block of 64 KiB compresses to nearly nothing, the others not at all. */
export function makeLargeFiles(directory: string): void {
  mkdirSync(directory)
  const random = randomFrom(1)
  for (const name of ['one.img', 'two.img']) {
    const file = openSync(path.join(directory, name), 'wx')
    const block = new Uint8Array(MiB)
    for (let written = 0; written < 700 * MiB; written += MiB) {
      for (let start = 0; start < MiB; start += 128 * 1024) {
        const noise = new Uint32Array(block.buffer, start, 16 * 1024)
        for (let i = 0; i < noise.length; i++) noise[i] = random()
        block.fill(random() & 0xff, start + 64 * 1024, start + 128 * 1024)
      }
      writeSync(file, block)
    }
    closeSync(file)
  }
}

const words =
  'const return function import export default module require string number object value index length error result path name'.split(' ')

/** Source-like files of some hundred bytes each, a hundred to a directory and a hundred of those to the one above. */
export function makeSmallFiles(directory: string, count: number): void {
  const random = randomFrom(count)
  for (let i = 0; i < count; i++) {
    const parent = path.join(directory, String(Math.floor(i / 10_000)), String(Math.floor(i / 100) % 100))
    if (i % 100 === 0) mkdirSync(parent, { recursive: true })
    const length = 20 + (random() % 120)
    const text = Array.from({ length }, () => words[random() % words.length])
    writeFileSync(path.join(parent, `module-${i % 100}.js`), `${text.join(' ')}\n// ${random().toString(36)}${random().toString(36)}\n`)
  }
}

/** The same numbers of 32 bits for the same seed, everywhere (xorshift32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
}
