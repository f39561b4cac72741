// `npm run bench -- <name>`: compiles the benches, takes a copy of the built core that no later build changes, and runs the
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
const manifest = fileURLToPath(import.meta.resolve("@parzen/core/package.json"))
for (const part of ["package.json", "dist"]) {
  cpSync(join(dirname(manifest), part), join(dist, "node_modules/@parzen/core", part), { recursive: true })
}

const { main } = await import("./dist/src/main.mjs")
process.exitCode = await main(root, process.argv.slice(2))
