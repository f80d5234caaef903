import { execFileSync } from 'node:child_process'
import { cpSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Requirement } from '../support/requirements.ts'

/** A tree as a real tool makes it, and what that tool says of it afterwards. */
export interface RealTree {
  readonly name: string
  readonly requires: readonly Requirement[]
  /** Makes it in an empty workspace, with an empty home beside it. */
  make(workspace: string, home: string): void
  readonly mounts: readonly string[]
  /** Throws unless the tool agrees that nothing has changed, in a workspace and home at other places. */
  check(workspace: string, home: string): void
}

const checkout = path.resolve(import.meta.dirname, '../..')

export const realTrees: readonly RealTree[] = [
  {
    name: 'node_modules of npm',
    requires: [],
    make(workspace) {
      for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(path.join(checkout, file), path.join(workspace, file))
      const some = ['.bin', '.package-lock.json', 'tar', 'picomatch', 'undici', 'typescript', '@aws-sdk', '@smithy', '@actions', 'yallist']
      for (const name of some) {
        cpSync(path.join(checkout, 'node_modules', name), path.join(workspace, 'node_modules', name), {
          recursive: true,
          verbatimSymlinks: true,
          preserveTimestamps: true,
        })
      }
    },
    mounts: ['node_modules'],
    check(workspace) {
      execFileSync(process.execPath, ['-e', 'require("picomatch")("*.js")("a.js") || process.exit(1)'], { cwd: workspace })
      expectWords(run(workspace, {}, 'npm', 'ls', 'picomatch', '--depth=0'), 'picomatch@')
    },
  },
  {
    name: 'node_modules as pnpm lays it out: a store of hard links and symbolic links',
    requires: [],
    make(workspace) {
      const store = path.join(workspace, '.pnpm-store/v10/files')
      mkdirSync(store, { recursive: true })
      for (const [index, name] of ['alpha', 'beta', 'gamma'].entries()) {
        const stored = path.join(store, `0${index}`)
        writeFileSync(stored, `module.exports = ${JSON.stringify(name)}\n`)
        const inside = path.join(workspace, 'node_modules/.pnpm', `${name}@1.0.0`, 'node_modules')
        mkdirSync(path.join(inside, name), { recursive: true })
        linkSync(stored, path.join(inside, name, 'index.js'))
        symlinkSync(`.pnpm/${name}@1.0.0/node_modules/${name}`, path.join(workspace, 'node_modules', name))
        if (index > 0) symlinkSync('../../alpha@1.0.0/node_modules/alpha', path.join(inside, 'alpha'))
      }
    },
    mounts: ['.'],
    check(workspace) {
      const program = 'if (require("gamma") + require("alpha") !== "gammaalpha") process.exit(1)'
      execFileSync(process.execPath, ['-e', program], { cwd: workspace })
    },
  },
  {
    name: 'module cache and build cache of Go, whose files are read-only',
    requires: ['go', 'python3'],
    make(workspace, home) {
      makeGoModule(workspace, path.join(workspace, 'proxy'))
      run(workspace, goEnvironment(workspace, home), 'go', 'build', '-o', 'app', '.')
    },
    mounts: ['.', '~/go/pkg/mod', '~/.cache/go-build'],
    check(workspace, home) {
      // With -n Go prints the commands it would run: with a warm cache it neither compiles nor asks the proxy for anything.
      const env = { ...goEnvironment(workspace, home), GOPROXY: 'off' }
      run(workspace, env, 'go', 'mod', 'verify')
      const commands = execFileSync('sh', ['-c', 'go build -o app -x . 2>&1'], { cwd: workspace, env, encoding: 'utf8' })
      if (/compile.* -p example\.com/.test(commands)) throw new Error(`Go compiles again:\n${commands}`)
    },
  },
  {
    name: 'a virtual environment of Python, with absolute links',
    requires: ['python3'],
    make(workspace) {
      run(workspace, {}, 'python3', '-m', 'venv', '--without-pip', 'venv')
      const site = readdirSync(path.join(workspace, 'venv/lib'))[0]!
      const packageDirectory = path.join(workspace, 'venv/lib', site, 'site-packages/hello')
      mkdirSync(packageDirectory)
      writeFileSync(path.join(packageDirectory, '__init__.py'), 'word = "hello"\n')
      run(workspace, {}, path.join(workspace, 'venv/bin/python'), '-c', 'import hello')
    },
    mounts: ['venv'],
    check(workspace) {
      const seen = run(workspace, {}, path.join(workspace, 'venv/bin/python'), '-v', '-c', 'import hello; print(hello.word)')
      expectWords(seen, 'hello')
      // Python compiles a source again when its time or size is not what the compiled file says.
      if (/wrote .*hello/.test(seen)) throw new Error('Python compiled hello again')
    },
  },
  {
    name: 'a whole checkout with its .git',
    requires: ['git'],
    make(workspace) {
      const git = (...args: string[]): string => run(workspace, gitEnvironment, 'git', ...args)
      git('init', '--quiet', '--initial-branch=main')
      for (let i = 0; i < 40; i++) {
        mkdirSync(path.join(workspace, `d${i % 7}`), { recursive: true })
        writeFileSync(path.join(workspace, `d${i % 7}`, `f${i}`), `line ${i}\n`.repeat(i))
      }
      writeFileSync(path.join(workspace, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
      git('add', '.')
      git('commit', '--quiet', '-m', 'first')
      git('gc', '--quiet')
      git('checkout', '--quiet', '-b', 'feature/x')
    },
    mounts: ['.'],
    check(workspace) {
      run(workspace, gitEnvironment, 'git', 'fsck', '--strict')
      const status = run(workspace, gitEnvironment, 'git', 'status', '--porcelain')
      if (status !== '') throw new Error(`git sees changes:\n${status}`)
      expectWords(run(workspace, gitEnvironment, 'git', 'branch', '--show-current'), 'feature/x')
    },
  },
  {
    name: 'a repository like ~/.m2, in another home',
    requires: [],
    make(_workspace, home) {
      for (const artifact of ['org/junit/junit/5.1', 'com/google/guava/guava/33.0', 'org/slf4j/slf4j-api/2.0']) {
        const directory = path.join(home, '.m2/repository', artifact)
        mkdirSync(directory, { recursive: true })
        const name = artifact.split('/').slice(-2).join('-')
        writeFileSync(path.join(directory, `${name}.jar`), Buffer.alloc(100_000, artifact))
        writeFileSync(path.join(directory, `${name}.pom.sha1`), 'da39a3ee5e6b4b0d3255bfef95601890afd80709')
        writeFileSync(path.join(directory, '_remote.repositories'), `${name}.jar>central=\n`)
      }
      mkdirSync(path.join(home, '.m2/repository/.cache/empty'), { recursive: true })
    },
    mounts: ['~/.m2'],
    check(_workspace, home) {
      if (readdirSync(path.join(home, '.m2/repository/org/junit/junit/5.1')).length !== 3) throw new Error('an artifact is not whole')
    },
  },
]

/** A module with a dependency from a proxy on disk, so that Go fills its module cache without a network. */
function makeGoModule(workspace: string, proxy: string): void {
  const versions = path.join(proxy, 'example.com/dep/@v')
  mkdirSync(versions, { recursive: true })
  writeFileSync(path.join(versions, 'list'), 'v1.0.0\n')
  writeFileSync(path.join(versions, 'v1.0.0.info'), '{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}')
  writeFileSync(path.join(versions, 'v1.0.0.mod'), 'module example.com/dep\n\ngo 1.19\n')
  const files = { 'go.mod': 'module example.com/dep\n\ngo 1.19\n', 'dep.go': 'package dep\n\nfunc Word() string { return "dep" }\n' }
  const script = `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    for name, text in json.loads(sys.argv[2]).items(): z.writestr("example.com/dep@v1.0.0/" + name, text)`
  run(workspace, {}, 'python3', '-c', script, path.join(versions, 'v1.0.0.zip'), JSON.stringify(files))
  writeFileSync(path.join(workspace, 'go.mod'), 'module example.com/app\n\ngo 1.19\n\nrequire example.com/dep v1.0.0\n')
  writeFileSync(path.join(workspace, 'main.go'), 'package main\n\nimport "example.com/dep"\n\nfunc main() { println(dep.Word()) }\n')
  run(workspace, goEnvironment(workspace, path.join(workspace, '..', 'home')), 'go', 'mod', 'tidy')
}

function goEnvironment(workspace: string, home: string): Record<string, string> {
  const proxy = `file://${path.join(workspace, 'proxy')}`
  return {
    ...base(),
    HOME: home,
    GOPATH: path.join(home, 'go'),
    GOPROXY: proxy,
    GONOSUMDB: '*',
    GONOSUMCHECK: '1',
    GOFLAGS: '-trimpath',
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '0',
  }
}

const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}

function base(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '' }
}

function run(cwd: string, env: Readonly<Record<string, string>>, program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    cwd,
    env: { ...base(), HOME: path.join(cwd, '..', 'home'), ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function expectWords(text: string, words: string): void {
  if (!text.includes(words)) throw new Error(`expected ${words}, got ${text}`)
}
