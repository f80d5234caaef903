import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What all files of one test run share, in a directory of its own: which requirements were missing, and the servers that run.
 * Vitest calls it before the first file, and what it returns after the last.
 */
export default function beginTestRun(): () => Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'larder-'))
  mkdirSync(path.join(directory, guardians))
  // Inherited by the processes that run the test files.
  process.env['LARDER_TEST_RUN'] = directory
  process.env['LARDER_TEST_RUN_PID'] = String(process.pid)
  return async () => {
    await endServers(directory)
    sayWhatWasSkipped(directory)
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

const guardians = 'guardians'

/** The directory of this run. */
export function testRunDirectory(): string {
  const directory = process.env['LARDER_TEST_RUN']
  if (directory === undefined) throw new Error('test/support/test-run.ts is not a globalSetup of vitest.config.ts')
  return directory
}

/** The process that ends when this run does, even if it crashes. */
export function testRunProcess(): number {
  return Number(process.env['LARDER_TEST_RUN_PID'])
}

/** One line for each requirement that was missing; a line may come more than once. */
export function skippedFile(): string {
  return path.join(testRunDirectory(), 'skipped')
}

/** Is there once all servers have to end. */
export function overFile(directory: string = testRunDirectory()): string {
  return path.join(directory, 'over')
}

/** Holds a file for each guardian that runs. */
export function guardiansDirectory(directory: string = testRunDirectory()): string {
  return path.join(directory, guardians)
}

async function endServers(directory: string): Promise<void> {
  writeFileSync(overFile(directory), '')
  for (let tries = 0; tries < 200 && readdirSync(guardiansDirectory(directory)).length > 0; tries++) await sleep(50)
}

function sayWhatWasSkipped(directory: string): void {
  const file = path.join(directory, 'skipped')
  if (!existsSync(file)) return
  const lines = new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))
  console.log('\nTests were skipped because these are missing:')
  for (const line of [...lines].sort()) console.log(`  ${line}`)
}
