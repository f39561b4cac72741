// `npm run bench -- <name>`: compiles the benches, takes copies of the built packages that no later build changes, and runs the
// bench that is named.
import { cpSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = import.meta.dirname
const dist = join(root, "dist")
rmSync(dist, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ["src/main.ts", "node/*.ts"],
  outbase: ".",
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  logLevel: "warning",
})
for (const name of [
  "core",
  "model-selection",
  "random-forest",
  "search-cv",
  "storage-journal",
  "storage-sql",
  "visualization",
]) {
  const manifest = fileURLToPath(import.meta.resolve(`@parzen/${name}/package.json`))
  for (const part of ["package.json", "dist"]) {
    cpSync(join(dirname(manifest), part), join(dist, "node_modules/@parzen", name, part), { recursive: true })
  }
}

const { main } = await import("./dist/src/main.mjs")
process.exitCode = await main(root, process.argv.slice(2))
