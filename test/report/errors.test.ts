import { expect, test } from 'vitest'

import { LarderError } from '../../src/errors.ts'
import { redactor } from '../../src/report/redact.ts'
import { renderError } from '../../src/report/render-error.ts'

const quiet = { debug: false, colour: false, redact: redactor(['hunter22']) }
const missing = new LarderError('BUCKET_MISSING', 'Bucket "x" does not exist at http://minio:9000.', {
  hint: 'Create it, or set `bucket` to one that exists.',
  cause: new Error('NoSuchBucket hunter22', { cause: 'socket' }),
})
const badInput = new LarderError(
  'BAD_INPUT',
  '2 settings are wrong:\n  PLUGIN_FLUSH_AGE: expected 100 %, got "soon"\n  PLUGIN_MODE: expected ...',
)

test.each([
  ['plain', 'error: Bucket "x" does not exist at http://minio:9000.\n  Create it, or set `bucket` to one that exists.\n'],
  ['github', '::error::Bucket "x" does not exist at http://minio:9000.%0A  Create it, or set `bucket` to one that exists.\n'],
  [
    'azure',
    '##vso[task.logissue type=error]Bucket "x" does not exist at http://minio:9000.\n  Create it, or set `bucket` to one that exists.\n',
  ],
  [
    'teamcity',
    "##teamcity[message text='Bucket \"x\" does not exist at http://minio:9000.' errorDetails='  Create it, or set `bucket` to one that exists.' status='ERROR']\n",
  ],
] as const)('an error in a log of %s', (dialect, expected) => {
  expect(renderError(missing, dialect, quiet)).toBe(expected)
})

test('all mistakes of the input are readable', () => {
  expect(renderError(badInput, 'plain', quiet)).toBe(
    'error: 2 settings are wrong:\n  PLUGIN_FLUSH_AGE: expected 100 %, got "soon"\n  PLUGIN_MODE: expected ...\n',
  )
  expect(renderError(badInput, 'github', quiet)).toBe(
    '::error::2 settings are wrong:%0A  PLUGIN_FLUSH_AGE: expected 100 %25, got "soon"%0A  PLUGIN_MODE: expected ...\n',
  )
})

test('causes are told at debug, without secrets', () => {
  expect(renderError(missing, 'plain', { ...quiet, debug: true })).toBe(
    [
      'error: Bucket "x" does not exist at http://minio:9000.',
      '  Create it, or set `bucket` to one that exists.',
      '  caused by Error: NoSuchBucket ***',
      '  caused by socket',
      '',
    ].join('\n'),
  )
})

test('an error that nobody expected says how to learn more, and then where it began', () => {
  const unexpected = new LarderError('X', 'Could not read.', { cause: new TypeError('x is not a function') })
  expect(renderError(unexpected, 'plain', { ...quiet, debug: true })).toMatch(
    /caused by TypeError: x is not a function\n {2}at .*errors\.test\.ts/u,
  )
  expect(renderError(new TypeError('x'), 'plain', quiet)).toContain('with `debug` it says where')
})

test.each([
  [
    'several connection errors without a message of their own',
    new AggregateError([new Error('refused'), new Error('timed out')]),
    'error: refused; timed out\n',
  ],
  ['something that is no error', 'plain text', 'error: plain text\n'],
  ['nothing', undefined, 'error: undefined\n'],
  ['an error without a message', new RangeError(''), 'error: RangeError\n'],
])('%s is told', (_, error, expected) => {
  expect(renderError(error, 'plain', quiet).startsWith(expected)).toBe(true)
})

test('an error that is its own cause comes to an end', () => {
  const error = new LarderError('X', 'round')
  error.cause = error
  expect(renderError(error, 'plain', { ...quiet, debug: true })).toMatch(/^error: round\n/u)
})
