import { join } from "node:path"
import type { Answer, Job } from "../../node/job.ts"
import type { SpaceName } from "../../node/spaces.ts"
import { runJson, say } from "../process.ts"
import type { Python } from "../python.ts"
import type { Candidate, Case } from "./cases.ts"
import { CANDIDATES, caseName, REPETITIONS, repetitions } from "./cases.ts"

/** What the candidates answered on one case, an answer for each repetition: seed 0, seed 1, ... */
export interface Measured {
  readonly case: Case
  readonly answers: Readonly<Record<Candidate, Answer[]>>
}

/** What the rounds need to know. */
export interface RoundsOptions {
  readonly root: string
  readonly cases: readonly Case[]
  /** `undefined`: Parzen alone. */
  readonly python: Python | undefined
  readonly historyFiles: Readonly<Record<SpaceName, string>>
  /** A repetition that would end later than this, in milliseconds of `performance.now()`, is left out; the first never is. */
  readonly deadline: number
}

/** Times all cases in rounds: each case once by each candidate, one process at a time, then all again with the next seed. */
export async function runRounds(options: RoundsOptions): Promise<Measured[]> {
  const measured = options.cases.map((one): Measured => ({
    case: one,
    answers: { parzen: [], optuna: [], rustuna: [] },
  }))
  const longest = new Map<string, number>()
  const candidates: Candidate[] = options.python === undefined ? ["parzen"] : [...CANDIDATES]
  for (let round = 0; round < Math.max(...Object.values(REPETITIONS)); round++) {
    say(`round ${round + 1} after ${(performance.now() / 1000).toFixed(0)} s ...`)
    for (const { case: one, answers } of measured) {
      for (const candidate of candidates) {
        if (round >= repetitions(candidate, one)) continue
        const key = `${candidate} ${caseName(one)}`
        const start = performance.now()
        if (start + (longest.get(key) ?? 0) > options.deadline && round > 0) continue
        answers[candidate].push(await runOnce(candidate, one, round, options))
        longest.set(key, Math.max(longest.get(key) ?? 0, performance.now() - start))
      }
    }
    candidates.push(...candidates.splice(0, 1))
  }
  return measured
}

function runOnce(
  candidate: Candidate,
  one: Case,
  seed: number,
  { root, python, historyFiles }: RoundsOptions,
): Promise<Answer> {
  const job: Job = { ...one, seed, historyFile: historyFiles[one.space] }
  const program = join(root, "dist/node/overhead.mjs")
  if (candidate === "parzen") return runJson(process.execPath, [program, JSON.stringify(job)])
  if (python === undefined) throw new Error(`${candidate} needs Python`)
  return runJson(python.program, [join(root, "python/overhead.py"), candidate, JSON.stringify(job)])
}
