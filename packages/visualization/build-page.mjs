// Bundles the script of HTML figures and reports, the drawing library in it, as a text in `dist/page-script.js`.
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { build } from "esbuild"

const require = createRequire(import.meta.url)
const versionOf = (name, from = require) =>
  JSON.parse(readFileSync(from.resolve(`${name}/package.json`), "utf8")).version
const fromECharts = createRequire(require.resolve("echarts/package.json"))
const notice = `/*! With Apache ECharts ${versionOf("echarts")} (Apache-2.0, (c) The Apache Software Foundation, https://echarts.apache.org) and
ZRender ${versionOf("zrender", fromECharts)} (BSD-3-Clause, (c) Baidu Inc.). */`

const { outputFiles } = await build({
  entryPoints: ["src/page/main.ts"],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: notice },
  legalComments: "inline",
  logLevel: "warning",
})
const [{ text }] = outputFiles
writeFileSync("dist/page-script.js", `export const pageScript = ${JSON.stringify(text)}\n`)
