// Tunes a random forest that must stay small and must not neglect a species of penguins: two constraints, kept by NSGA-II.
import { readFileSync } from "node:fs"
import { createStudy, float, int, NSGAIISampler, setVerbosity } from "@parzen/core"
import { accuracyScore, recallScore, StratifiedKFold } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"

const N_TRIALS = 100
const MOST_LEAVES = 40
const LEAST_RECALL = 0.9
const LEAST_ACCURACY = 0.93

// Species, then after the island four measures. 2 of the 344 penguins were not measured.
const file = new URL(import.meta.resolve("@observablehq/sample-datasets/penguins.csv"))
const [, ...lines] = readFileSync(file, "utf8").trim().split("\n")
const penguins = lines.map((line) => line.split(",")).filter((cells) => cells.slice(2, 6).every(Number))
const species = penguins.map(([name = ""]) => name)
const measures = penguins.map((cells) => cells.slice(2, 6).map(Number))
const names = [...new Set(species)]

const forest = new RandomForestClassifier<string>({ seed: 42 })
const folds = Array.from(new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: 0 }).split(measures, species))
const space = { nEstimators: int(1, 16, { log: true }), maxDepth: int(1, 6), maxFeatures: float(0.25, 1) }

/** What each penguin is taken for by a forest grown without its fold. */
function predict(params: Readonly<Record<string, number>>): string[] {
  const predicted: string[] = []
  for (const [train, test] of folds) {
    const rows = [...train]
    const fold = forest.withParams(params).fit(
      rows.map((i) => measures[i] ?? []),
      rows.map((i) => species[i] ?? ""),
    )
    fold.predict([...test].map((i) => measures[i] ?? [])).forEach((name, k) => (predicted[test[k] as number] = name))
  }
  return predicted
}

setVerbosity("warning") // without a line for each trial
const study = await createStudy({ direction: "maximize", sampler: new NSGAIISampler({ seed: 42, populationSize: 20 }) })
await study.optimize(
  (trial) => {
    const params = trial.suggest(space)
    const predicted = predict(params)
    const recalls = recallScore(species, predicted, { labels: names, average: null })
    trial.setConstraint("leaves", params.nEstimators * 2 ** params.maxDepth - MOST_LEAVES) // kept when at most 0
    trial.setConstraint("worst recall", LEAST_RECALL - Math.min(...recalls))
    return accuracyScore(species, predicted)
  },
  { nTrials: N_TRIALS, showProgressBar: true },
)

const isFeasible = (constraints: Readonly<Record<string, number>>): boolean =>
  Object.values(constraints).every((value) => value <= 0)
const share = (from: number, to: number): string => {
  const part = study.trials.slice(from, to)
  return `${part.filter(({ constraints }) => isFeasible(constraints)).length} of ${part.length}`
}
const { value: accuracy = 0, params, constraints } = study.bestTrial
const free = Math.max(...study.trials.map(({ value = 0 }) => value))
console.log(`feasible: ${share(0, 20)} in the first generation, ${share(N_TRIALS - 20, N_TRIALS)} in the last`)
console.log(`best of all: ${free.toFixed(4)}; best of the feasible: ${accuracy.toFixed(4)} ${JSON.stringify(params)}`)

const isGood = accuracy >= LEAST_ACCURACY && isFeasible(constraints)
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${accuracy.toFixed(4)} (at least ${LEAST_ACCURACY}) with at most ${MOST_LEAVES} leaves ` +
    `and a recall of at least ${LEAST_RECALL} for each species`,
)
process.exitCode = isGood ? 0 : 1
