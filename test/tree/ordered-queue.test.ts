import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OrderedQueue } from '../../src/tree/ordered-queue.ts'

interface Item {
  readonly name: number
  readonly inner: readonly Item[]
}

const { tree } = fc.letrec<{ tree: Item }>((tie) => ({
  tree: fc.record({ name: fc.nat(), inner: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 4 })) }),
}))

/** Items in the order of a walk, without those that others have taken the place of. */
function inOrder(item: Item, replaced: ReadonlySet<Item>): Item[] {
  return replaced.has(item) ? item.inner.flatMap((each) => inOrder(each, replaced)) : [item]
}

/** Every answer of a queue, beside the one that it should have been, while items are given out and replaced by chance. */
function answers(root: Item, choices: Iterable<number>): { actual: Item | undefined; expected: Item | undefined }[] {
  const queue = new OrderedQueue(root)
  const given: Item[] = []
  const replaced = new Set<Item>()
  const all: ReturnType<typeof answers> = []
  for (const choice of choices) {
    const expected = inOrder(root, replaced).find((each) => !given.includes(each))
    if (given.length > 0 && choice % 2 === 1) {
      const [done] = given.splice(choice % given.length, 1)
      queue.replace(done!, done!.inner)
      replaced.add(done!)
    } else {
      all.push({ actual: queue.next(), expected })
      if (expected !== undefined) given.push(expected)
      else if (given.length === 0) break
    }
  }
  return all
}

test('the next item is the first one of the order that has not been given out, whatever has been replaced until then', () => {
  fc.assert(
    fc.property(tree, fc.infiniteStream(fc.nat()), (root, choices) => {
      for (const { actual, expected } of answers(root, choices)) expect(actual).toBe(expected)
    }),
  )
})

test('only what was given out is replaced', () => {
  expect(() => new OrderedQueue('a').replace('a', [])).toThrow(TypeError)
})
