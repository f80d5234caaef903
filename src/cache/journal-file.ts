import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { decodeJournal, encodeJournal, withSource, type Journal, type JournalSource } from '../snapshot/journal.ts'
import type { Report } from './events.ts'

const journalName = 'journal'
const corruptName = 'corrupt-segments'

/**
 * What this machine remembers between the steps of a job: the journal, and the segments that a restore found corrupt.
 * It only ever saves work, so a file that is missing, unreadable or damaged is as good as none.
 */
export class Memory {
  readonly #directories: readonly string[]
  readonly #report: Report

  /** The first directory that can be written is used for writing; all are read. */
  constructor(directories: readonly string[], report: Report) {
    this.#directories = directories
    this.#report = report
  }

  async journal(): Promise<Journal | undefined> {
    for (const directory of this.#directories) {
      const bytes = await readIfThere(join(directory, journalName))
      const journal = bytes && decodeJournal(bytes)
      if (journal !== undefined) return journal
    }
    return undefined
  }

  /** What `source` says of its mounts replaces what was known of them. */
  async remember(source: JournalSource): Promise<void> {
    await this.#write(journalName, encodeJournal(withSource(await this.journal(), source)))
  }

  /** Keys of segments that must be sent again though the store lists them. */
  async corruptSegments(): Promise<ReadonlySet<string>> {
    const texts = await Promise.all(this.#directories.map((directory) => readIfThere(join(directory, corruptName))))
    return new Set(texts.flatMap((bytes) => (bytes === undefined ? [] : Buffer.from(bytes).toString().split('\n').filter(Boolean))))
  }

  async rememberCorrupt(key: string): Promise<void> {
    await this.#write(corruptName, [...(await this.corruptSegments()), key].join('\n'))
  }

  /** After a rebuild has sent what was corrupt again. */
  async forgetCorrupt(): Promise<void> {
    await Promise.all(this.#directories.map((directory) => rm(join(directory, corruptName), { force: true })))
  }

  async #write(name: string, content: Uint8Array | string): Promise<void> {
    const failures: string[] = []
    for (const directory of this.#directories) {
      try {
        await mkdir(directory, { recursive: true })
        // So that a journal in a workspace never shows in `git status`.
        await writeFile(join(directory, '.gitignore'), '*\n')
        const temporary = join(directory, `${name}.${randomUUID()}`)
        await writeFile(temporary, content)
        await rename(temporary, join(directory, name))
        return
      } catch (error) {
        failures.push(messageOf(error))
      }
    }
    this.#report({ type: 'debug', message: `No journal is kept, so the next rebuild reads every file: ${failures.join('; ')}` })
  }
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch {
    // Not there or not readable: both mean that nothing is remembered.
    return undefined
  }
}
