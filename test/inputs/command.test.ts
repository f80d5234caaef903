import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../src/inputs/flags.ts'
import { renderHelp } from '../../src/inputs/render/help.ts'
import { complaint, flushOf, readCommand, rebuildOf, restoreOf, s3Of } from './support.ts'

describe('a command line', () => {
  test.each([
    [[], { type: 'help', mode: undefined }],
    [['--help'], { type: 'help', mode: undefined }],
    [['help', 'flush'], { type: 'help', mode: 'flush' }],
    [['restore', '-h'], { type: 'help', mode: 'restore' }],
    [['--version'], { type: 'version' }],
    [['-v'], { type: 'version' }],
    [['restore'], { type: 'run', mode: 'restore', flags: [], strayWords: [] }],
  ])('%j is %j', (argv, expected) => {
    expect(parseCommandLine(argv)).toEqual(expected)
  })

  test.each([
    [['restor'], 'Expected a command, one of restore, rebuild, flush, got "restor"; did you mean restore?'],
    [['backup'], 'Expected a command, one of restore, rebuild, flush, got "backup".'],
    [['--json'], 'Expected a command, one of restore, rebuild, flush.'],
    [['--secret-key', 'hunter22', 'restore'], 'Expected a command, one of restore, rebuild, flush.'],
  ])('%j is refused', (argv, message) => {
    expect(complaint(() => parseCommandLine(argv))).toBe(message)
  })
})

describe('flags', () => {
  test('may be repeated, joined with commas, or turned off', () => {
    const line = 'rebuild --mount a --mount b,c --bucket x --bucket cache --no-ignore-missing --compression-level=-1 --strict'
    const inputs = readCommand(line, { LARDER_IGNORE_MISSING: 'true', LARDER_BUCKET: 'other' })
    expect(rebuildOf(inputs)).toMatchObject({ mounts: ['a', 'b', 'c'], ignoreMissing: false, compressionLevel: 'auto', strict: true })
    expect(s3Of(inputs).bucket).toBe('cache')
  })

  test('may hold what begins with a dash', () => {
    expect(rebuildOf(readCommand('rebuild --mount=-odd --bucket b --compression-level -1')).mounts).toEqual(['-odd'])
    expect(flushOf(readCommand('flush --dry-run=false --bucket b')).dryRun).toBe(false)
  })

  test('that are empty are not set', () => {
    expect(restoreOf(readCommand(['restore', '--bucket', 'b', '--key', ''])).location.object).toMatchObject({ key: 'archive' })
  })

  test.each([
    ['restore --flush-age 3', '--flush-age: belongs to flush, not to restore'],
    ['restore node_modules', 'larder restore takes flags and no other words, got "node_modules"'],
    ['restore --falback-path=x', '--falback-path: there is no such flag; did you mean --fallback-path?'],
    ['restore --nonsense', '--nonsense: there is no such flag'],
    [
      'restore --secret-key=hunter22',
      '--secret-key: secrets have no flag, as a command line is visible to every process; set LARDER_SECRET_KEY',
    ],
    ['restore --key', '--key: expected some text, got nothing'],
    ['restore --key --json', '--key: expected some text; write one that begins with a dash as --key=…'],
    ['restore --strict=perhaps', '--strict: expected true or false, got "perhaps"'],
    ['restore --no-strict=true', '--no-strict: expected no value'],
    ['flush --flush-age soon', '--flush-age: expected a whole number from 0 to 36500, got "soon"'],
    ['rebuild', '--mount: expected at least one file or directory to cache, got none'],
    ['restore --mount=!a', '--mount: expected at least one file or directory to cache, got "!a"'],
  ])('%s: %s', (line, message) => {
    expect(complaint(() => readCommand(line, { LARDER_BUCKET: 'cache' }))).toContain(message)
  })

  test('that are wrong are told together with wrong variables', () => {
    const message = complaint(() => readCommand('restore --nonsense --timeout 5', { LARDER_BUCKET: 'cache', LARDER_WORKERS: 'many' }))
    expect(message.split('\n')).toEqual([
      '3 settings are wrong:',
      '  --nonsense: there is no such flag',
      '  --timeout: expected a duration up to 24h such as 90s, 15m or 1h30m, got "5"',
      '  LARDER_WORKERS: expected a whole number from 1 to 64, got "many"',
    ])
  })
})

describe('a stray word', () => {
  test('hides no other mistake', () => {
    const line = 'flush --directory x --concurrency 0 --mout y'
    expect(complaint(() => readCommand(line, { LARDER_FLUSH_AGE: 'abc' })).split('\n')).toEqual([
      '4 settings are wrong:',
      '  --mout: there is no such flag; did you mean --mount?',
      '  larder flush takes flags and no other words',
      expect.stringMatching(/^ {2}LARDER_FLUSH_AGE: expected .*, got "abc"$/),
      expect.stringMatching(/^ {2}--concurrency: expected .*, got "0"$/),
    ])
  })

  test.each([
    ['--secret-key', '--secret-key: secrets have no flag'],
    ['--secret-kye', '--secret-kye: there is no such flag'],
    ['-s', '-s: there is no such flag'],
  ])('after %s may be a secret: it is not shown, and the flag is told', (flag, mistake) => {
    const message = complaint(() => readCommand(['restore', '--bucket', 'cache', flag, 'hunter22', 'node_modules']))
    expect(message).toContain(`  ${mistake}`)
    expect(message).toContain('  larder restore takes flags and no other words')
    expect(message).not.toMatch(/hunter22|node_modules/)
  })
})

test('what is written into one word with a short flag may be a secret too: only the flag is told', () => {
  expect(complaint(() => readCommand(['restore', '--bucket', 'cache', '-shunter22']))).toBe('-s: there is no such flag.')
})

test('a command does not read the settings of plugin steps, which some hosts hand to every step', () => {
  expect(s3Of(readCommand('restore --bucket cache', { PLUGIN_BUCKET: 'other', PLUGIN_MODE: 'flush', INPUT_BUCKET: 'other' })).bucket).toBe(
    'cache',
  )
})

describe('help', () => {
  test('names the commands', () => {
    expect(renderHelp()).toMatch(/larder restore .*\n {2}larder rebuild .*\n {2}larder flush /)
  })

  test.each([
    ['restore', ['--fallback-path <list>', '--fail-on-miss\n', 'LARDER_SECRET_KEY', '--store <text>'], ['--flush-age', '--overwrite']],
    ['rebuild', ['--mount <list>', '--overwrite <always|missing>'], ['--fallback-path <', '--dry-run']],
    ['flush', ['--flush-age <number>', '--dry-run\n'], ['--mount', '--key ']],
  ] as const)('of %s has its flags and no others', (mode, present, absent) => {
    const help = renderHelp(mode)
    expect(present.filter((text) => !help.includes(text))).toEqual([])
    expect(absent.filter((text) => help.includes(text))).toEqual([])
  })

  test('fits in 100 columns', () => {
    const lines = (['restore', 'rebuild', 'flush'] as const).flatMap((mode) => renderHelp(mode).split('\n'))
    expect(lines.filter((line) => line.length > 100)).toEqual([])
  })
})
