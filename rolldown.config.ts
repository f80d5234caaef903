import { chmod } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin, PreRenderedChunk, RolldownOptions } from 'rolldown'
import { licenses } from './scripts/licenses.ts'

const config = {
  input: { main: 'src/main.ts', action: 'src/action.ts', worker: 'src/workers/worker.ts' },
  platform: 'node',
  // The oldest Node that `engines` allows; it does not know `using`.
  transform: { target: 'node22.15' },
  // The ES builds of the packages can be shaken: the S3 store then loads in 80 ms instead of 150 ms.
  // "tar" is minified with its own dependencies inside, "tar/raw" is the same to read, to shake and to name the licences of.
  resolve: { mainFields: ['module', 'main'], alias: { tar$: 'tar/raw' } },
  // Of @actions/core only what is used: its client for OIDC tokens brings all of undici, which takes 60 ms to load.
  treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/](@actions|undici|tunnel)[\\/]/, sideEffects: false }] },
  plugins: [plainHttp(), licenses('licenses.txt'), executable('main.js')],
  output: {
    // Flat, so that `new URL('./worker.js', import.meta.url)` is right in every chunk; without hashes, so that a change shows as a change.
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `${chunkName(chunk)}.js`,
    minifyInternalExports: false,
    comments: { legal: true, jsdoc: true, annotation: false },
    // What the S3 client shares with the sources of credentials, which are loaded when they are needed, would be 20 small chunks.
    codeSplitting: { groups: [{ name: 'aws-sdk', test: /[\\/]node_modules[\\/]@(aws|aws-sdk|smithy)[\\/]/, minShareCount: 2 }] },
  },
} satisfies RolldownOptions

export default config

/** A chunk of a package is named for the package: `aws-sdk-credential-provider-sso.js` rather than `dist-es6.js`. */
function chunkName({ name, facadeModuleId }: PreRenderedChunk): string {
  const inPackage = facadeModuleId?.split(/[\\/]node_modules[\\/]/).at(-1)
  if (inPackage === undefined || inPackage === facadeModuleId) return name
  const [, scope, packageName] = /^(?:@([^\\/]+)[\\/])?([^\\/]+)/.exec(inPackage)!
  const part = name === packageName || name === 'dist-es' ? undefined : name
  return [scope, packageName, part].filter(Boolean).join('-')
}

/**
 * Takes `node:http` without its namespace of ES exports: to fill that, Node reads each of them, and so loads undici and HTTP/2 for its
 * `WebSocket`. That is 30 ms, a tenth of a restore that finds nothing.
 */
function plainHttp(): Plugin {
  const id = 'plain-http.js'
  return {
    name: 'plain-http',
    resolveId: (source) => (source === 'node:http' || source === 'http' ? id : null),
    load: (wanted) =>
      wanted === id
        ? "const http = process.getBuiltinModule('node:http'); export default http; export const { Agent, globalAgent, request } = http"
        : null,
  }
}

function executable(fileName: string): Plugin {
  return {
    name: 'executable',
    writeBundle: ({ dir }) => chmod(path.join(dir ?? '.', fileName), 0o755),
  }
}
