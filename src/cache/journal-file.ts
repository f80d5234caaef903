import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { decodeJournal, encodeJournal, withSource, type Journal, type JournalSource } from '../snapshot/journal.ts'
import type { Report } from './events.ts'

const journalName = 'journal'
const corruptName = 'corrupt-segments'

/**
 * What this machine remembers between the steps of a job: the journal, and the segments that a restore found corrupt.
 * It only ever saves work, so a file that is missing, unreadable or damaged is as good as none. Synchronous: two small files a command.
 */
export class Memory {
  readonly #directories: readonly string[]
  readonly #report: Report

  /** The first directory that can be written is used for writing; all are read. */
  constructor(directories: readonly string[], report: Report) {
    this.#directories = directories
    this.#report = report
  }

  journal(): Journal | undefined {
    for (const directory of this.#directories) {
      const bytes = readIfThere(join(directory, journalName))
      const journal = bytes && decodeJournal(bytes)
      if (journal !== undefined) return journal
    }
    return undefined
  }

  /** What `source` says of its mounts replaces what was known of them. */
  remember(source: JournalSource): void {
    this.#write(journalName, encodeJournal(withSource(this.journal(), source)))
  }

  /** Keys of segments that must be sent again though the store lists them. */
  corruptSegments(): ReadonlySet<string> {
    return new Set(this.#directories.flatMap(corruptIn))
  }

  rememberCorrupt(key: string): void {
    this.#write(corruptName, [...this.corruptSegments(), key].join('\n'))
  }

  /** After a rebuild has sent some of what was corrupt again. */
  forgetCorrupt(isReplaced: (key: string) => boolean): void {
    for (const directory of this.#directories) {
      const keys = corruptIn(directory)
      const left = keys.filter((key) => !isReplaced(key))
      if (left.length === keys.length) continue
      try {
        if (left.length > 0) writeAside(join(directory, corruptName), left.join('\n'))
        else rmSync(join(directory, corruptName), { force: true })
      } catch (error) {
        this.#report({ type: 'debug', message: `The next rebuild sends some segments once more than needed: ${messageOf(error)}` })
      }
    }
  }

  #write(name: string, content: Uint8Array | string): void {
    const failures: string[] = []
    for (const directory of this.#directories) {
      try {
        mkdirSync(directory, { recursive: true })
        // So that a journal in a workspace never shows in `git status`.
        writeFileSync(join(directory, '.gitignore'), '*\n')
        return writeAside(join(directory, name), content)
      } catch (error) {
        failures.push(messageOf(error))
      }
    }
    this.#report({ type: 'debug', message: `Nothing is remembered for the next command: ${failures.join('; ')}` })
  }
}

function corruptIn(directory: string): string[] {
  const bytes = readIfThere(join(directory, corruptName))
  return bytes === undefined ? [] : Buffer.from(bytes).toString().split('\n').filter(Boolean)
}

function writeAside(path: string, content: Uint8Array | string): void {
  const temporary = `${path}.${randomUUID()}`
  writeFileSync(temporary, content)
  renameSync(temporary, path)
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    // Not there or not readable: both mean that nothing is remembered.
    return undefined
  }
}
