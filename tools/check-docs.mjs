// Checks every Markdown page: each `ts` block compiles against the built packages, each one marked `run` runs and exits
// with 0, and each relative link leads to a file and, with a #, to a heading of it.
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { transform } from "esbuild"
import { codeBlocks, pages, prose } from "./markdown.mjs"
import { root } from "./workspaces.mjs"

const run = promisify(execFile)
const folder = join(root, "dist/docs")
const failures = []

const blocks = pages().flatMap((page) =>
  codeBlocks(page)
    .filter(({ language }) => language === "ts" || language === "js")
    .map((block) => ({ ...block, page, name: `${page.replaceAll(/\W+/g, "-")}-${block.line}` })),
)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await compile()
const runs = blocks.filter(({ words }) => words.includes("run"))
await Promise.all([0, 1].map((lane) => runInTurn(runs.filter((_, i) => i % 2 === lane))))
const links = pages().reduce((count, page) => count + checkLinks(page), 0)

for (const failure of failures) console.error(failure)
console.log(`docs: ${blocks.length} blocks compiled, ${runs.length} run, ${links} links, ${failures.length} failures`)
process.exitCode = failures.length === 0 ? 0 : 1

async function compile() {
  for (const { name, code, language } of blocks)
    writeFileSync(join(folder, `${name}.${language}`), `${code}export {}\n`)
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2023", "DOM"],
    types: ["node"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    noEmit: true,
    allowJs: true,
    skipLibCheck: true,
  }
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }\n`)
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }))
  try {
    await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"])
  } catch (error) {
    for (const line of error.stdout.split("\n")) if (line !== "") failures.push(atSource(line))
  }
}

/** The compiler's line with the page and the line there, instead of the file that was compiled. */
function atSource(message) {
  const found = /(?:^|[/\\])([\w-]+)\.[tj]s\((\d+),(\d+)\): (.*)$/.exec(message)
  const block = blocks.find(({ name }) => name === found?.[1])
  return block === undefined ? message : `${block.page}:${block.line + Number(found[2])}: ${found[4]}`
}

async function runInTurn(some) {
  for (const { page, line, name, code } of some) {
    const file = join(folder, `${name}.mjs`)
    try {
      writeFileSync(file, (await transform(code, { loader: "ts", format: "esm", target: "es2022" })).code)
      await run(process.execPath, [file], { cwd: folder, timeout: 60_000 })
    } catch (error) {
      failures.push(`${page}:${line}: this block does not run\n${error.stderr ?? error.message}`)
    }
  }
}

/** Checks the page's relative links; how many there are. */
function checkLinks(page) {
  let count = 0
  for (const [i, line] of prose(page).entries()) {
    for (const [, target] of line.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)) {
      if (/^[a-z][a-z+.-]*:/i.test(target)) continue
      count++
      const reason = brokenBecause(page, target)
      if (reason !== undefined) failures.push(`${page}:${i + 1}: ${target}: ${reason}`)
    }
  }
  return count
}

function brokenBecause(page, target) {
  const [path = "", anchor] = decodeURI(target).split("#")
  const to = path === "" ? page : join(dirname(page), path)
  if (!existsSync(join(root, to))) return "no such file"
  if (anchor === undefined || anchor === "" || statSync(join(root, to)).isDirectory() || !to.endsWith(".md"))
    return undefined
  return headings(to).has(anchor) ? undefined : "no such heading"
}

/** The anchors of a page's headings, made as GitHub makes them. */
function headings(page) {
  const anchors = new Map()
  for (const line of prose(page)) {
    const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1]
    if (title === undefined) continue
    const text = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase()
    const anchor = text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-")
    const seen = anchors.get(anchor) ?? 0
    anchors.set(anchor, seen + 1)
    if (seen > 0) anchors.set(`${anchor}-${seen}`, 1)
  }
  return anchors
}
