import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"

const here = import.meta.dirname

/** What Chromium is started with. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Installs the runtimes and what steers a browser, once. */
export function installRuntimes() {
  if (existsSync(join(here, "node_modules/.package-lock.json"))) return
  // Not `npm ci`: deno's builds for other platforms come later than its version, so a lockfile cannot name them all.
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" })
}

/** The path of a Chromium on this machine, `undefined` without one. */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ]
  return candidates.find((path) => path !== undefined && existsSync(path))
}
