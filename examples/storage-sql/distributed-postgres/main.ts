// Four worker processes share one study in PostgreSQL. Two of them are killed in the middle of a trial: others run these trials
// again, and the study has exactly the trials that were asked for.
import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { setVerbosity } from "@parzen/core"
import { N_TRIALS, openStudy } from "./study.ts"

const N_WORKERS = 4
const KILL_AT = [5, 15]
const LEAST = 0.93

const url = process.env["PARZEN_POSTGRESQL_URL"]
if (url === undefined) {
  console.log("skipped: name a PostgreSQL server in PARZEN_POSTGRESQL_URL, as postgresql://user:password@host/database")
  process.exit(process.env["CI"] === undefined ? 0 : 1)
}

setVerbosity("warning")
const studyName = `iris ${new Date().toISOString()}`
const study = await openStudy(url, studyName, 0)
const killed: number[] = []

/** Starts a worker; at the trials named above, its process is ended without a farewell. */
function startWorker(seed: number): Promise<unknown> {
  const script = fileURLToPath(new URL("worker.ts", import.meta.url))
  const args = ["--import", "tsx", script, url ?? "", studyName, String(seed)]
  const worker: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => worker.once("close", resolve))
  if (worker.stdout === null) return ended
  createInterface({ input: worker.stdout }).on("line", (line) => {
    const number = Number(line.split(" ")[1])
    if (number < (KILL_AT[killed.length] ?? Infinity)) return
    killed.push(number)
    worker.kill("SIGKILL")
    console.log(`killed the worker of trial ${number}`)
  })
  return ended
}

await Promise.all(Array.from({ length: N_WORKERS }, (_, i) => startWorker(i + 1)))
await study.sync()

const { trials, bestValue, bestParams } = study
const failed = trials.filter(({ state }) => state === "fail").map(({ number }) => number)
const retries = trials.filter(({ systemAttrs }) => "failed_trial" in systemAttrs)
console.log(`${trials.length} trials, ${failed.length} left by killed workers, ${retries.length} of them run again`)
console.log(`best: ${JSON.stringify(bestParams)}`)
const isWhole =
  trials.length === N_TRIALS + retries.length &&
  trials.every(({ number, state }, i) => number === i && state !== "running" && state !== "waiting") &&
  failed.every((number) => retries.some(({ systemAttrs }) => systemAttrs["failed_trial"] === number))
const isGood = isWhole && killed.length === KILL_AT.length && bestValue >= LEAST
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${bestValue.toFixed(4)} (at least ${LEAST}) after ${N_TRIALS} trials of ` +
    `${N_WORKERS} workers, ${killed.length} of them killed`,
)
process.exit(isGood ? 0 : 1)
