import { expect, test } from 'vitest'
import { slugOf, slugOfUrl } from '../../src/host/slug.ts'

test.each([
  ['https://github.com/octo/app', 'octo', 'app'],
  ['https://github.com/octo/app.git', 'octo', 'app'],
  ['https://github.com/octo/app.git/', 'octo', 'app'],
  ['https://github.com/octo/app.git#main', 'octo', 'app'],
  ['HTTPS://GitHub.com/Octo/App.git', 'Octo', 'App'],
  ['https://user:pass@github.com/octo/app.git', 'octo', 'app'],
  ['https://user:p@ss@github.com:8443/octo/app.git', 'octo', 'app'],
  ['https://x-access-token:secret@github.com/octo/app', 'octo', 'app'],
  ['git@github.com:octo/app.git', 'octo', 'app'],
  ['github.com:octo/app', 'octo', 'app'],
  ['git@gitlab.example.org:group/sub/app.git', 'group/sub', 'app'],
  ['ssh://git@example.org:2222/group/sub/app.git', 'group/sub', 'app'],
  ['git://github.com/octo/app.git', 'octo', 'app'],
  ['git+ssh://git@github.com/octo/app.git', 'octo', 'app'],
  ['https://github.com/octo/app.github.io', 'octo', 'app.github.io'],
  ['https://dev.azure.com/org/project/_git/repo', 'org/project', 'repo'],
  ['https://org@dev.azure.com/org/project/_git/repo', 'org/project', 'repo'],
  ['git@ssh.dev.azure.com:v3/org/project/repo', 'org/project', 'repo'],
  ['https://org.visualstudio.com/project/_git/repo', 'org/project', 'repo'],
  ['org@vs-ssh.visualstudio.com:v3/org/project/repo', 'org/project', 'repo'],
])('%s is %s / %s', (url, owner, repo) => {
  expect(slugOfUrl(url)).toStrictEqual({ owner, repo })
})

test.each([
  [undefined],
  [''],
  ['/srv/git/octo/app.git'],
  ['../octo/app'],
  ['file:///srv/git/octo/app.git'],
  ['C:\\octo\\app'],
  ['C:/octo/app'],
  ['https://github.com/'],
  ['https://github.com/app'],
  ['https://github.com/octo/.git'],
  ['git@github.com:app.git'],
  ['no url at all'],
])('%s names no owner and repository', (url) => {
  expect(slugOfUrl(url)).toBeUndefined()
})

test.each([
  ['octo/app', { owner: 'octo', repo: 'app' }],
  ['group/sub/app', { owner: 'group/sub', repo: 'app' }],
  ['../..', { owner: '..', repo: '..' }],
  ['app', undefined],
  ['octo/', undefined],
  ['/app', undefined],
  [undefined, undefined],
])('the slug %s is split at its last slash, verbatim', (text, slug) => {
  expect(slugOf(text)).toStrictEqual(slug)
})
