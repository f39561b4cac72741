// Builds the page, serves it, and opens it in headless Chromium, which tunes in a tab. `npm start -- --serve` leaves it to your browser.
import { existsSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createRequire } from "node:module"
import { dirname, extname, join } from "node:path"
import { build } from "esbuild"
import { chromium } from "playwright-core"

const N_TRIALS = process.argv.includes("--full") ? 60 : 8
const MOST = 0.4
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" }

const { outputFiles } = await build({
  entryPoints: ["page.ts", "worker.ts"],
  outdir: ".",
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
  logLevel: "error",
})
const wasm = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"))
const fileOf = (name: string): Uint8Array | undefined => {
  if (name === "index.html") return readFileSync(name)
  if (name.endsWith(".wasm") && existsSync(join(wasm, "dist", name))) return readFileSync(join(wasm, "dist", name))
  return outputFiles.find(({ path }) => path.endsWith(`/${name}`))?.contents
}
const server = createServer(({ url = "/" }, response) => {
  const name = new URL(url, "http://localhost").pathname.slice(1).replaceAll("/", "") || "index.html"
  const body = fileOf(name)
  response.writeHead(body === undefined ? 404 : 200, { "content-type": TYPES[extname(name)] ?? "text/plain" }).end(body)
})
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?trials=${N_TRIALS}`

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium"
if (process.argv.includes("--serve")) {
  console.log(`Open ${url} (Ctrl-C ends)`)
} else if (!existsSync(executablePath) && process.env["CI"] === undefined) {
  console.log(`No Chromium at ${executablePath} (CHROMIUM_PATH names another): open ${url} (Ctrl-C ends)`)
} else {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-quic"] })
  const page = await browser.newPage({ viewport: { width: 800, height: 700 } })
  const errors: string[] = []
  page.on("pageerror", ({ message }) => errors.push(message))
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()))
  await page.goto(url)
  await page.waitForFunction(() => document.body.dataset["error"] !== undefined, undefined, { timeout: 120_000 })
  console.log(await page.textContent("#status"))
  const nPoints = await page.locator("circle").count()
  const screenshot = process.env["SCREENSHOT"]
  if (screenshot !== undefined) await page.screenshot({ path: screenshot })
  const error = Number(await page.evaluate(() => document.body.dataset["error"]))
  await browser.close()
  server.close()
  const isGood = error <= MOST && nPoints === N_TRIALS && errors.length === 0
  for (const message of errors) console.error(message)
  console.log(`${isGood ? "ok" : "FAILED"}: ${nPoints} trials drawn, error ${error.toFixed(3)} (at most ${MOST})`)
  process.exitCode = isGood ? 0 : 1
}
