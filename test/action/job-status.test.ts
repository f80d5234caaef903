import { expect, test } from 'vitest'
import { startJob, type Texts } from '../support/action-runner.ts'
import { directoryOfCaches, install } from './support.ts'

test.concurrent.each<{ inputs: Texts; status: 'success' | 'failure' | 'cancelled'; says: string }>([
  { inputs: {}, status: 'failure', says: 'skipped: the job ended as failure, and save-on is success' },
  { inputs: { 'save-on': 'failure' }, status: 'failure', says: 'published: k' },
  { inputs: { 'save-on': 'always' }, status: 'cancelled', says: 'published: k' },
  { inputs: { 'save-always': 'true' }, status: 'failure', says: 'published: k' },
])('with $inputs a job that ends as $status is $says', async ({ inputs, status, says }) => {
  using caches = directoryOfCaches()
  using job = startJob()
  const step = await job.run('.', { ...caches.inputs, path: 'node_modules', key: 'k', ...inputs })
  install(job)
  const post = await step.post({ status })
  expect(post.code).toBe(0)
  expect(post.log).toContain(says)
  expect(caches.caches()).toHaveLength(says.startsWith('published') ? 1 : 0)
})
