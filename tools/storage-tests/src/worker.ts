// A worker process: `node worker.mjs <JSON of WorkerOptions>`. Says on its standard output, a line of JSON each, which trials it
// has begun, told and lost, and ends when its standard input says so, or at the total.
import { writeSync } from "node:fs"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import type { Storage, Trial } from "@parzen/core"
import {
  isParzenError,
  loadStudy,
  NopPruner,
  RandomSampler,
  RetryHeartbeatStaleTrialCallback,
  setVerbosity,
} from "@parzen/core"
import type { LeaseTimes } from "./place.ts"
import { openPlace } from "./place.ts"

/** What a worker is started with. */
export interface WorkerOptions {
  readonly url: string
  readonly studyName: string
  readonly times: LeaseTimes
  readonly seed: number
  /** Between how many ms a trial takes. */
  readonly trialMs: readonly [least: number, most: number]
  readonly nTrialsTotal?: number
  readonly nTrials?: number
  /** Whether trials that a dead worker left are run again. */
  readonly retries: boolean
}

/** What a worker says. */
export type WorkerLine =
  | { readonly event: "began"; readonly number: number }
  | { readonly event: "told"; readonly number: number; readonly value: number }
  | { readonly event: "aborted"; readonly number: number; readonly code: string }
  | { readonly event: "failed"; readonly code: string | undefined; readonly message: string }

function say(line: WorkerLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const options = JSON.parse(process.argv[2] ?? "") as WorkerOptions
setVerbosity("silent")

async function objective(trial: Trial): Promise<number> {
  const { number, signal } = trial
  say({ event: "began", number })
  const [least, most] = options.trialMs
  const x = trial.suggestFloat("x", 0, 1)
  trial.report(x, 0)
  trial.setUserAttr("pid", process.pid)
  try {
    await sleep(least + x * (most - least), undefined, { signal })
  } catch {
    say({ event: "aborted", number, code: isParzenError(signal.reason) ? signal.reason.code : String(signal.reason) })
    throw signal.reason
  }
  return x
}

const input = createInterface({ input: process.stdin })
let storage: Storage | undefined
try {
  storage = await openPlace(options.url, options.times)
  const study = await loadStudy({
    storage,
    studyName: options.studyName,
    sampler: new RandomSampler({ seed: options.seed }),
    pruner: new NopPruner(),
    heartbeatStaleTrialCallback: options.retries ? new RetryHeartbeatStaleTrialCallback() : undefined,
  })
  input.on("line", () => study.stop())
  await study.optimize(objective, {
    nTrials: options.nTrials,
    nTrialsTotal: options.nTrialsTotal,
    callbacks: [
      (_, { number, state, value }) => {
        if (state === "complete") say({ event: "told", number, value: value ?? NaN })
      },
    ],
  })
} catch (error) {
  say({
    event: "failed",
    code: isParzenError(error) ? error.code : undefined,
    message: error instanceof Error ? error.message : String(error),
  })
  process.exitCode = 1
} finally {
  input.close()
  await storage?.close()
}
