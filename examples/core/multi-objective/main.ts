// Tells the species of penguins by random forests, as well and with as small a forest as possible: NSGA-II finds the trade-off.
import { readFileSync } from "node:fs"
import { createStudy, float, int, NSGAIISampler, setVerbosity } from "@parzen/core"
import { crossValScore, StratifiedKFold } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"

const N_TRIALS = 150
const LEAST = { accuracy: 0.95, atMostLeaves: 64, points: 4 }

// Species, then after the island four measures. 2 of the 344 penguins were not measured.
const file = new URL(import.meta.resolve("@observablehq/sample-datasets/penguins.csv"))
const [, ...lines] = readFileSync(file, "utf8").trim().split("\n")
const penguins = lines.map((line) => line.split(",")).filter((cells) => cells.slice(2, 6).every(Number))
const species = penguins.map(([name = ""]) => name)
const measures = penguins.map((cells) => cells.slice(2, 6).map(Number))

const forest = new RandomForestClassifier<string>({ seed: 42 })
const cv = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: 0 })
const space = { nEstimators: int(1, 16, { log: true }), maxDepth: int(1, 6), maxFeatures: float(0.25, 1) }

setVerbosity("warning") // without a line for each trial
const sampler = new NSGAIISampler({ seed: 42, populationSize: 25 })
const study = await createStudy({ directions: ["maximize", "minimize"], sampler })
await study.setMetricNames(["accuracy", "leaves"])
await study.optimize(
  async (trial) => {
    const params = trial.suggest(space)
    const scores = await crossValScore(forest.withParams(params), measures, species, { cv })
    const accuracy = scores.reduce((sum, score) => sum + score, 0) / scores.length
    return [accuracy, params.nEstimators * 2 ** params.maxDepth] // so many leaves the trees can have
  },
  { nTrials: N_TRIALS, showProgressBar: true },
)

// Of trials that are equal in both, the first.
const front = new Map(study.bestTrials.toReversed().map((trial) => [String(trial.values), trial]))
const points = [...front.values()].map(({ values = [], params, number }) => {
  const [accuracy = 0, leaves = 0] = values
  return { accuracy, leaves, params, number }
})
points.sort((a, b) => a.leaves - b.leaves)

console.log(`${species.length} penguins, ${N_TRIALS} forests; none is both smaller and better than one of these:`)
console.log("leaves  accuracy  trees  depth  features  trial")
for (const { accuracy, leaves, params, number } of points) {
  const { nEstimators, maxDepth, maxFeatures } = params
  console.log(
    `${String(leaves).padStart(6)}${accuracy.toFixed(4).padStart(10)}${String(nEstimators).padStart(7)}` +
      `${String(maxDepth).padStart(7)}${Number(maxFeatures).toFixed(2).padStart(10)}${String(number).padStart(7)}`,
  )
}

const small = points.filter(({ leaves }) => leaves <= LEAST.atMostLeaves)
const best = Math.max(0, ...small.map(({ accuracy }) => accuracy))
const isGood = best >= LEAST.accuracy && points.length >= LEAST.points
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${best.toFixed(4)} with at most ${LEAST.atMostLeaves} leaves (at least ${LEAST.accuracy}), ` +
    `${points.length} forests on the front (at least ${LEAST.points})`,
)
process.exitCode = isGood ? 0 : 1
