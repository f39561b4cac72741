import { join } from "node:path"
import type { Answer, Job } from "../../node/job.ts"
import type { SpaceName } from "../../node/spaces.ts"
import { runJson } from "../process.ts"
import type { Python } from "../python.ts"
import { SPACES } from "./cases.ts"

/** How many of the first trials got the value that Optuna's got with the same seed, to a relative 1e-9. */
export interface SameTrials {
  readonly space: SpaceName
  readonly equal: number
  readonly trials: number
}

const TRIALS = 300

/** Shows that Parzen's TPE does the work of Optuna's: both run with the same seed, Optuna with a sort that no processor changes. */
export async function compareTrials(root: string, python: Python): Promise<SameTrials[]> {
  const compared: SameTrials[] = []
  for (const space of SPACES) {
    const job: Job = { sampler: "tpe", space, seed: 0, history: 0, historyFile: "", trials: TRIALS, stableSort: true }
    const text = JSON.stringify(job)
    const ours = await runJson<Answer>(process.execPath, [join(root, "dist/node/overhead.mjs"), text])
    const theirs = await runJson<Answer>(python.program, [join(root, "python/overhead.py"), "optuna", text])
    compared.push({ space, equal: countEqual(ours.values, theirs.values), trials: TRIALS })
  }
  return compared
}

function countEqual(ours: readonly number[], theirs: readonly number[]): number {
  const parting = ours.findIndex((value, i) => !(Math.abs(value - (theirs[i] ?? Number.NaN)) <= 1e-9 * Math.abs(value)))
  return parting === -1 ? ours.length : parting
}
