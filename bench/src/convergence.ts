import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { jobName, listJobs } from "./convergence/jobs.ts"
import { judge } from "./convergence/judge.ts"
import { runJobs } from "./convergence/run-jobs.ts"
import { convergenceText } from "./convergence/tables.ts"
import { machine } from "./machine.ts"
import { writeResults } from "./results-file.ts"

const SEEDS = 30

/** How near to the best the samplers come, by the number of trials, on problems whose best is known. */
export const convergence: Bench = async ({ root, only, seeds = SEEDS }) => {
  const jobs = listJobs(seeds, only)
  if (jobs.length === 0) {
    const names = [...new Set(listJobs(1, "").map(jobName))]
    throw new WrongCall(`no study's name contains '${only}'; the names are: ${names.join(", ")}`)
  }
  const facts = machine()
  const outcomes = await runJobs(root, jobs)
  const targets = judge(outcomes, only === "")
  const seconds = performance.now() / 1000
  process.stdout.write(
    `${convergenceText(outcomes, targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
      `Node ${facts.node}; ${seconds.toFixed(0)} s in all\n`,
  )
  writeResults(root, "convergence", { date: new Date().toISOString(), machine: facts, seconds, outcomes, targets })
  return targets.every(({ met }) => met === true)
}
