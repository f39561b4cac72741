// Tunes a random forest that predicts how many miles a car of the 1970s went on a gallon.
import { readFileSync } from "node:fs"
import { createStudy, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { KFold, r2Score, trainTestSplit } from "@parzen/model-selection"
import { RandomForestRegressor, randomForestObjective, randomForestSpace } from "@parzen/random-forest"

const N_TRIALS = 30
const LEAST_R2 = 0.8

// Miles per gallon, then six measures that tell it. 14 of the 406 cars miss one of them.
const file = new URL(import.meta.resolve("@observablehq/sample-datasets/cars.csv"))
const [header = "", ...lines] = readFileSync(file, "utf8").trim().split("\n")
const columns = header.split(",").slice(2)
const cars = lines.map((line) => line.split(",").slice(1)).filter((cells) => cells.every((cell) => cell !== ""))
const miles = cars.map(([first]) => Number(first))
const measures = cars.map(([, ...others]) => others.map(Number))

// One car in four is held out: no trial sees it.
const { XTrain, XTest, yTrain, yTest } = trainTestSplit(measures, miles, { testSize: 0.25, randomState: 0 })

// A trial grows five forests, each without one fold of the cars, and is worth their mean R² on those folds.
const objective = randomForestObjective(XTrain, yTrain, {
  task: "regression",
  cv: new KFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  space: { ...randomForestSpace({ task: "regression" }), nEstimators: undefined },
  params: { nEstimators: 10 },
})

setVerbosity("warning") // without a line for each trial: the progress bar says enough
console.log(`cars: ${yTrain.length} to tune on, ${yTest.length} held out`)
const study = await createStudy({
  direction: "maximize",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner(),
})
await study.optimize(objective, { nTrials: N_TRIALS, showProgressBar: true })

const pruned = study.trials.filter(({ state }) => state === "pruned").length
console.log(
  `Best of ${N_TRIALS} trials, ${pruned} of them pruned: R² ${study.bestValue.toFixed(4)} in cross-validation`,
)
for (const [name, value] of Object.entries(study.bestParams)) {
  console.log(`  ${name.padEnd(14)} ${typeof value === "number" ? Number(value.toPrecision(3)) : value}`)
}

const forest = new RandomForestRegressor({ nEstimators: 100, oobScore: true })
  .withParams({ ...study.bestParams, bootstrap: true })
  .fit(XTrain, yTrain)
console.log("\nWhat the splits owe to each column")
for (const [i, column] of columns.entries()) {
  console.log(`  ${column.padEnd(18)} ${(forest.featureImportances?.[i] ?? 0).toFixed(3)}`)
}

const r2 = r2Score(yTest, forest.predict(XTest))
const isGood = r2 >= LEAST_R2
console.log(
  `\n${isGood ? "ok" : "FAILED"}: R² ${r2.toFixed(4)} on the held-out cars (at least ${LEAST_R2}), ` +
    `${forest.oobScore?.toFixed(4)} out of bag`,
)
process.exitCode = isGood ? 0 : 1
