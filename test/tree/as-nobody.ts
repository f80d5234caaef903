import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const nobody = 65_534

/** Gives a tree to a user without privileges and acts as that user; tests that already run without privileges just act. */
export function asNobody(tree: string, act: () => void): void {
  if (process.geteuid!() !== 0) return act()
  giveAway(tree)
  process.setegid!(nobody)
  process.seteuid!(nobody)
  try {
    act()
  } finally {
    process.seteuid!(0)
    process.setegid!(0)
  }
}

function giveAway(path: string): void {
  lchownSync(path, nobody, nobody)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAway(join(path, name))
}
