// A study in an SQLite file outlives its process: tune.ts is killed in the middle of a trial, and a second one goes on. It runs
// the broken trial again and ends at the total that the first was given.
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { loadStudy, setVerbosity } from "@parzen/core"
import { openSqlStorage } from "@parzen/storage-sql"

const N_TRIALS = 30
const KILL_AT = 12
const LEAST = 0.93

const folder = await mkdtemp(join(tmpdir(), "parzen-resume-"))
const file = join(folder, "study.db")

/** Runs tune.ts, and kills it when it begins trial `killAt`; answers how it ended. */
function tune(killAt: number): Promise<unknown> {
  const script = fileURLToPath(new URL("tune.ts", import.meta.url))
  const tuning = spawn(process.execPath, ["--import", "tsx", script, file], { stdio: ["ignore", "pipe", "inherit"] })
  createInterface({ input: tuning.stdout }).on("line", (line) => {
    if (line.startsWith("begins")) console.log(line)
    if (line === `began ${killAt}`) tuning.kill("SIGKILL")
  })
  return new Promise((resolve) => tuning.once("close", (code, signal) => resolve(signal ?? code)))
}

console.log(`The first process ended with ${String(await tune(KILL_AT))}`)
const end = await tune(Infinity)
console.log(`The second process ended with ${String(end)}`)

setVerbosity("warning")
const storage = await openSqlStorage(`sqlite:///${file}`)
const { trials, bestTrial, bestValue } = await loadStudy({ storage, studyName: "forest" })
await storage.close()
await rm(folder, { recursive: true })

const retry = trials.find(({ systemAttrs }) => systemAttrs["failed_trial"] === KILL_AT)
console.log(`trial ${KILL_AT} is ${trials[KILL_AT]?.state}, and was run again as trial ${retry?.number}`)
const isWhole = end === 0 && trials.length === N_TRIALS + 1 && retry !== undefined && bestTrial.number < trials.length
const isGood = isWhole && bestValue >= LEAST
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${bestValue.toFixed(4)} (at least ${LEAST}) after ${trials.length} trials ` +
    `in two processes, one of them killed`,
)
process.exitCode = isGood ? 0 : 1
