import type { Mode } from '../setting.ts'
import type { SettingName } from '../settings.ts'
import { settingNames, settingOf } from '../settings.ts'
import { spellings } from '../spellings.ts'
import { defaultText } from './help.ts'

interface Manifest {
  readonly name: string
  readonly description: string
  /** The first is what its main step does. */
  readonly modes: readonly [Mode, ...Mode[]]
  /** Rebuilds in a post step at the end of the job. */
  readonly post: boolean
  /** Of the program, seen from the manifest. */
  readonly program: string
}

/** By the path of the file. */
export const manifests = {
  'action.yml': {
    name: 'larder cache',
    description: 'Restore files and directories from S3-compatible storage, and cache them again when the job ends.',
    modes: ['restore', 'rebuild'],
    post: true,
    program: 'dist/action.js',
  },
  'restore/action.yml': {
    name: 'larder restore',
    description: 'Restore files and directories from S3-compatible storage.',
    modes: ['restore'],
    post: false,
    program: '../dist/action.js',
  },
  'save/action.yml': {
    name: 'larder save',
    description: 'Cache files and directories in S3-compatible storage.',
    modes: ['rebuild'],
    post: false,
    program: '../dist/action.js',
  },
  'flush/action.yml': {
    name: 'larder flush',
    description: 'Remove old caches from S3-compatible storage.',
    modes: ['flush'],
    post: false,
    program: '../dist/action.js',
  },
} as const satisfies Record<string, Manifest>

/** By what the main step does. */
const outputs = {
  restore: {
    'cache-hit': 'true when the exact key was found, false when another cache was taken or the job may not read any, empty on a miss.',
    'cache-primary-key': 'The key that was looked for.',
    'cache-matched-key': 'The key of the cache that was found; empty when there was none.',
    'cache-status': 'hit, fallback, partial, miss or skipped.',
  },
  rebuild: { 'cache-status': 'published, skipped or failed.' },
  flush: { 'cache-status': 'flushed, dry-run or skipped.' },
} as const satisfies Record<Mode, Record<string, string>>

/** The text of an action.yml. */
export function renderManifest(manifest: Manifest): string {
  const lines = [
    '# Made by `npm run gen` from the table of settings in src/inputs.',
    `name: ${quoted(manifest.name)}`,
    `description: ${quoted(manifest.description)}`,
    'author: larder',
    'branding:',
    '  icon: archive',
    '  color: orange',
    'inputs:',
    ...settingNames.filter((name) => isInput(name, manifest)).flatMap((name) => inputLines(name, manifest)),
    'outputs:',
    ...Object.entries(outputs[manifest.modes[0]]).flatMap(outputLines),
    'runs:',
    '  using: node24',
    `  main: ${manifest.program}`,
    ...(manifest.post ? [`  post: ${manifest.program}`, '  post-if: always()'] : []),
  ]
  return `${lines.join('\n')}\n`
}

function isInput(name: SettingName, { modes, post }: Manifest): boolean {
  const setting = settingOf(name)
  const isRead = setting.modes === undefined || setting.modes.some((mode) => modes.includes(mode))
  return isRead && spellings.input(name).length > 0 && (post || !setting.onlyWithPost)
}

function inputLines(name: SettingName, manifest: Manifest): readonly string[] {
  const [documented, ...others] = spellings.input(name)
  const { doc, actionRequires, manifestDefault } = settingOf(name)
  const standard = actionRequires ? undefined : defaultText(name)
  // Only what is not for the user has a `default:`; GitHub would set any other always, and LARDER_* could never win.
  const preset = name === 'mode' ? manifest.modes[0] : manifestDefault
  const description = name === 'mode' ? 'What this action does; leave it alone.' : doc
  const whole = standard && preset === undefined ? `${description} Default: ${standard}.` : description
  return [
    `  ${documented}:`,
    `    description: ${quoted(inActionWords(whole))}`,
    ...(actionRequires ? ['    required: true'] : []),
    ...(preset === undefined ? [] : [`    default: ${quoted(preset)}`]),
    ...others.flatMap((other) => [`  ${other}:`, `    description: ${quoted(`Another name of \`${documented}\`.`)}`]),
  ]
}

/** Settings are mentioned by the names that they have as inputs. */
function inActionWords(text: string): string {
  return settingNames.reduce((told, name) => told.replaceAll(`\`${name}\``, () => `\`${spellings.input(name)[0] ?? name}\``), text)
}

function outputLines([name, description]: [string, string]): readonly string[] {
  return [`  ${name}:`, `    description: ${quoted(description)}`]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
