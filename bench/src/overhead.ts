import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SpaceName } from "../node/spaces.ts"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { bundleSize } from "./overhead/bundle-size.ts"
import { CASES, caseName, LONGEST_HISTORY, SPACES } from "./overhead/cases.ts"
import { measureImports } from "./overhead/import-time.ts"
import { runRounds } from "./overhead/rounds.ts"
import { compareTrials } from "./overhead/same-trials.ts"
import { summarize } from "./overhead/summary.ts"
import { resultsText } from "./overhead/tables.ts"
import type { Results } from "./overhead/targets.ts"
import { judge } from "./overhead/targets.ts"
import { run, runJson, say } from "./process.ts"
import { openPython } from "./python.ts"
import { writeResults } from "./results-file.ts"

/** After this time of the process no repetition is begun that would not end in it. */
const DEADLINE_MS = 260_000
const HISTORY_SEED = 7

/** What the library costs beside the objective: time a trial, import, size, memory. */
export const overhead: Bench = async ({ root, only }) => {
  const facts = machine()
  const dist = join(root, "dist")
  const cases = CASES.filter((one) => caseName(one).includes(only))
  if (cases.length === 0) {
    throw new WrongCall(`no case's name contains '${only}'; the names are: ${CASES.map(caseName).join(", ")}`)
  }
  const python = await openPython(root)
  const folder = mkdtempSync(join(tmpdir(), "parzen-bench-"))
  try {
    const historyFiles = await writeHistories(root, folder)
    say("import time, bundle size, memory and the trials themselves ...")
    const importMs = await measureImports(dist, python)
    const bundles = {
      small: await bundleSize(dist, 'export { createStudy, TPESampler, MedianPruner } from "@parzen/core"'),
      everything: await bundleSize(dist, 'export * from "@parzen/core"'),
    }
    const bytesPerTrial = { tpe: await memory(root, "tpe"), random: await memory(root, "random") }
    const sameTrials = python === undefined ? [] : await compareTrials(root, python)
    const measured = await runRounds({ root, cases, python, historyFiles, deadline: DEADLINE_MS })
    const results: Results = { cases: measured.map(summarize), sameTrials, importMs, bundles, bytesPerTrial }
    const targets = judge(results)
    const seconds = performance.now() / 1000
    process.stdout.write(
      `${resultsText(results, targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
        `Node ${facts.node}, Python ${python?.version ?? "missing"}; ${seconds.toFixed(0)} s in all\n`,
    )
    writeResults(root, "overhead", {
      date: new Date().toISOString(),
      machine: facts,
      versions: versions(root, python?.version),
      seconds,
      ...results,
      targets,
    })
    return targets.every(({ met }) => met === true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeHistories(root: string, folder: string): Promise<Record<SpaceName, string>> {
  const files = SPACES.map((space) => [space, join(folder, `${space}.json`)] as const)
  const program = join(root, "dist/node/history.mjs")
  for (const [space, file] of files) {
    await run(process.execPath, [program, space, String(LONGEST_HISTORY), String(HISTORY_SEED), file])
  }
  return Object.fromEntries(files) as Record<SpaceName, string>
}

async function memory(root: string, sampler: "tpe" | "random"): Promise<number> {
  const args = ["--expose-gc", join(root, "dist/node/memory.mjs"), sampler, "floats5", "10000"]
  return (await runJson<{ bytesPerTrial: number }>(process.execPath, args)).bytesPerTrial
}

function versions(root: string, python: string | undefined): Record<string, string | undefined> {
  const pins = readFileSync(join(root, "python/requirements.txt"), "utf8")
  const pin = (name: string): string | undefined =>
    python === undefined ? undefined : new RegExp(`^${name}==(.*)$`, "m").exec(pins)?.[1]
  const core = JSON.parse(readFileSync(join(root, "dist/node_modules/@parzen/core/package.json"), "utf8")) as {
    version: string
  }
  return { "@parzen/core": core.version, python, optuna: pin("optuna"), rustuna: pin("rustuna"), numpy: pin("numpy") }
}
