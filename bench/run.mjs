// `npm run bench -- <name>`: compiles the benches, then runs the one that is named.
import { build } from "esbuild"

const root = import.meta.dirname
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

const { main } = await import("./dist/src/main.mjs")
process.exitCode = await main(root, process.argv.slice(2))
