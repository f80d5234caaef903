import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createFixture } from 'fs-fixture'
import { expect, test } from 'vitest'
import { larder, larderJson } from '../support/larder.ts'

test('a second mount that may not be written is a miss that leaves nothing behind, which once crashed while the first was being written', async () => {
  await using fixture = await createFixture({ from: {}, to: {}, out: {} })
  const [from, to] = [fixture.getPath('from'), fixture.getPath('to')]
  for (let i = 0; i < 300; i++) mkdirSync(path.join(from, `a/d${i}`), { recursive: true })
  mkdirSync(path.join(from, 'z/b'), { recursive: true })
  writeFileSync(path.join(from, 'z/b/f'), 'content')
  symlinkSync('../out', path.join(to, 'z'))
  const env = { HOME: fixture.path, LARDER_DIRECTORY: fixture.getPath('store') }
  const mounts = ['--path', 'p', '--mount', 'a', '--mount', 'z/b']
  await larderJson(['rebuild', ...mounts], { cwd: from, env })
  const { code, stdout, stderr } = await larder(['restore', '--json', ...mounts], { cwd: to, env })
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('leads out of the workspace') })
  expect(JSON.parse(stdout)).toMatchObject({ status: 'miss' })
  expect(readdirSync(to)).toEqual(['z'])
  expect(readdirSync(fixture.getPath('out'))).toEqual([])
})
