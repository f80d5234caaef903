import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync, Visitor } from 'rolldown/utils'
import { expect, test } from 'vitest'
import { settingNames } from '../../src/inputs/settings.ts'

/** Everything else that hints put between backticks. */
const others = new Set(['!', '..', '.larder-staging-…', 'bucket/path', 'larder --help', 'larder … --help'])

const names = globSync('**/*.ts', { cwd: 'src' }).flatMap((file) => {
  const source = readFileSync(path.join('src', file), 'utf8')
  return quotedInHints(source).map((name) => ({ file, name }))
})

test('hints that name settings are found', () => {
  expect(names.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ca-cert', 'bucket', 'region', 'secret-key', 'max-size', 'timeout']),
  )
})

test.each(names)('the setting `$name` that a hint of $file names exists', ({ name }) => {
  expect(others.has(name) || settingNames.some((each) => each === name.replace(/: .*/, ''))).toBe(true)
})

test.each([
  ["f({ hint: 'Set `a`.' })", ['a']],
  ["const hint = isOdd ? 'Set `a`.' : `Set \\`b\\` to ${c}.`", ['a', 'b']],
  ["function deniedHint() { return 'Set `a`.' }", ['a']],
  ["f({ title: 'Set `a`.' })", []],
])('%s quotes %j', (source, expected) => {
  expect(quotedInHints(source)).toEqual(expected)
})

/** What stands between backticks in the texts of properties, variables and functions that are called a hint. */
function quotedInHints(source: string): string[] {
  const places: { start: number; end: number }[] = []
  const texts: { start: number; text: string }[] = []
  const addIfHint = (name: object | null, { start, end }: { start: number; end: number }): void => {
    if (name !== null && 'name' in name && typeof name.name === 'string' && /hint$/i.test(name.name)) places.push({ start, end })
  }
  new Visitor({
    Property: (node) => addIfHint(node.key, node),
    VariableDeclarator: (node) => addIfHint(node.id, node),
    FunctionDeclaration: (node) => addIfHint(node.id, node),
    Literal: (node) => void (typeof node.value === 'string' && texts.push({ start: node.start, text: node.value })),
    TemplateLiteral: (node) => void texts.push({ start: node.start, text: node.quasis.map(({ value }) => value.cooked).join('…') }),
  }).visit(parseSync('hint.ts', source).program)
  return texts
    .filter(({ start }) => places.some((place) => place.start <= start && start < place.end))
    .flatMap(({ text }) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!))
}
