import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { say } from "./process.ts"

/** Writes `bench/results/<name>.json`. */
export function writeResults(root: string, name: string, results: object): void {
  const file = join(root, "results", `${name}.json`)
  mkdirSync(join(root, "results"), { recursive: true })
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`)
  say(`written to ${file}`)
}
