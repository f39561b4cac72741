// Searches parameters of XGBoost that tell the sex of penguins, some of whose measures are missing: at random, and by TPE, over the same
// space, folds and number of candidates. Only the name of the class changes.
import { readFileSync } from "node:fs"
import { setVerbosity } from "@parzen/core"
import type { Data } from "@parzen/model-selection"
import { StratifiedKFold } from "@parzen/model-selection"
import type { BaseSearchCV } from "@parzen/search-cv"
import { ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import { XGBClassifier } from "@parzen/xgboost"

const N_CANDIDATES = 40
const LEAST = -0.3

const file = new URL(import.meta.resolve("@observablehq/sample-datasets/penguins.csv"))
const cells = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(","))
const known = cells.filter((each) => each[6] === "MALE" || each[6] === "FEMALE")
const species = [...new Set(known.map(([name = ""]) => name))]
const X = known.map(([name = "", , ...measures]) => [
  species.indexOf(name),
  ...measures.slice(0, 4).map((cell) => (cell === "" ? Number.NaN : Number(cell))),
])
const y = known.map((each) => each[6] ?? "")

const space = {
  n_estimators: [10, 20, 40, 80, 120],
  eta: [0.02, 0.05, 0.1, 0.2, 0.5],
  max_depth: [1, 2, 3, 4, 6],
  min_child_weight: [0.1, 1, 3, 10],
  subsample: [0.4, 0.6, 0.8, 1],
  colsample_bytree: [0.4, 0.6, 0.8, 1],
}
const options = {
  scoring: "neg_log_loss",
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  randomState: 0,
} as const

async function run(search: BaseSearchCV<Data, string>): Promise<number> {
  const begin = performance.now()
  await search.fit(X, y)
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  const { bestScore, bestIndex, bestParams } = search
  console.log(
    `${search.constructor.name.padEnd(19)}${bestScore.toFixed(5).padStart(9)}${String(bestIndex + 1).padStart(6)}` +
      `${seconds.padStart(9)}  ${JSON.stringify(bestParams)}`,
  )
  return bestScore
}

setVerbosity("warning") // without a line for each trial
const estimator = new XGBClassifier<string>({ nthread: 1, seed: 42 })
console.log(`penguins: ${X.length}, ${N_CANDIDATES} candidates, 5 folds`)
console.log("search              log score  best  seconds  best parameters")
const random = await run(new RandomizedSearchCV(estimator, space, { ...options, nIter: N_CANDIDATES }))
const parzen = await run(new ParzenSearchCV(estimator, space, { ...options, nTrials: N_CANDIDATES }))
const isGood = parzen >= random && parzen >= LEAST
console.log(
  `${isGood ? "ok" : "FAILED"}: ParzenSearchCV scores ${parzen.toFixed(5)}, RandomizedSearchCV ${random.toFixed(5)} ` +
    `(no worse, and at least ${LEAST})`,
)
process.exitCode = isGood ? 0 : 1
