import { describe, expect, test } from 'vitest'

import { LarderError } from '../../src/errors.ts'
import type { LogDialect } from '../../src/host/build.ts'
import { dialects } from '../../src/report/dialects/dialects.ts'
import { neutralLines } from '../../src/report/neutral.ts'
import { redactingOutput, redactor } from '../../src/report/redact.ts'
import { summaryMarkdown } from '../../src/report/summary.ts'
import { epoch, fallback, flushed, openLog, output } from './recorded.ts'

test.each([
  ['as it is', 'key=wJalr/XUtn+FEMI==', 'key=***'],
  ['twice', 'wJalr/XUtn+FEMI==wJalr/XUtn+FEMI==', '******'],
  ['URL-encoded', 'key=wJalr%2FXUtn%2BFEMI%3D%3D&x=1', 'key=***&x=1'],
  ['URL-encoded in lower case', 'key=wJalr%2fXUtn%2bFEMI%3d%3d', 'key=***'],
])('a secret is replaced %s', (_, text, expected) => {
  expect(redactor(['wJalr/XUtn+FEMI=='])(text)).toBe(expected)
})

test.each([
  ['one that holds another', ['secret', 'secret-longer'], 'secret-longer', '***'],
  ['one of three characters is left alone', ['abc', '   '], 'abc   ', 'abc   '],
  ['one with characters of a pattern', ['a.c*(d'], 'abc*(d a.c*(d', 'abc*(d ***'],
  ['one with a space in a form', ['pass word!'], 'p=pass+word%21', 'p=***'],
  ['each line of a long one', ['-----BEGIN-----\nMIIEvQIBADAN\n-----END-----'], 'got MIIEvQIBADAN', 'got ***'],
  ['one in a JSON string', ['a"b\\c1'], String.raw`{"x":"a\"b\\c1"}`, '{"x":"***"}'],
  ['one read with the line end of its file', ['hunter22\n'], 'is hunter22.', 'is ***.'],
  ['none at all', [], 'nothing to hide', 'nothing to hide'],
])('%s', (_, secrets, text, expected) => {
  expect(redactor(secrets)(text)).toBe(expected)
})

test.each([
  [
    'https://s3/x?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0f3a&X-Amz-Date=1',
    'https://s3/x?X-Amz-Credential=***&X-Amz-Signature=***&X-Amz-Date=1',
  ],
  ['?X-Amz-Security-Token=FwoG"', '?X-Amz-Security-Token=***"'],
  ['Authorization: AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=0f', 'Authorization: ***'],
  ['{"authorization":"Bearer abc.def"}', '{"authorization":"***"}'],
  ['sent Bearer eyJhbGciOi.J9', 'sent Bearer ***'],
  ['Signature=0123456789abcdef0123', 'Signature=***'],
  ['https://user:pa@ss@host/x', 'https://***@host/x'],
  ['https://ghp_token@github.com/x', 'https://***@github.com/x'],
  ['redis://:pass@host', 'redis://***@host'],
  ['http://minio:9000/a@b', 'http://minio:9000/a@b'],
  ['ssh://git@host/x', 'ssh://git@host/x'],
])('whatever the secrets are, %s is written as %s', (text, expected) => {
  expect(redactor([])(text)).toBe(expected)
})

test('every write of an output is redacted', () => {
  const inner = output({ isTTY: true, columns: 40 })
  const outer = redactingOutput(inner, redactor(['hunter22']))
  outer.write('the password is hunter22')
  expect(inner.text()).toBe('the password is ***')
  expect(outer).toMatchObject({ isTTY: true, columns: 40 })
})

describe.each(Object.keys(dialects) as LogDialect[])('in the log of %s', (dialect) => {
  // Each would slip through if it were escaped for the log before it is looked for.
  test.each(['marmot', '50%marmot|[now]', 'one\nmarmot', '::marmot::', '---marmot---', '##x[marmot]', 'größe-marmot'])(
    '%j appears nowhere',
    async (secret) => {
      const log = await openLog({ dialect, level: 'debug', secrets: [secret] })
      const text = `(${secret})`
      log.report({ type: 'start', command: 'restore', store: text })
      log.report({ type: 'trying', object: secret })
      log.report({ type: 'found', object: secret, size: 1, age: 1 })
      log.report({ type: 'notice', message: secret })
      log.report({ type: 'warning', message: secret, hint: text })
      log.report({ type: 'debug', message: secret })
      log.report({ type: 'done', outcome: { ...fallback, object: `a/${secret}`, key: secret, tried: [secret, secret] } })
      log.report({ type: 'done', outcome: { ...flushed, removed: [{ object: secret, size: 1, lastModified: new Date(0) }] } })
      log.report.fail(new LarderError('X', secret, { hint: text, cause: new Error(secret, { cause: secret }) }))
      expect(log.stdout.text() + log.stderr.text()).not.toContain('marmot')
    },
  )
})

test('a secret is not in the JSON object either', async () => {
  const log = await openLog({ json: true, secrets: ['a"b\\c1'] })
  log.report({ type: 'done', outcome: { ...fallback, key: 'deps-a"b\\c1' } })
  expect(JSON.parse(log.stdout.text())).toMatchObject({ key: 'deps-***', status: 'fallback' })
})

test('a secret that is a word of ours does not change what an outcome is', async () => {
  const log = await openLog({ json: true, secrets: ['restore', 'fallback'] })
  log.report({ type: 'done', outcome: fallback })
  expect(JSON.parse(log.stdout.text())).toMatchObject({ command: 'restore', status: 'fallback' })
})

test('a secret is not in the summary, where its characters are written by number', () => {
  const summary = summaryMarkdown({ ...fallback, key: 'deps-a&b_marmot' }, { now: epoch, redact: redactor(['a&b_marmot']) })
  expect(summary).toContain('deps-&#42;&#42;&#42;')
  expect(summary).not.toContain('marmot')
})

test('a text made to keep patterns busy is dealt with at once', () => {
  const texts = ['a.'.repeat(500_000), 'https://'.repeat(100_000), `${' '.repeat(500_000)}x`, 'authorization '.repeat(100_000)]
  for (const text of texts) expect(redactor(['hunter22'])(neutralLines(text).join(''))).not.toContain('***')
})
