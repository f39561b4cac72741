// Replays golden traces with the built core in Node 20, 22 and 24, Deno, Bun, a browser page and a web worker.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"
import { replayInBrowser } from "./browser.mjs"
import { findChromium, installRuntimes } from "./chromium.mjs"

const here = import.meta.dirname
const tracesFolder = join(here, "../../packages/core/test/golden/traces")

/** One of each kind of algorithm; `{ trials }` keeps the first so many. */
const TRACES = [
  "random.nop.mixed.seed42",
  "tpe.nop.mixed.seed42",
  "tpe.nop.quad5.seed1",
  "tpe.nop.tri.seed1",
  "tpe.hyperband.curve.seed1",
  "tpe-group.nop.conditional.seed1",
  "nsgaii-sbx.nop.tri.seed1",
  "nsgaii-undx.nop.tri.seed1",
  "nsgaiii.nop.tri.seed1",
  "grid.nop.ints.seed1",
  "bruteforce.nop.cats.seed1",
  "random.wilcoxon.folds.seed1",
]
const BROWSER_TRACE = "tpe.nop.quad5.seed42"
const BROWSER_TRIALS = 50

installRuntimes()
const { chromium } = await import("playwright-core")

const folder = mkdtempSync(join(tmpdir(), "parzen-runtimes-"))
let failed = 0
let passed = 0
try {
  const bundle = join(folder, "traces.mjs")
  await build({
    entryPoints: [join(here, "traces-entry.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  })
  const traces = join(folder, "traces.json")
  writeFileSync(traces, JSON.stringify(TRACES.map(readTrace)))
  for (const [name, command] of Object.entries(commands())) {
    const run = spawnSync(command[0], [...command.slice(1), join(here, "replay.mjs"), bundle, traces], {
      encoding: "utf8",
    })
    report(name, run.status === 0, run.error?.message ?? `${run.stdout}${run.stderr}`)
  }
  const trace = readTrace(BROWSER_TRACE)
  const short = { ...trace, trials: trace.trials.slice(0, BROWSER_TRIALS) }
  const executablePath = findChromium()
  if (executablePath !== undefined) {
    for (const [name, mismatches] of Object.entries(await replayInBrowser(chromium, executablePath, bundle, short))) {
      report(name, mismatches.length === 0, mismatches.join("\n"))
    }
  } else if (process.env.CI) {
    report("Chromium", false, "not found: install Debian's package chromium, or name it in CHROMIUM_PATH")
  } else {
    console.log("skipped  page and worker: no Chromium found; install one, or name it in CHROMIUM_PATH")
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function commands() {
  const bin = (path) => join(here, "node_modules", path)
  return {
    "Node 20": [bin("node-20/bin/node")],
    "Node 22": [bin("node-22/bin/node")],
    "Node 24": [bin("node-24/bin/node")],
    Deno: [bin("@deno/linux-x64-glibc/deno"), "run", "--allow-read", "--no-config", "--no-lock"],
    Bun: [bin("@oven/bun-linux-x64/bin/bun"), "run"],
  }
}

function readTrace(name) {
  return JSON.parse(readFileSync(join(tracesFolder, `${name}.json`), "utf8"))
}

function report(name, ok, output) {
  if (ok) passed++
  else failed++
  console.log(`${ok ? "equal   " : "DIFFERENT"} ${name}`)
  if (!ok) console.log(output.trimEnd().split("\n").slice(0, 20).join("\n"))
}
