import { lutimesSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipe, run } from '../rig/command.ts'
import { programAt } from '../rig/programs.ts'
import { countTree } from '../trees/count-tree.ts'

/** New times for everything, as a fresh installation of the same packages gives. */
export function touchEverything(directory: string): void {
  const now = Date.now() / 1000
  for (const file of filesBelow(directory)) lutimesSync(file, now, now)
}

/** Changes all files of one package, about a hundredth of the tree, and gives how much that is when compressed. */
export async function upgradeOnePackage(directory: string, env: Readonly<Record<string, string>>): Promise<number> {
  const parent = packageNear(directory, countTree(directory).bytes / 100)
  for (const file of filesBelow(parent, { links: false })) {
    writeFileSync(file, Buffer.concat([Buffer.from(`/* upgraded ${performance.now()} */\n`), readFileSync(file)]))
  }
  const argv = pipe([programAt('tar') ?? 'tar', 'cf', '-', '.'], [programAt('zstd') ?? 'zstd', '-3'], ['wc', '-c'])
  return Number((await run({ argv, cwd: parent, env })).stdout)
}

/** The directory at the top, or in one of npm's scopes, whose size is nearest to the one wanted. */
function packageNear(directory: string, bytes: number): string {
  const packages = directoriesIn(directory).flatMap((each) => (path.basename(each).startsWith('@') ? directoriesIn(each) : [each]))
  const distance = new Map(packages.map((each) => [each, Math.abs(countTree(each).bytes - bytes)]))
  return packages.reduce((best, each) => (distance.get(each)! < distance.get(best)! ? each : best))
}

function directoriesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [path.join(directory, entry.name)] : []))
}

function* filesBelow(directory: string, { links = true } = {}): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const place = path.join(directory, entry.name)
    if (entry.isDirectory()) yield* filesBelow(place, { links })
    else if (links || entry.isFile()) yield place
  }
}
