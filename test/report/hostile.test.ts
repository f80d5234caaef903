import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { CacheEvent } from '../../src/cache/events.ts'
import { LarderError } from '../../src/errors.ts'
import type { LogDialect } from '../../src/host/build.ts'
import { dialects } from '../../src/report/dialects/dialects.ts'
import { neutral } from '../../src/report/neutral.ts'
import { flushed, fallback, openLog } from './recorded.ts'

const allDialects = Object.keys(dialects) as LogDialect[]

test.each([
  ['::set-output name=x::y', ': :set-output name=x::y'],
  ['  ::add-mask::x', '  : :add-mask::x'],
  ['\u00a0::error::x', '\u00a0: :error::x'],
  ['a ##[add-mask]x', 'a # #[add-mask]x'],
  ['a ##vso[task.setvariable variable=x]y', 'a # #vso[task.setvariable variable=x]y'],
  ['###vso[task.x]', '## #vso[task.x]'],
  ["##teamcity[buildStop comment='x']", "# #teamcity[buildStop comment='x']"],
  ['--- group', '- -- group'],
  ['+++ group', '+ ++ group'],
  ['~~~ group', '~ ~~ group'],
  ['^^^ +++', '^ ^^ +++'],
  ['travis_fold:start:x', 'travis_fold :start:x'],
  ['section_end:1:x', 'section_end :1:x'],
  ['a\nb\rc\td', String.raw`a\nb\rc d`],
  ['\x1b[2J', String.raw`\x1b[2J`],
  ['\u009b2J\u2028\u202e', String.raw`\x9b2J\u{2028}\u{202e}`],
  ['octo/app/main/größe-日本.tar', 'octo/app/main/größe-日本.tar'],
  ['10:30 ## a -- b', '10:30 ## a -- b'],
])('%j is written as %j', (text, written) => {
  expect(neutral(text)).toBe(written)
})

const attacks = [
  '::set-output name=x::1',
  '##vso[task.setvariable variable=x]1',
  '##[add-mask]1',
  "##teamcity[setParameter name='x' value='1']",
  '\x1b[0Ksection_end:1:larder\r\x1b[0K',
  'travis_fold:end:larder\r',
  '+++ hit',
  '\x1b]1338;x\x07',
  '%0A::error::x',
  "|n##teamcity[x]'|'",
]
const hostile = attacks.flatMap((attack) => [attack, `a\n${attack}\nb`, `a\r\n${attack}`, `\u2028${attack}`])

describe.each(allDialects)('in the log of %s', (dialect) => {
  test.each(hostile)('the machine sees nothing in %j that it does not see in a harmless name', async (text) => {
    expect(commandsIn(await logWith(dialect, text))).toEqual(commandsIn(await logWith(dialect, 'harmless')))
  })

  test('no text whatsoever begins a command', async () => {
    const commands = commandsIn(await logWith(dialect, 'harmless'))
    const piece = fc.oneof(fc.constantFrom('\n', '\r', '##', '[', '::', '--- ', '\x1b', ' ', ...attacks), fc.string({ unit: 'binary' }))
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        expect(commandsIn(await logWith(dialect, name))).toEqual(commands)
      }),
      { numRuns: 60 },
    )
  })
})

test('applying it twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(neutral(neutral(text))).toBe(neutral(text))
    }),
  )
})

/** Every place where a text of others can stand. */
async function logWith(dialect: LogDialect, text: string): Promise<string> {
  const log = await openLog({ dialect, level: 'debug' })
  const events: CacheEvent[] = [
    { type: 'start', command: 'restore', store: text },
    { type: 'trying', object: text },
    { type: 'found', object: text, size: 1, age: 1 },
    { type: 'notice', message: text },
    { type: 'warning', message: text, hint: text },
    { type: 'debug', message: text },
    { type: 'done', outcome: { ...fallback, object: `${text}/${text}`, key: text, tried: [text, text] } },
    { type: 'done', outcome: { command: 'restore', status: 'miss', tried: [text], failure: text, milliseconds: 1 } },
    { type: 'done', outcome: { command: 'rebuild', status: 'failed', reason: text, milliseconds: 1 } },
    { type: 'done', outcome: { ...flushed, removed: [{ object: text, size: 1, lastModified: new Date(0) }] } },
  ]
  for (const event of events) log.report(event)
  log.report.fail(new LarderError('X', text, { hint: text, cause: text }))
  return log.stdout.text() + log.stderr.text()
}

const escape = '\x1b'

/** The names of the commands that any runner would read from the log, and every control sequence in it. */
function commandsIn(log: string): string[] {
  const anywhere = new RegExp(`##[\\w.-]*\\[(?:[\\w.]+ ?)?|travis_fold:\\w+|section_(?:start|end):|${escape}[^A-Za-z]*[A-Za-z]`, 'gu')
  return log.split(/[\n\r\u0085\u2028\u2029]/u).flatMap((line) => {
    const atStart = /^\s*(::[\w-]+|---|\+\+\+|~~~|\^\^\^)/u.exec(line)
    return (atStart?.slice(1) ?? []).concat(line.match(anywhere) ?? [])
  })
}
