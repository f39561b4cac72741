import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

/** The repository's root folder. */
export const root = resolve(import.meta.dirname, "..")

/** Each workspace: its folder from the root, and its package.json. */
export function workspaces() {
  const { workspaces: patterns } = readJson("package.json")
  return patterns.flatMap(expand).map((folder) => ({ folder, manifest: readJson(join(folder, "package.json")) }))
}

/** The workspaces that are published. */
export function publicPackages() {
  return workspaces().filter(({ manifest }) => manifest.private !== true)
}

/** The JSON file at `path` from the root. */
export function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"))
}

/** The folders of `pattern` (`examples/*` + `/*`) that have a package.json. */
function expand(pattern) {
  let folders = [""]
  for (const part of pattern.split("/")) {
    folders = folders.flatMap((folder) => (part === "*" ? foldersIn(folder) : [join(folder, part)]))
  }
  return folders.filter((folder) => existsSync(join(root, folder, "package.json"))).toSorted()
}

function foldersIn(folder) {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map((entry) => join(folder, entry.name))
}
