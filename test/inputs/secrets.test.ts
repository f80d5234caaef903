import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quote } from '../../src/inputs/redact.ts'
import { secretValues } from '../../src/inputs/secrets.ts'
import type { SettingName } from '../../src/inputs/settings.ts'
import { settingNames, settingOf } from '../../src/inputs/settings.ts'
import { spellings } from '../../src/inputs/spellings.ts'
import { readAction, readCommand, readPlugin } from './support.ts'

const secretNames = settingNames.filter((name) => settingOf(name).kind.secret)
const secretVariables = secretNames.flatMap(variables)
const otherVariables = settingNames.flatMap((name) => (secretNames.includes(name) ? [] : variables(name)))

function variables(name: SettingName): string[] {
  return [...spellings.plugin(name), ...spellings.variable(name), ...spellings.input(name).map((input) => `INPUT_${input.toUpperCase()}`)]
}

const planted = fc.stringMatching(/^[A-Za-z0-9+/]{16,40}$/)
const broken = fc.constantFrom('soon', '../x', 'ftp://x', '[{}]', '{{ x }}', 'maybe', '\\', 's3://', 'https://user:pass@host', ',', '-')

/** A value as people write it who put a secret where it does not belong. */
const misplaced = fc.constantFrom<(secret: string) => string>(
  (secret) => secret,
  (secret) => `https://key:${secret}@host/bucket`,
  (secret) => `s3://${secret}@bucket?secret=${secret}`,
  (secret) => `../${secret}`,
  (secret) => `s3://bucket/x?secret-key=${secret}`,
  (secret) => `-----BEGIN ${secret}`,
)

function said(read: () => { notices: readonly string[]; described: readonly string[] }): string {
  try {
    const { notices, described } = read()
    return [...notices, ...described].join('\n')
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${'hint' in error ? String(error.hint) : ''}\n${error.stack ?? ''}` : String(error)
  }
}

test('whatever else is wrong, no secret is in any message', () => {
  const env = fc.record({
    secrets: fc.dictionary(fc.constantFrom(...secretVariables), planted, { minKeys: 1, maxKeys: 4 }),
    wrong: fc.dictionary(fc.constantFrom(...otherVariables), broken, { maxKeys: 12 }),
    slips: fc.array(fc.tuple(fc.constantFrom(...otherVariables), misplaced), { maxLength: 4 }),
  })
  fc.assert(
    fc.property(env, ({ secrets, wrong, slips }) => {
      const values = Object.values(secrets)
      const slipped = Object.fromEntries(slips.map(([name, write], index) => [name, write(values[index % values.length] ?? '')]))
      const all = { PLUGIN_MODE: 'restore', ...wrong, ...slipped, ...secrets }
      const texts = [() => readPlugin(all), () => readAction(all), () => readCommand('restore', all), () => readCommand('flush', all)].map(
        said,
      )
      for (const value of values) expect(texts.filter((text) => text.toLowerCase().includes(value.toLowerCase()))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a secret on the command line is not repeated', () => {
  fc.assert(
    fc.property(planted, fc.constantFrom('--secret-key', '--access-key', '--session-token', '--secret-kye'), (secret, name) => {
      const lines = [['restore', `${name}=${secret}`], ['restore', name, secret], [name, secret, 'restore'], [`${name}=${secret}`]]
      expect(lines.map((line) => said(() => readCommand(line))).filter((text) => text.includes(secret))).toEqual([])
    }),
  )
})

test('secrets are found for masking under every name, at every door, before anything is checked', () => {
  const env = {
    'PLUGIN_SECRET-KEY': 'a1',
    'INPUT_SESSION-TOKEN': 'b2',
    INPUT_ACCESS_KEY: 'c3',
    LARDER_SECRET_KEY: 'a1',
    AWS_SESSION_TOKEN: ' d4 ',
    CACHE_S3_SECRET_KEY: '',
  }
  expect(secretValues({ ...env, PLUGIN_BUCKET: 'cache' }).toSorted()).toEqual(['a1', 'b2', 'c3', 'd4'])
})

describe('a quotation', () => {
  test.each([
    ['plain', '"plain"'],
    ['two\nlines', String.raw`"two\nlines"`],
    ['https://me:pass@host/x', '"https://***@host/x"'],
    ['s3://b?access-key=abc&region=x', '"s3://b?access-key=***&region=x"'],
    ['holds hunter22 inside', '(not shown: it holds a secret)'],
    ['HUNTER22', '(not shown: it holds a secret)'],
    ['unter2', '(not shown: it holds a secret)'],
  ])('of %j is %s', (written, quoted) => {
    expect(quote(written, ['hunter22'])).toBe(quoted)
  })

  test('is shortened', () => {
    expect(quote('x'.repeat(500), [])).toHaveLength(123)
  })
})
