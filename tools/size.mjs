// Prints what the core weighs in a bundle, minified and gzipped, and fails over the budget, naming the heaviest sources.
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
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  })
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length
  const fits = budget === undefined || bytes <= budget
  if (!fits) over++
  const limit = budget === undefined ? "" : `, at most ${budget}: ${fits ? "fits" : "TOO BIG"} (the aim is ${aim})`
  if (!fits) console.log(heaviest(Object.values(metafile.outputs)[0]))
  console.log(`${name} from @parzen/core: ${bytes} bytes gzipped, ${outputFiles[0].contents.length} minified${limit}`)
}
process.exitCode = over === 0 ? 0 : 1

function heaviest({ inputs }) {
  const bytes = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput])
  const first = bytes.toSorted(([, a], [, b]) => b - a).slice(0, 20)
  return first.map(([path, count]) => `${String(count).padStart(8)} ${path}`).join("\n")
}
