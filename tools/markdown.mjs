import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./workspaces.mjs"

const SKIPPED = new Set(["node_modules", "dist", ".git", ".turbo", ".changeset", ".venv", "CHANGELOG.md"])

/** Every Markdown page of the repository, its path from the root. */
export function pages(folder = "") {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (SKIPPED.has(entry.name)) return []
    if (entry.isDirectory()) return pages(path)
    return entry.name.endsWith(".md") ? [path] : []
  })
}

/** The page's fenced blocks of code: language, the words after it, the line of the fence (from 1), the code. */
export function codeBlocks(page) {
  const blocks = []
  let open
  for (const [i, line] of lines(page).entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line)
    if (open === undefined && fence !== null) {
      const [language = "", ...words] = fence[3].trim().split(/\s+/)
      open = { fence: fence[2], language, words, line: i + 1, code: "" }
    } else if (open !== undefined && fence !== null && fence[2].startsWith(open.fence) && fence[3] === "") {
      blocks.push(open)
      open = undefined
    } else if (open !== undefined) {
      open.code += `${line}\n`
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: this block of code does not end`)
  return blocks
}

/** The page's prose: its text with code replaced by nothing, line for line. */
export function prose(page) {
  let inside = false
  return lines(page).map((line) => {
    const fence = /^\s*(`{3,}|~{3,})/.test(line)
    if (fence) inside = !inside
    return fence || inside ? "" : line
  })
}

function lines(page) {
  return readFileSync(join(root, page), "utf8").split(/\r?\n/)
}
