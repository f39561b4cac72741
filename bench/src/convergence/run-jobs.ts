import { availableParallelism } from "node:os"
import { join } from "node:path"
import { runJson, say } from "../process.ts"
import type { Job } from "./jobs.ts"
import { jobName } from "./jobs.ts"
import type { Outcome } from "./outcome.ts"
import type { StudyResult } from "./run-study.ts"

const TIMEOUT_MS = 1_800_000

/** Runs each job in a process of its own, as many at a time as there are processors; the outcomes are in the jobs' order. */
export async function runJobs(root: string, jobs: readonly Job[]): Promise<Outcome[]> {
  const program = join(root, "dist/node/convergence.mjs")
  const outcomes: Outcome[] = []
  const waiting = jobs.entries()
  let done = 0
  const lane = async (): Promise<void> => {
    for (const [place, job] of waiting) {
      const studies = await runJson<StudyResult[]>(process.execPath, [program, JSON.stringify(job)], {
        timeoutMs: TIMEOUT_MS,
      })
      outcomes[place] = { ...job, studies }
      say(`${++done} of ${jobs.length}: ${jobName(job)}${job.atOnce > 1 ? `, ${job.atOnce} at once` : ""}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  return outcomes
}
