// Prints what a page loads of the core at first, minified and gzipped, and fails over the budget, naming the heaviest sources.
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { root } from "./workspaces.mjs"

// The budget keeps the bundle from growing; the aim is where it should come down to.
const bundles = [
  { name: "{ createStudy, TPESampler, MedianPruner }", budget: 31_500, aim: 16_000 },
  { name: "*", budget: undefined },
]

let over = 0
for (const { name, budget, aim } of bundles) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${name} from "@parzen/core"`, resolveDir: root },
    bundle: true,
    splitting: true,
    outdir: "bundle",
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "error",
  })
  const first = loadedAtFirst(metafile.outputs)
  const size = { first: 0, minified: 0, later: 0 }
  for (const [i, path] of Object.keys(metafile.outputs).entries()) {
    const { contents } = outputFiles[i]
    size[first.has(path) ? "first" : "later"] += gzipSync(contents, { level: 9 }).length
    if (first.has(path)) size.minified += contents.length
  }
  const fits = budget === undefined || size.first <= budget
  if (!fits) over++
  const limit = budget === undefined ? "" : `, at most ${budget}: ${fits ? "fits" : "TOO BIG"} (the aim is ${aim})`
  if (!fits) console.log([...first].map((path) => heaviest(metafile.outputs[path])).join("\n"))
  console.log(
    `${name} from @parzen/core: ${size.first} bytes gzipped, ${size.minified} minified${limit}; ` +
      `${size.later} gzipped are loaded on demand`,
  )
}
process.exitCode = over === 0 ? 0 : 1

/** The entry and what it imports, but for `import()`. */
function loadedAtFirst(outputs) {
  const first = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === "<stdin>"))
  for (const path of first) {
    for (const { kind, path: imported } of outputs[path].imports) if (kind === "import-statement") first.add(imported)
  }
  return first
}

function heaviest({ inputs }) {
  const bytes = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput])
  const first = bytes.toSorted(([, a], [, b]) => b - a).slice(0, 20)
  return first.map(([path, count]) => `${String(count).padStart(8)} ${path}`).join("\n")
}
