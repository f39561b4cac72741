// Builds the package in the working directory: for each entry of its `exports` that names a source by `@parzen/source`,
// the bundle at `default` and its declarations at `types`. What the package does not contain stays an import.
import { readFileSync, rmSync } from "node:fs"
import { relative } from "node:path"
import { build } from "esbuild"
import { rollup } from "rollup"
import { dts } from "rollup-plugin-dts"

const { exports } = JSON.parse(readFileSync("package.json", "utf8"))
const entries = {}
for (const [name, target] of Object.entries(exports)) {
  const source = target["@parzen/source"]
  if (source === undefined) continue
  const out = relative("dist", target.default).replace(/\.js$/, "")
  if (relative("dist", target.types) !== `${out}.d.ts`) {
    throw new Error(`exports['${name}']: types must lie beside ${target.default}, got ${target.types}`)
  }
  entries[out] = source
}

rmSync("dist", { recursive: true, force: true })
await Promise.all([bundle(), declarations()])

async function bundle() {
  await build({
    entryPoints: entries,
    outdir: "dist",
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "neutral",
    packages: "external",
    external: ["#*"], // what the package's own next step makes
    target: "es2022",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
  })
}

async function declarations() {
  const bundled = await rollup({
    input: entries,
    external: (id) => !/^[./]/.test(id),
    plugins: [dts({ tsconfig: "tsconfig.json", compilerOptions: { noEmit: false } })],
    onLog(level, log) {
      // An entry that exists for its side effect declares nothing.
      if (log.code === "EMPTY_BUNDLE") return
      throw new Error(`${level}: ${log.message}`)
    },
  })
  await bundled.write({ dir: "dist", format: "es", chunkFileNames: "chunks/[name]-[hash].d.ts" })
  await bundled.close()
}
