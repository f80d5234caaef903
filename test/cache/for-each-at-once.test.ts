import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { forEachAtOnce } from '../../src/cache/for-each-at-once.ts'

test('no more items are worked on at a time than are allowed, and all are', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  await forEachAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    most = Math.max(most, ++running)
    await sleep(1)
    running--
    done.push(item)
  })
  expect(most).toBe(3)
  expect(new Set(done)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]))
})

test('a failure is thrown only when everything under way has ended', async () => {
  let ended = 0
  const work = async (item: number): Promise<void> => {
    await sleep(item === 0 ? 1 : 30)
    if (item === 0) throw new Error('the first')
    ended++
  }
  await expect(forEachAtOnce([0, 1, 2], 3, work)).rejects.toThrow('the first')
  expect(ended).toBe(2)
})

test('items that fail to come wait for the work under way too, which once let a restore be removed while threads still wrote to it', async () => {
  let ended = 0
  const work = async (): Promise<void> => {
    await sleep(30)
    ended++
  }
  await expect(forEachAtOnce(endsEarly(), 4, work)).rejects.toThrow('the archive ends early')
  expect(ended).toBe(2)
})

test('after a failure no further item is taken, and the source is closed', async () => {
  let taken = 0
  let isClosed = false
  async function* items(): AsyncGenerator<number> {
    try {
      for (; taken < 1000; taken++) yield taken
    } finally {
      isClosed = true
    }
  }
  await expect(forEachAtOnce(items(), 2, fail)).rejects.toThrow('a full disk')
  expect(taken).toBeLessThan(4)
  expect(isClosed).toBe(true)
})

async function* endsEarly(): AsyncGenerator<number> {
  yield 1
  yield 2
  throw new Error('the archive ends early')
}

function fail(): Promise<void> {
  return Promise.reject(new Error('a full disk'))
}
