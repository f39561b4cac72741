/** One job of the overhead bench: `overhead.mjs <job as JSON>` prints its answer as JSON. */
import { readFileSync } from "node:fs"
import type { FrozenTrial, Params, Sampler } from "@parzen/core"
import {
  CmaEsSampler,
  createStudy,
  createTrial,
  jsonToDistribution,
  NSGAIISampler,
  RandomSampler,
  setVerbosity,
  TPESampler,
} from "@parzen/core"
import type { Answer, History, Job, SamplerName } from "./job.ts"
import { OBJECTIVES } from "./spaces.ts"

const SAMPLERS: Readonly<Record<SamplerName, new (options: { readonly seed: number }) => Sampler>> = {
  tpe: TPESampler,
  random: RandomSampler,
  nsgaii: NSGAIISampler,
  cmaes: CmaEsSampler,
}

/** A study of so many trials has run before what is called warm. */
const WARM_UP_TRIALS = 1000

setVerbosity("silent")
const job = JSON.parse(process.argv[2] as string) as Job
const objective = OBJECTIVES[job.space]
const trials = job.history > 0 ? readHistory(job.historyFile, job.history) : []
const cold = await runStudy()
if (job.history > 0)
  await (await createStudy({ sampler: newSampler() })).optimize(objective, { nTrials: WARM_UP_TRIALS })
const warm = await runStudy()
const answer: Answer = { ...cold, msPerTrialWarm: warm.msPerTrial }
process.stdout.write(JSON.stringify(answer))

function newSampler(): Sampler {
  return new SAMPLERS[job.sampler]({ seed: job.seed })
}

async function runStudy(): Promise<Answer> {
  const study = await createStudy({ sampler: newSampler() })
  const start = performance.now()
  if (trials.length > 0) await study.addTrials(trials)
  const added = performance.now()
  await study.optimize(objective, { nTrials: job.trials })
  const end = performance.now()
  const values = study.trials.slice(job.history).map(({ value }) => value as number)
  const msPerTrial = (end - added) / job.trials
  return trials.length > 0 ? { msPerTrial, msPerAdded: (added - start) / job.history, values } : { msPerTrial, values }
}

function readHistory(path: string, length: number): FrozenTrial[] {
  const history = JSON.parse(readFileSync(path, "utf8")) as History
  const described = Object.entries(history.distributions)
  const distributions = Object.fromEntries(described.map(([name, json]) => [name, jsonToDistribution(json)]))
  const names = Object.keys(distributions)
  return history.rows.slice(0, length).map((row, i) => {
    const params: Params = Object.fromEntries(names.map((name, column) => [name, row[column] ?? null]))
    return createTrial({ params, distributions, value: history.values[i] as number })
  })
}
