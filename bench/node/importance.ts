/**
 * `importance.mjs write <trials> <file>` writes random trials as a `History`; `importance.mjs time <kind> <file> <repetitions>`
 * prints the milliseconds of each `getParamImportances` and the importances.
 */
import { readFileSync, writeFileSync } from "node:fs"
import type { FrozenTrial, ImportanceEvaluator, StudyTrials, Trial } from "@parzen/core"
import {
  createStudy,
  createTrial,
  distributionToJson,
  FanovaImportanceEvaluator,
  getParamImportances,
  jsonToDistribution,
  MeanDecreaseImpurityImportanceEvaluator,
  PedAnovaImportanceEvaluator,
  RandomSampler,
  setVerbosity,
} from "@parzen/core"
import type { History } from "./job.ts"

const EVALUATORS: Readonly<Record<string, () => ImportanceEvaluator>> = {
  pedAnova: () => new PedAnovaImportanceEvaluator(),
  fanova: () => new FanovaImportanceEvaluator({ seed: 0 }),
  meanDecreaseImpurity: () => new MeanDecreaseImpurityImportanceEvaluator({ seed: 0 }),
}

const [verb = "", first = "", second = "", repetitions = "1"] = process.argv.slice(2)
setVerbosity("silent")
if (verb === "write") writeFileSync(second, JSON.stringify(await randomTrials(Number(first))))
else process.stdout.write(JSON.stringify(time(first, second, Number(repetitions))))

/** Ten parameters of every kind; each matters in its own measure. */
function objective(trial: Trial): number {
  const floats = [0, 1, 2, 3].map((i) => (i + 1) * trial.suggestFloat(`x${i}`, -1, 1) ** 2)
  const rate = Math.log10(trial.suggestFloat("rate", 1e-5, 1e-1, { log: true })) + 3
  const units = (trial.suggestInt("units", 4, 512, { log: true }) - 96) / 100
  const layers = trial.suggestInt("layers", 1, 8) - 3
  const dropout = trial.suggestFloat("dropout", 0, 0.5, { step: 0.1 })
  const act = ["relu", "tanh", "sigmoid"].indexOf(trial.suggestCategorical("act", ["relu", "tanh", "sigmoid"]))
  const bias = trial.suggestCategorical("bias", [true, false]) ? 0 : 0.25
  return floats.reduce(
    (sum, x) => sum + x,
    rate * rate + units * units + layers * layers + dropout * layers + act + bias,
  )
}

async function randomTrials(nTrials: number): Promise<History> {
  const study = await createStudy({ sampler: new RandomSampler({ seed: 7 }) })
  await study.optimize(objective, { nTrials })
  const described = Object.entries(study.bestTrial.distributions)
  return {
    distributions: Object.fromEntries(
      described.map(([name, distribution]) => [name, distributionToJson(distribution)]),
    ),
    rows: study.trials.map(({ params }) => described.map(([name]) => params[name] ?? null)),
    values: study.trials.map(({ value }) => value as number),
  }
}

function time(kind: string, file: string, repetitions: number): { ms: number[]; importances: Record<string, number> } {
  const study = read(file)
  const ms: number[] = []
  let importances = {}
  for (let i = 0; i < repetitions; i++) {
    const evaluator = EVALUATORS[kind]?.()
    const start = performance.now()
    importances = getParamImportances(study, { evaluator })
    ms.push(performance.now() - start)
  }
  return { ms, importances }
}

function read(file: string): StudyTrials {
  const { distributions, rows, values } = JSON.parse(readFileSync(file, "utf8")) as History
  const all = Object.fromEntries(Object.entries(distributions).map(([name, json]) => [name, jsonToDistribution(json)]))
  const trials = rows.map((row, number): FrozenTrial => {
    const params = Object.fromEntries(Object.keys(all).map((name, i) => [name, row[i] ?? null]))
    return Object.assign(createTrial({ params, distributions: all, value: values[number] }), { number })
  })
  return { directions: ["minimize"], trials }
}
