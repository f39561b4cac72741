// Runs studies of one problem by one sampler, one for each seed, and prints how near to the best they came, as JSON.
import { setVerbosity } from "@parzen/core"
import type { Job } from "../src/convergence/jobs.ts"
import { PROBLEMS } from "../src/convergence/jobs.ts"
import type { StudyResult } from "../src/convergence/run-study.ts"
import { runStudy } from "../src/convergence/run-study.ts"
import { CONTESTANTS } from "../src/convergence/samplers.ts"

const job = JSON.parse(process.argv[2] ?? "{}") as Job
const problem = PROBLEMS.find(({ name }) => name === job.problem)
const contestant = CONTESTANTS.find(({ name }) => name === job.sampler)
if (problem === undefined || contestant === undefined) throw new Error(`unknown: ${job.problem}, ${job.sampler}`)

setVerbosity("error")
const results: StudyResult[] = []
for (let seed = 0; seed < job.seeds; seed++) {
  results.push(await runStudy(problem, contestant, seed, job.budgets, job.atOnce))
}
process.stdout.write(JSON.stringify(results))
