// Everything besides the tests that must hold before a change is committed: the `check:` scripts of package.json, all or those named.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> }
const prefix = 'check:'
const checks = Object.keys(scripts).filter((script) => script.startsWith(prefix))
const asked = process.argv.slice(2).map((name) => prefix + name)
const unknown = asked.filter((script) => !checks.includes(script))
if (unknown.length > 0) throw new Error(`package.json has no script ${unknown.join(', ')}. It has ${checks.join(', ')}.`)

// One after another: most of them use all cores, and their words would mix.
let failed = 0
for (const script of asked.length === 0 ? checks : asked) failed += (await passes(script)) ? 0 : 1
process.exitCode = failed === 0 ? 0 : 1

async function passes(script: string): Promise<boolean> {
  const begun = performance.now()
  const { code, output } = await run(scripts[script]!)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${script} (${seconds} s)`)
  if (code !== 0) console.log(`\n${output.trim()}\n\nThat was: ${scripts[script]}\n`)
  return code === 0
}

async function run(command: string): Promise<{ code: number; output: string }> {
  const child = spawn('sh', ['-c', `${command} 2>&1`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>])
  return { code: code ?? 1, output }
}
